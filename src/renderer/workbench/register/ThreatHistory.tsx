import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useApi } from '../api.tsx'
import { historyLabel } from '../shell/history-label.ts'
import { useLanguage } from '../i18n.ts'

const fields = ['title', 'description', 'stride', 'affected', 'decision', 'settled', 'mitigations', 'statement', 'concerns', 'refs', 'marker', 'gone'] as const

/** What became of a threat, step by step, the newest first. */
export function ThreatHistory({ project, threat }: { project: string; threat: string }) {
  const { t } = useTranslation(['decisions', 'common'])
  const { t: common } = useTranslation('common')
  const api = useApi()
  const language = useLanguage()
  const changes = useQuery({ queryKey: ['history', project, 'threat', threat], queryFn: () => api.decision.history({ project, threat }) }).data
  if (!changes) return null
  if (changes.length === 0) return <Typography sx={{ color: 'text.secondary' }}>{t('noHistory')}</Typography>
  return (
    <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1.5 }}>
      {changes.map((change, index) => (
        <Box component="li" key={index} sx={{ display: 'grid', gridTemplateColumns: '132px minmax(0, 1fr)', gap: 3, textDecoration: change.undone ? 'line-through' : 'none' }}>
          <Box component="time" dateTime={change.at} sx={{ color: 'text.secondary', fontVariantNumeric: 'tabular-nums' }}>
            {new Date(change.at).toLocaleString(language, { dateStyle: 'short', timeStyle: 'short' })}
          </Box>
          <span>
            {historyLabel(change.step, common)}
            {change.changed.length > 0 ? `: ${change.changed.map((name) => fieldName(name, (field) => t(`changedField.${field}`))).join(', ')}` : ''}
            {change.undone ? ` (${t('historyUndone')})` : ''}
          </span>
        </Box>
      ))}
    </Box>
  )
}

function fieldName(name: string, say: (field: (typeof fields)[number]) => string): string {
  const field = fields.find((one) => one === name)
  return field ? say(field) : name
}
