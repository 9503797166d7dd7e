import Box from '@mui/material/Box'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import { useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type Stride, strideCategories, strideLetter } from '../../../../shared/domain/stride.ts'
import { SearchField } from '../../../ui/SearchField.tsx'
import type { AgendaFilter, AgendaThreat } from './agenda.ts'

/** What of the register is looked at while the agenda is chosen. */
export function AgendaFilters({ all, filter, onFilter }: { all: readonly AgendaThreat[]; filter: AgendaFilter; onFilter: (filter: AgendaFilter) => void }) {
  const { t } = useTranslation(['workshop', 'common', 'prepare'])
  const search = useRef<HTMLInputElement>(null)
  const elements = useMemo(() => [...new Set(all.flatMap((threat) => threat.elements))].sort((one, other) => one.localeCompare(other)), [all])
  return (
    <Box role="search" sx={{ display: 'flex', flexWrap: 'wrap', gap: 3, alignItems: 'center', mb: 4 }}>
      <ToggleButtonGroup size="small" value={filter.strides} onChange={(_, strides: Stride[]) => onFilter({ ...filter, strides })} aria-label="STRIDE">
        {strideCategories.map((category) => (
          <ToggleButton key={category} value={category} aria-label={t(`common:stride.${category}`)} title={t(`common:stride.${category}`)} sx={{ width: 36, fontWeight: 700 }}>
            {strideLetter[category]}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <TextField select label={t('prepare.element')} value={filter.element ?? ''} onChange={(event) => onFilter({ ...filter, element: event.target.value === '' ? null : event.target.value })} sx={{ width: 190 }} slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}>
        <MenuItem value="">{t('prepare.anyElement')}</MenuItem>
        {elements.map((element) => <MenuItem key={element} value={element}>{element}</MenuItem>)}
      </TextField>
      <SearchField value={filter.search} label={t('prepare:agenda.search')} field={search} onSearch={(text) => onFilter({ ...filter, search: text })} sx={{ width: 170 }} />
      {all.some((threat) => threat.settled) ? (
        <FormControlLabel control={<Checkbox size="small" checked={filter.unscored} onChange={(event) => onFilter({ ...filter, unscored: event.target.checked })} />} label={t('prepare:agenda.unscored')} />
      ) : null}
    </Box>
  )
}
