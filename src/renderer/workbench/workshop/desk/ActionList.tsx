import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import IconButton from '@mui/material/IconButton'
import Typography from '@mui/material/Typography'
import { Plus, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { FacilitatorView, WorkshopAction } from '../../../../shared/domain/workshop.ts'
import { useLanguage } from '../../i18n.ts'
import type { Send } from '../send.ts'

function Line({ action, of, send }: { action: WorkshopAction; of: string | null; send: Send | null }) {
  const { t } = useTranslation('desk')
  const language = useLanguage()
  const due = action.due === null ? '' : t('action.dueOn', { date: new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(new Date(`${action.due}T00:00:00`)) })
  const about = [of ?? '', action.owner === '' ? t('action.nobody') : action.owner, due].filter((part) => part !== '').join(' · ')
  return (
    <Box component="li" data-action={action.done ? 'done' : 'open'} sx={{ display: 'flex', alignItems: 'flex-start', gap: 1, '& .drop': { opacity: 0 }, '&:hover .drop, & .drop:focus-visible': { opacity: 1 } }}>
      <Checkbox
        size="small"
        checked={action.done}
        disabled={send === null}
        onChange={(event) => void send?.({ type: 'finish-action', action: action.id, done: event.target.checked })}
        slotProps={{ input: { 'aria-label': t('action.done', { text: action.text }) } }}
        sx={{ p: 0.75, ml: -0.75 }}
      />
      <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
        <Typography sx={{ fontSize: 13.5, textDecoration: action.done ? 'line-through' : 'none', color: action.done ? 'text.secondary' : 'text.primary' }}>{action.text}</Typography>
        <Typography variant="caption" sx={{ color: 'text.secondary' }}>{about}</Typography>
      </Box>
      {send ? <IconButton className="drop" size="small" aria-label={t('action.drop', { text: action.text })} onClick={() => void send({ type: 'drop-action', action: action.id })}><X size={14} /></IconButton> : null}
    </Box>
  )
}

/** Who promised to do what; what is done goes to the end. */
export function ActionList({ view, send, onAdd }: { view: FacilitatorView; send: Send; onAdd: () => void }) {
  const { t } = useTranslation('desk')
  const closed = view.phase === 'closed'
  const actions = view.actions.toSorted((one, other) => Number(one.done) - Number(other.done))
  if (closed && actions.length === 0) return null
  const idOf = (item: string | null) => view.items.find((one) => one.id === item)?.threat.displayId ?? null
  return (
    <Box component="section" aria-label={t('action.title')}>
      <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 2, mb: 1 }}>
        <Typography variant="h3" component="h2">{t('action.title')}</Typography>
        {actions.length > 0 ? <Typography sx={{ color: 'text.secondary' }}>{t('action.count', { done: actions.filter((action) => action.done).length, all: actions.length })}</Typography> : null}
      </Box>
      {actions.length === 0 ? <Typography variant="body2" sx={{ color: 'text.secondary' }}>{t('action.none')}</Typography> : null}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1 }}>
        {actions.map((action) => <Line key={action.id} action={action} of={idOf(action.item)} send={closed ? null : send} />)}
      </Box>
      {closed ? null : <Button color="inherit" startIcon={<Plus size={15} />} onClick={onAdd} sx={{ mt: 1, ml: -3, color: 'text.secondary' }}>{t('action.new')}</Button>}
    </Box>
  )
}
