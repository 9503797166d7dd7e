import Autocomplete, { createFilterOptions } from '@mui/material/Autocomplete'
import Box from '@mui/material/Box'
import Chip from '@mui/material/Chip'
import TextField from '@mui/material/TextField'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Mitigation } from '../../../../shared/domain/mitigation.ts'
import type { Threat } from '../../../../shared/domain/threat.ts'
import { useDecisions } from '../useDecisions.ts'
import { useRegisterThreats } from '../useRegisterThreats.ts'

/** A list of 5,000 is searched in whole and shown in part. */
const filterOptions = createFilterOptions<Threat>({ limit: 60, stringify: ({ displayId, title, description }) => `${displayId} ${title} ${description}` })

/** The threats that a mitigation covers, chosen by hand among all of the register. */
export function CoverField({ project, mitigation }: { project: string; mitigation: Mitigation }) {
  const { t } = useTranslation('mitigations')
  const { change } = useDecisions(project)
  const threats = useRegisterThreats(project)
  const covered = useMemo(() => {
    const byId = new Map(threats.map((threat) => [threat.id, threat]))
    return mitigation.threats.flatMap((id) => byId.get(id) ?? [])
  }, [threats, mitigation.threats])
  return (
    <Autocomplete
      multiple
      autoHighlight
      disableCloseOnSelect
      filterSelectedOptions
      size="small"
      options={[...threats]}
      value={covered}
      filterOptions={filterOptions}
      getOptionLabel={({ displayId, title }) => `${displayId} ${title}`}
      isOptionEqualToValue={(option, value) => option.id === value.id}
      noOptionsText={t('noThreat')}
      onChange={(_, chosen) => change(mitigation.id, { threats: chosen.map(({ id }) => id) })}
      renderOption={({ key, ...props }, { displayId, title }) => (
        <Box component="li" key={key} {...props} sx={{ gap: 2, alignItems: 'baseline' }}>
          <Box component="span" sx={{ color: 'text.secondary', fontWeight: 600, minWidth: 44 }}>
            {displayId}
          </Box>
          <span>{title}</span>
        </Box>
      )}
      renderValue={(values, itemProps) =>
        values.map((threat, index) => {
          const { key, ...props } = itemProps({ index })
          return <Chip key={key} size="small" title={threat.title} label={`${threat.displayId} ${threat.title}`} {...props} />
        })
      }
      renderInput={(params) => <TextField {...params} label={t('coversThreats')} placeholder={t('addThreat')} helperText={mitigation.threats.length === 0 ? t('coversNothing') : undefined} />}
    />
  )
}
