import Box from '@mui/material/Box'
import { Check } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Cell } from '../../../../shared/domain/coverage.ts'

/** A cell's figures: how many findings, and how many of them nobody has judged yet; ticked where all are. */
export function CellBox({ cell }: { cell: Cell }) {
  const { t } = useTranslation('coverage')
  if (cell.all === 0) return <Box component="span" aria-hidden sx={{ color: 'text.disabled' }}>·</Box>
  const reviewed = (cell.all - cell.new) / cell.all
  return (
    <Box aria-hidden sx={{ display: 'grid', justifyItems: 'center', gap: '3px', lineHeight: 1.1 }}>
      <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 1 }}>
        <Box component="span" sx={{ fontWeight: 650, fontSize: 15 }}>{cell.all}</Box>
        {cell.new === 0 ? <Check size={13} style={{ alignSelf: 'center' }} /> : cell.new === cell.all ? null : <Box component="span" sx={{ fontSize: 11, color: 'text.secondary' }}>{t('open', { count: cell.new })}</Box>}
      </Box>
      <Box sx={{ width: 44, height: 4, borderRadius: 2, border: '1px solid', borderColor: 'text.secondary', overflow: 'hidden' }}>
        <Box sx={{ height: '100%', bgcolor: 'text.secondary' }} style={{ width: `${reviewed * 100}%` }} />
      </Box>
    </Box>
  )
}
