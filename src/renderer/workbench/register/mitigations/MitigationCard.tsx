import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import ButtonBase from '@mui/material/ButtonBase'
import Typography from '@mui/material/Typography'
import { ChevronDown, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isLate, type Mitigation } from '../../../../shared/domain/mitigation.ts'
import { todayHere } from '../grid/grid-row.ts'
import { MitigationForm } from './MitigationForm.tsx'
import { MitigationStatusField } from './MitigationStatusField.tsx'
import { useDecisions } from '../useDecisions.ts'

/** One thing that is done about a threat: its status at once, the rest when it is opened. */
export function MitigationCard({ project, threat, mitigation }: { project: string; threat: string; mitigation: Mitigation }) {
  const { t } = useTranslation(['decisions', 'mitigations'])
  const { change, drop } = useDecisions(project)
  const [open, setOpen] = useState(false)
  const { id, title, due, owner, threats } = mitigation
  const late = isLate(mitigation, todayHere())
  return (
    <Box sx={{ border: '1px solid', borderColor: 'divider', borderRadius: '10px' }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, p: 2 }}>
        <ButtonBase aria-expanded={open} aria-label={t('editMitigation', { title })} onClick={() => setOpen(!open)} sx={{ flex: 1, minWidth: 0, justifyContent: 'flex-start', textAlign: 'left', gap: 1.5, borderRadius: '6px', p: 1 }}>
          {open ? <ChevronDown size={16} /> : <ChevronRight size={16} />}
          <Box sx={{ minWidth: 0 }}>
            <Box sx={{ fontWeight: 550 }}>{title}</Box>
            <Typography variant="caption" sx={{ color: late ? 'error.main' : 'text.secondary' }}>
              {[owner, due ?? '', late ? t('late') : '', threats.length > 1 ? t('covers', { count: threats.length }) : ''].filter((part) => part !== '').join(' · ')}
            </Typography>
          </Box>
        </ButtonBase>
        <MitigationStatusField project={project} mitigation={mitigation} />
      </Box>
      {open ? (
        <Box sx={{ px: 3, pb: 3 }}>
          <MitigationForm project={project} mitigation={mitigation} />
          <Box sx={{ display: 'flex', gap: 2, mt: 3 }}>
            {threats.length > 1 ? (
              <Button color="inherit" size="small" onClick={() => change(id, { threats: threats.filter((one) => one !== threat) })}>
                {t('mitigations:uncover')}
              </Button>
            ) : null}
            <Button color="inherit" size="small" onClick={() => drop(id)}>
              {t('removeMitigation')}
            </Button>
          </Box>
        </Box>
      ) : null}
    </Box>
  )
}
