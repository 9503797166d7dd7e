import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { RuleInfo } from '../../../shared/domain/rule.ts'
import { strideCategories } from '../../../shared/domain/stride.ts'
import { SearchField } from '../../ui/SearchField.tsx'
import type { RuleFilter } from './rule-filter.ts'

interface RuleFiltersProps {
  rules: readonly RuleInfo[]
  filter: RuleFilter
  nameOf: (technology: string) => string
  onFilter: (filter: RuleFilter) => void
  field: RefObject<HTMLInputElement | null>
}

/** Search, and one choice each of category, technology and tag, of those that rules have. */
export function RuleFilters({ rules, filter, nameOf, onFilter, field }: RuleFiltersProps) {
  const { t } = useTranslation(['rules', 'common'])
  const technologies = [...new Set(rules.flatMap((rule) => rule.technologies))].map((id) => ({ id, name: nameOf(id) })).sort((a, b) => a.name.localeCompare(b.name))
  const tags = [...new Set(rules.flatMap((rule) => rule.tags))].sort().map((id) => ({ id, name: id }))
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(3, minmax(0, 1fr))', columnGap: 2, rowGap: 4, p: 3, borderBottom: '1px solid', borderColor: 'divider' }}>
      <SearchField value={filter.search} label={t('search')} field={field} onSearch={(search) => onFilter({ ...filter, search })} sx={{ gridColumn: '1 / -1' }} />
      <Choice label={t('filter.stride')} value={filter.stride} options={strideCategories.map((id) => ({ id, name: t(`common:stride.${id}`) }))} onChoose={(id) => onFilter({ ...filter, stride: strideCategories.find((one) => one === id) ?? null })} />
      <Choice label={t('filter.technology')} value={filter.technology} options={technologies} onChoose={(technology) => onFilter({ ...filter, technology })} />
      <Choice label={t('filter.tag')} value={filter.tag} options={tags} onChoose={(tag) => onFilter({ ...filter, tag })} />
    </Box>
  )
}

function Choice({ label, value, options, onChoose }: { label: string; value: string | null; options: readonly { id: string; name: string }[]; onChoose: (id: string | null) => void }) {
  const { t } = useTranslation('rules')
  return (
    <TextField select label={label} value={value ?? ''} onChange={(event) => onChoose(event.target.value === '' ? null : event.target.value)} slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}>
      <MenuItem value="">{t('filter.all')}</MenuItem>
      {options.map(({ id, name }) => (
        <MenuItem key={id} value={id}>
          {name}
        </MenuItem>
      ))}
    </TextField>
  )
}
