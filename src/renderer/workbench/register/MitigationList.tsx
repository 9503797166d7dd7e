import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { emptyMitigation } from '../../../shared/domain/mitigation.ts'
import type { GridRow } from './grid-row.ts'
import { MitigationCard } from './MitigationCard.tsx'
import { useDecisions } from './useDecisions.ts'

/** What is done about a threat, and what its rule or import suggests. */
export function MitigationList({ project, row }: { project: string; row: GridRow }) {
  const { t } = useTranslation('decisions')
  const { plan } = useDecisions(project)
  const [own, setOwn] = useState('')
  const { threat, covering } = row
  const taken = new Set(covering.map(({ title }) => title))
  const suggestions = threat.mitigations.filter((text) => !taken.has(text.slice(0, 1000)))
  const add = (title: string) => plan({ ...emptyMitigation, title: title.slice(0, 1000), threats: [threat.id] })
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      {covering.length === 0 ? (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t('noMitigations')}
        </Typography>
      ) : null}
      {covering.map((mitigation) => (
        <MitigationCard key={mitigation.id} project={project} mitigation={mitigation} />
      ))}
      {suggestions.length > 0 ? (
        <Box component="ul" aria-label={t('suggestions')} sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1 }}>
          {suggestions.map((text) => (
            <Box component="li" key={text} sx={{ display: 'flex', alignItems: 'center', gap: 2, border: '1px dashed', borderColor: 'divider', borderRadius: '8px', pl: 3, pr: 1, py: 1 }}>
              <Box component="span" sx={{ flex: 1 }}>
                {text}
              </Box>
              <Button size="small" startIcon={<Plus size={14} />} aria-label={`${t('take')}: ${text}`} onClick={() => add(text)}>
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
    </Box>
  )
}
