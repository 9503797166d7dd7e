import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { FieldChange, ThreatChangeBy } from '../../../../shared/contract/decision.ts'
import { Response } from '../../../../shared/domain/decision.ts'
import { MitigationStatus } from '../../../../shared/domain/mitigation.ts'
import { useApi } from '../../api.tsx'
import { historyLabel } from '../../shell/history-label.ts'
import { useLanguage } from '../../i18n.ts'

const fields = [
  'title', 'description', 'stride', 'affected', 'settled', 'mitigations', 'statement', 'concerns', 'refs', 'marker', 'gone',
  'response', 'rationale', 'owner', 'due', 'existingControls', 'riskOwner', 'approver', 'decidedOn', 'conditions', 'expires', 'current', 'target',
  'requirement', 'status', 'test', 'result', 'verified_on', 'ticket', 'threats',
] as const
const days = new Set(['due', 'decidedOn', 'expires', 'verified_on'])

/** What became of a threat and of what is done about it, by whom and when, the newest first. */
export function ThreatHistory({ project, threat }: { project: string; threat: string }) {
  const { t } = useTranslation(['decisions', 'register', 'common'])
  const { t: common } = useTranslation('common')
  const api = useApi()
  const language = useLanguage()
  const changes = useQuery({ queryKey: ['history', project, 'threat', threat], queryFn: () => api.decision.history({ project, threat }) }).data
  const who = (by: ThreatChangeBy): string => {
    if (by.kind === 'desk') return t('byDesk')
    const { workshop, seat } = by
    return seat === null ? t('byRoom', { workshop }) : seat === '' ? t('byNameless', { workshop }) : t('bySeat', { workshop, seat })
  }
  const told = (name: string, value: string | null): string => {
    if (value === null) return '–'
    const [response, status] = [Response.safeParse(value), MitigationStatus.safeParse(value)]
    if (name === 'response' && response.success) return t(`register:response.${response.data}`)
    if (name === 'status' && status.success) return t(`status.${status.data}`)
    return days.has(name) ? new Date(value).toLocaleDateString(language, { dateStyle: 'medium', timeZone: 'UTC' }) : value
  }
  const said = ({ name, before, after }: FieldChange): string => {
    const field = fieldName(name, (known) => t(`changedField.${known}`))
    return before === null && after === null ? field : before === null ? `${field} ${told(name, after)}` : `${field} ${told(name, before)} → ${told(name, after)}`
  }
  if (!changes) return null
  if (changes.length === 0) return <Typography sx={{ color: 'text.secondary' }}>{t('noHistory')}</Typography>
  return (
    <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1.5 }}>
      {changes.map((change, index) => (
        <Box component="li" key={index} sx={{ display: 'grid', gridTemplateColumns: '132px minmax(0, 1fr)', gap: 3, color: change.undone ? 'text.secondary' : 'text.primary' }}>
          <Box component="time" dateTime={change.at} sx={{ color: 'text.secondary', fontVariantNumeric: 'tabular-nums' }}>
            {new Date(change.at).toLocaleString(language, { dateStyle: 'short', timeStyle: 'short' })}
          </Box>
          <span>
            {historyLabel(change.step, common)}
            {change.mitigation === null ? '' : ` “${change.mitigation}”`}
            {change.changed.length > 0 ? `: ${change.changed.map(said).join(', ')}` : ''}
            {change.undone ? ` (${t('historyUndone')})` : ''}
            <Typography variant="body2" component="span" sx={{ display: 'block', color: 'text.secondary' }}>
              {who(change.by)}
            </Typography>
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
