import Autocomplete, { createFilterOptions } from '@mui/material/Autocomplete'
import Box from '@mui/material/Box'
import FormControlLabel from '@mui/material/FormControlLabel'
import MenuItem from '@mui/material/MenuItem'
import Switch from '@mui/material/Switch'
import TextField from '@mui/material/TextField'
import { type RefObject, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { strideCategories } from '../../../../shared/domain/stride.ts'
import type { QuestionFilter } from './question-rows.ts'
import type { Questions } from './useQuestions.ts'

/** A list of thousands of parts would not open at once; who types finds every one. */
const mostOptions = createFilterOptions<{ id: string; label: string }>({ limit: 100 })

interface QuestionBarProps {
  data: Questions
  filter: QuestionFilter
  grouped: boolean
  field: RefObject<HTMLInputElement | null>
  onFilter: (filter: QuestionFilter) => void
  onGrouped: (grouped: boolean) => void
}

/** Which questions are listed, and whether those after one fact are one. */
export function QuestionBar({ data, filter, grouped, field, onFilter, onGrouped }: QuestionBarProps) {
  const { t } = useTranslation(['questions', 'threats', 'common'])
  const parts = useMemo(() => [...data.model.elements, ...data.model.flows].map(({ id }) => ({ id, label: data.labels.get(id) ?? id })), [data.model, data.labels])
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 2, p: 3, borderBottom: '1px solid', borderColor: 'divider' }}>
      <Autocomplete
        size="small"
        options={parts}
        filterOptions={mostOptions}
        value={parts.find(({ id }) => id === filter.part) ?? null}
        onChange={(_, part) => onFilter({ ...filter, part: part?.id ?? null })}
        isOptionEqualToValue={(option, value) => option.id === value.id}
        getOptionKey={(option) => option.id}
        renderInput={(params) => <TextField {...params} inputRef={field} label={t('part')} />}
      />
      <TextField select label={t('threats:filter.stride')} value={filter.stride ?? ''} onChange={(event) => onFilter({ ...filter, stride: strideCategories.find((category) => category === event.target.value) ?? null })} slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}>
        <MenuItem value="">{t('threats:filter.all')}</MenuItem>
        {strideCategories.map((category) => (
          <MenuItem key={category} value={category}>
            {t(`common:stride.${category}`)}
          </MenuItem>
        ))}
      </TextField>
      <FormControlLabel sx={{ gridColumn: '1 / -1', m: 0, gap: 1 }} control={<Switch size="small" checked={grouped} onChange={(_, on) => onGrouped(on)} />} label={t('grouped')} />
    </Box>
  )
}
