import Box from '@mui/material/Box'
import Chip from '@mui/material/Chip'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { StrideNames } from '../StrideNames.tsx'
import { SeverityChip } from '../../ui/SeverityChip.tsx'
import type { TriageRow } from './triage-row.ts'

/** Title, categories, band and status of a finding or threat, with its actions. */
export function DetailHead({ row, actions }: { row: TriageRow; actions: ReactNode }) {
  const { t } = useTranslation(['threats', 'common'])
  return (
    <Box sx={{ mb: 6 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, flexWrap: 'wrap', mb: 3 }}>
        {row.displayId ? <Chip size="small" label={row.displayId} /> : null}
        {row.band ? <SeverityChip band={row.band} label={t(`common:band.${row.band}`)} /> : null}
        <Chip size="small" variant="outlined" label={t(`status.${row.status}`)} sx={row.status === 'possible' ? { borderStyle: 'dashed' } : {}} />
        <StrideNames stride={row.stride} />
      </Box>
      <Typography variant="h1" component="h2" sx={{ mb: 4 }}>
        {row.title}
      </Typography>
      <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap' }}>{actions}</Box>
    </Box>
  )
}
