import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import { GitCompareArrows, PenLine, Snowflake } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Gap } from '../../../../shared/domain/completeness.ts'
import type { RevisionSummary } from '../../../../shared/domain/register.ts'
import { comparePath } from '../../changes/compare-path.ts'
import { BeforeSigning } from './BeforeSigning.tsx'

interface DraftCardProps {
  project: string
  /** The latest revision. */
  last: RevisionSummary
  /** What nobody should sign over in the register as it is now. */
  gaps: readonly Gap[]
  onGap: (gap: Gap) => void
  /** Goes on with the register. */
  onReopen: () => void
  /** Null where it can't be frozen now. */
  onFreeze: (() => void) | null
}

/** What comes after the latest revision: the register as it is now, which the next freezing makes the next revision of. */
export function DraftCard({ project, last, gaps, onGap, onReopen, onFreeze }: DraftCardProps) {
  const { t } = useTranslation('register')
  const numbers = { next: last.number + 1, number: last.number }
  // What was erased is not given back by freezing.
  const same = last.current && !last.erased
  return (
    <Paper component="article" variant="outlined" aria-label={t('draft', numbers)} sx={{ p: 6, borderRadius: '12px', borderStyle: 'dashed' }}>
      <Typography variant="h2">{t('draft', numbers)}</Typography>
      <Typography sx={{ color: 'text.secondary', mt: 1, mb: 4 }}>{last.erased ? t('draftErased', numbers) : same ? t('draftSame', numbers) : t('draftChanged', numbers)}</Typography>
      <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap' }}>
        <Button variant={same ? 'outlined' : 'contained'} startIcon={<Snowflake size={15} />} disabled={onFreeze === null} onClick={onFreeze ?? undefined}>
          {t('freeze')}
        </Button>
        <Button variant="outlined" startIcon={<PenLine size={15} />} onClick={onReopen}>
          {same ? t('reopen', numbers) : t('goOn', numbers)}
        </Button>
        {last.current ? null : (
          <Button component={Link} href={comparePath(project, last.id, 'now')} variant="outlined" startIcon={<GitCompareArrows size={15} />}>
            {t('compareDraft', numbers)}
          </Button>
        )}
      </Box>
      <BeforeSigning gaps={gaps} onGap={onGap} />
    </Paper>
  )
}
