import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CoverageCell } from './cell.ts'

/** Says that the list shows one cell of the matrix only, and how to see everything again. */
export function CellNote({ cell, labels, onClear }: { cell: CoverageCell; labels: ReadonlyMap<string, string>; onClear: () => void }) {
  const { t } = useTranslation(['coverage', 'common'])
  const part = cell.part === null ? t('all') : (labels.get(cell.part) ?? '')
  const text = cell.stride === null ? part : `${part} · ${t(`common:stride.${cell.stride}`)}`
  return (
    <Box role="status" data-in-cell sx={{ display: 'flex', alignItems: 'center', gap: 2, px: 4, py: 1, borderBottom: '1px solid', borderColor: 'divider', bgcolor: 'action.selected', fontWeight: 600 }}>
      {t('only', { cell: text })}
      <Button size="small" color="inherit" startIcon={<X size={14} />} onClick={onClear}>{t('showAll')}</Button>
    </Box>
  )
}
