import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { FacilitatorItem, FacilitatorView } from '../../../../shared/domain/workshop.ts'
import type { Send } from '../send.ts'
import { PollResult } from './PollResult.tsx'

/** Above this many, the rest is counted. */
const mostLines = 6

function LeftOpen({ items, actions }: { items: readonly FacilitatorItem[]; actions: number }) {
  const { t } = useTranslation('desk')
  if (items.length === 0 && actions === 0) return <Typography>{t('close.nothing')}</Typography>
  return (
    <Box component="section" sx={{ px: 4, py: 3, borderRadius: '10px', border: '1px solid', borderColor: 'divider' }}>
      {items.length > 0 ? (
        <>
          <Typography sx={{ fontWeight: 650 }}>{t('close.left', { count: items.length })}</Typography>
          <Box component="ul" sx={{ listStyle: 'none', m: 0, mt: 1, p: 0, color: 'text.secondary' }}>
            {items.slice(0, mostLines).map((item) => (
              <Typography key={item.id} component="li" variant="body2" sx={{ display: 'flex', gap: 2 }}>
                <Box component="b" sx={{ minWidth: 40 }}>{item.threat.displayId}</Box>
                <Typography component="span" variant="body2" noWrap sx={{ flex: 1 }}>{item.threat.title}</Typography>
                <Box component="span" sx={{ whiteSpace: 'nowrap' }}>{t(`close.phase.${item.phase}`)}</Box>
              </Typography>
            ))}
            {items.length > mostLines ? <Typography component="li" variant="body2">{t('close.more', { count: items.length - mostLines })}</Typography> : null}
          </Box>
        </>
      ) : null}
      {actions > 0 ? <Typography sx={{ fontWeight: 650, mt: items.length > 0 ? 2 : 0 }}>{t('close.actions', { count: actions })}</Typography> : null}
    </Box>
  )
}

/** Closing seals the log for good, so it is the one act that asks first; before that the room is asked whether it is good enough. */
export function CloseDialog({ view, send, onClose }: { view: FacilitatorView; send: Send; onClose: () => void }) {
  const { t } = useTranslation(['desk', 'common'])
  const { poll, phase } = view
  const left = view.items.filter((item) => !item.practice && item.phase !== 'settled' && item.phase !== 'skipped')
  const actions = view.actions.filter((action) => !action.done).length
  const canAsk = phase === 'running' || phase === 'paused'
  const close = async () => {
    if (await send({ type: 'close' })) onClose()
  }
  const step = poll?.phase === 'open' ? 'asking' : poll === null && canAsk ? 'ask' : 'close'
  return (
    <Dialog open onClose={onClose} maxWidth="sm" fullWidth>
      <DialogTitle>{t(`close.title.${step}`)}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 4 }}>
        <Typography sx={{ color: 'text.secondary' }}>{t(`close.text.${step}`)}</Typography>
        {poll ? <PollResult poll={poll} /> : null}
        <LeftOpen items={left} actions={actions} />
      </DialogContent>
      <DialogActions>
        <Button color="inherit" onClick={onClose}>{t(step === 'asking' ? 'close.later' : 'common:cancel')}</Button>
        {step === 'close' ? null : <Button color="inherit" onClick={() => void close()}>{t(step === 'ask' ? 'close.without' : 'close.now')}</Button>}
        {step === 'ask' ? <Button autoFocus key="ask" variant="contained" onClick={() => void send({ type: 'open-poll' })}>{t('close.ask')}</Button> : null}
        {step === 'asking' ? <Button autoFocus key="end" variant="contained" onClick={() => void send({ type: 'close-poll' })}>{t('poll.end')}</Button> : null}
        {step === 'close' ? <Button autoFocus key="close" variant="contained" onClick={() => void close()}>{t('close.go')}</Button> : null}
      </DialogActions>
    </Dialog>
  )
}
