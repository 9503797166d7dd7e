import Autocomplete from '@mui/material/Autocomplete'
import TextField from '@mui/material/TextField'
import { useTranslation } from 'react-i18next'
import type { Technology } from './vocabulary.ts'

interface TechnologyFieldProps {
  /** Null where there is none; undefined where several parts differ. */
  value: string | null | undefined
  technologies: readonly Technology[]
  onChange: (technology: string | null) => void
}

/** Picks a technology by its name, its id, or what it is a kind of. */
export function TechnologyField({ value, technologies, onChange }: TechnologyFieldProps) {
  const { t } = useTranslation(['model', 'part'])
  const technology = technologies.find((candidate) => candidate.id === value) ?? null
  return (
    <Autocomplete
      size="small"
      options={technologies}
      value={technology}
      getOptionLabel={(option) => option.name}
      getOptionKey={(option) => option.id}
      isOptionEqualToValue={(option, wanted) => option.id === wanted.id}
      filterOptions={(options, state) => matchingTechnologies(options, state.inputValue === technology?.name ? '' : state.inputValue)}
      onChange={(_, chosen) => onChange(chosen?.id ?? null)}
      renderInput={(params) => <TextField {...params} label={t('inspector.technology')} placeholder={value === undefined ? t('part:bulk.mixed') : t('inspector.noTechnology')} />}
    />
  )
}

function matchingTechnologies(options: readonly Technology[], typed: string): Technology[] {
  const words = typed.toLowerCase().split(/\s+/)
  return options.filter(({ name, id, parents }) => words.every((word) => `${name} ${id} ${parents.join(' ')}`.toLowerCase().includes(word))).slice(0, 60)
}
