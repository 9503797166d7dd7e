import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { strideCategories } from '../../../shared/domain/stride.ts'
import { SearchField } from '../../ui/SearchField.tsx'
import type { TriageFilter } from './triage-row.ts'

const statuses = ['all', 'confirmed', 'possible'] as const

export function TriageFilters({ filter, onFilter, searchField }: { filter: TriageFilter; onFilter: (filter: TriageFilter) => void; searchField: RefObject<HTMLInputElement | null> }) {
  const { t } = useTranslation(['threats', 'common'])
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 2, p: 3, borderBottom: '1px solid', borderColor: 'divider' }}>
      <SearchField value={filter.search} label={t('search')} field={searchField} onSearch={(search) => onFilter({ ...filter, search })} sx={{ gridColumn: '1 / -1' }} />
      <TextField select label={t('filter.stride')} value={filter.stride ?? ''} onChange={(event) => onFilter({ ...filter, stride: strideCategories.find((category) => category === event.target.value) ?? null })} slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}>
        <MenuItem value="">{t('filter.all')}</MenuItem>
        {strideCategories.map((category) => (
          <MenuItem key={category} value={category}>
            {t(`common:stride.${category}`)}
          </MenuItem>
        ))}
      </TextField>
      <TextField select label={t('filter.status')} value={filter.status} onChange={(event) => onFilter({ ...filter, status: statuses.find((status) => status === event.target.value) ?? 'all' })}>
        {statuses.map((status) => (
          <MenuItem key={status} value={status}>
            {t(`filter.${status}`)}
          </MenuItem>
        ))}
      </TextField>
    </Box>
  )
}
