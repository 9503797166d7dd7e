import Autocomplete, { createFilterOptions } from '@mui/material/Autocomplete'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { emptyMitigation, type Mitigation } from '../../../../shared/domain/mitigation.ts'
import { openSuggestions } from '../../../../shared/list/suggestions.ts'
import { mitigationOfText } from '../../../../shared/list/threat-composer.ts'
import type { GridRow } from '../grid/grid-row.ts'
import { MitigationCard } from './MitigationCard.tsx'
import { useDecisions, useMitigations } from '../useDecisions.ts'

const filterOptions = createFilterOptions<Mitigation>({ limit: 60, stringify: ({ title, requirement, owner, ticket }) => `${title} ${requirement} ${owner} ${ticket}` })

/** What is done about a threat, what its rule or import suggests, and what is done about others and might cover it too. */
export function MitigationList({ project, row }: { project: string; row: GridRow }) {
  const { t } = useTranslation(['decisions', 'mitigations'])
  const { plan } = useDecisions(project)
  const [own, setOwn] = useState('')
  const { threat, covering } = row
  const suggestions = openSuggestions(threat, covering)
  const add = (title: string) => plan({ ...emptyMitigation, title: title.slice(0, 1000), threats: [threat.id] })
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      {covering.length === 0 ? (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t('noMitigations')}
        </Typography>
      ) : null}
      {covering.map((mitigation) => (
        <MitigationCard key={mitigation.id} project={project} threat={threat.id} mitigation={mitigation} />
      ))}
      {suggestions.length > 0 ? (
        <Box component="ul" aria-label={t('suggestions')} sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1 }}>
          {suggestions.map((text) => (
            <Box component="li" key={text} sx={{ display: 'flex', alignItems: 'center', gap: 2, border: '1px dashed', borderColor: 'divider', borderRadius: '8px', pl: 3, pr: 1, py: 1 }}>
              <Box component="span" sx={{ flex: 1 }}>
                {text}
              </Box>
              <Button size="small" startIcon={<Plus size={14} />} aria-label={`${t('take')}: ${text}`} onClick={() => add(mitigationOfText(text).content)}>
                {t('take')}
              </Button>
            </Box>
          ))}
        </Box>
      ) : null}
      <Box
        component="form"
        sx={{ display: 'flex', gap: 2 }}
        onSubmit={(event) => {
          event.preventDefault()
          if (own.trim() === '') return
          add(own.trim())
          setOwn('')
        }}
      >
        <TextField sx={{ flex: 1 }} label={t('ownMitigation')} value={own} onChange={(event) => setOwn(event.target.value.slice(0, 1000))} />
        <Button type="submit" variant="outlined" disabled={own.trim() === ''}>
          {t('addMitigation')}
        </Button>
      </Box>
      <ExistingMitigation project={project} threat={threat.id} />
    </Box>
  )
}

/** Lets one that is there already cover this threat too. */
function ExistingMitigation({ project, threat }: { project: string; threat: string }) {
  const { t } = useTranslation('mitigations')
  const { change } = useDecisions(project)
  const [typed, setTyped] = useState('')
  const others = useMitigations(project).filter(({ threats }) => !threats.includes(threat))
  if (others.length === 0) return null
  return (
    <Autocomplete
      autoHighlight
      size="small"
      options={others}
      value={null}
      inputValue={typed}
      onInputChange={(_, text, reason) => setTyped(reason === 'selectOption' ? '' : text)}
      filterOptions={filterOptions}
      getOptionLabel={({ title }) => title}
      getOptionKey={({ id }) => id}
      noOptionsText={t('noOther')}
      onChange={(_, chosen) => chosen && change(chosen.id, { threats: [...chosen.threats, threat] })}
      renderInput={(params) => <TextField {...params} label={t('useExisting')} />}
    />
  )
}
