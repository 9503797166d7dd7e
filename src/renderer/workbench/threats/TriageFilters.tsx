import Box from '@mui/material/Box'
import FormControlLabel from '@mui/material/FormControlLabel'
import MenuItem from '@mui/material/MenuItem'
import Switch from '@mui/material/Switch'
import TextField from '@mui/material/TextField'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { strideCategories } from '../../../shared/domain/stride.ts'
import { KeyHint } from '../../ui/KeyHint.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { changeFilters, type TriageFilter } from './triage-row.ts'

const statuses = ['all', 'confirmed', 'possible'] as const

interface TriageFiltersProps {
  filter: TriageFilter
  onFilter: (filter: TriageFilter) => void
  searchField: RefObject<HTMLInputElement | null>
  /** Whether there is something to have changed since. */
  changes: boolean
  /** Null where rows do not come in groups. */
  grouped: boolean | null
  onGrouped: (grouped: boolean) => void
}

export function TriageFilters({ filter, onFilter, searchField, changes, grouped, onGrouped }: TriageFiltersProps) {
  const { t } = useTranslation(['threats', 'common'])
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: changes ? '1fr 1fr 1fr' : '1fr 1fr', columnGap: 2, rowGap: 3, p: 3, borderBottom: '1px solid', borderColor: 'divider' }}>
      <Box sx={{ gridColumn: '1 / -1', display: 'flex', gap: 3, alignItems: 'center' }}>
        <SearchField value={filter.search} label={t('search')} field={searchField} onSearch={(search) => onFilter({ ...filter, search })} sx={{ flex: 1 }} />
        {grouped === null ? null : (
          <FormControlLabel
            sx={{ mr: 0, whiteSpace: 'nowrap', '& .MuiFormControlLabel-label': { fontSize: 13 } }}
            control={<Switch size="small" checked={grouped} onChange={(event) => onGrouped(event.target.checked)} />}
            label={
              <>
                {t('group.by')} <KeyHint>G</KeyHint>
              </>
            }
          />
        )}
      </Box>
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
      {changes ? (
        <TextField select label={t('change.filter')} value={filter.change} onChange={(event) => onFilter({ ...filter, change: changeFilters.find((one) => one === event.target.value) ?? 'all' })}>
          {changeFilters.map((one) => (
            <MenuItem key={one} value={one}>
              {one === 'all' ? t('filter.all') : t(`change.state.${one}`)}
            </MenuItem>
          ))}
        </TextField>
      ) : null}
    </Box>
  )
}
