import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { BellOff, BookOpen } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Finding } from '../../../shared/domain/finding.ts'
import { tmtPack } from '../../../shared/domain/tmt.ts'
import { stagePath } from '../shell/stages.ts'
import { rulesPath } from './rules-url.ts'
import { SuppressDialog } from './SuppressDialog.tsx'
import { useRuleActions } from './useRules.ts'

/** The rule of a finding: one leads to it, and can silence it here. */
export function RuleLine({ project, finding, nameOf }: { project: string; finding: Finding; nameOf: (id: string) => string }) {
  const { t } = useTranslation('rules')
  const [, navigate] = useLocation()
  const [asking, setAsking] = useState(false)
  const { suppress } = useRuleActions(project)
  // A template's threat types are not among the packs.
  const ofTemplate = finding.pack === tmtPack
  return (
    <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap' }}>
      <Button color="inherit" startIcon={<BookOpen size={15} />} onClick={() => navigate(ofTemplate ? stagePath(project, 'settings') : rulesPath(project, finding.rule))} title={t(ofTemplate ? 'showTemplate' : 'showRule')}>
        {finding.rule}
      </Button>
      <Button color="inherit" startIcon={<BellOff size={15} />} onClick={() => setAsking(true)}>
        {t('suppress.here')}
      </Button>
      {asking ? (
        <SuppressDialog
          rule={finding.rule}
          subjects={finding.subjects ?? finding.affected}
          nameOf={nameOf}
          onClose={() => setAsking(false)}
          onSuppress={(on, reason) => {
            setAsking(false)
            suppress.mutate({ rule: finding.rule, on, reason })
          }}
        />
      ) : null}
    </Box>
  )
}
