import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { Gap } from '../../../../shared/domain/completeness.ts'
import { GapList } from '../GapList.tsx'

/** What nobody should sign over, where a revision is about to be frozen: it can be, and then says so for ever. */
export function BeforeSigning({ gaps, onGap }: { gaps: readonly Gap[]; onGap: (gap: Gap) => void }) {
  const { t } = useTranslation('decisions')
  if (gaps.length === 0) return null
  return (
    <Box component="section" aria-label={t('blocks')} sx={{ mt: 5, p: 3, borderRadius: '12px', border: '1px solid', borderColor: 'divider', bgcolor: 'background.paper', textAlign: 'left' }}>
      <Typography variant="subtitle2" component="h3" sx={{ color: 'text.secondary', mb: 1, px: 2 }}>
        {t('blocks')}
      </Typography>
      <GapList gaps={gaps} onGap={onGap} />
    </Box>
  )
}
