import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import Typography from '@mui/material/Typography'
import { Check, CircleDashed, CircleDot, Hand, Laptop, Minus, Plus, Smartphone, Unplug, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FacilitatorRound, FacilitatorView, SeatInfo, SeatProgress } from '../../../shared/domain/workshop.ts'
import { useToasts } from '../shell/Toasts.tsx'
import { AddSeatDialog } from './AddSeatDialog.tsx'
import { useSeatName } from './useSeatName.ts'
import type { Send } from './useWorkshop.ts'

const marks = { 'not-yet': CircleDashed, partly: CircleDot, voted: Check, abstained: Minus, absent: Unplug }

/** How far a seat is with the open round: by shape and word; never what it voted. */
function ProgressMark({ state }: { state: SeatProgress['state'] }) {
  const { t } = useTranslation('workshop')
  const Icon = marks[state]
  const done = state === 'voted' || state === 'abstained'
  return (
    <Box component="span" data-progress={state} sx={{ display: 'inline-flex', alignItems: 'center', gap: 1, fontSize: 12, fontWeight: done ? 650 : 500, color: done ? 'success.main' : 'text.secondary' }}>
      {t(`progress.${state}`)}
      <Icon size={14} aria-hidden />
    </Box>
  )
}

function SeatLine({ seat, name, state, onRemove }: { seat: SeatInfo; name: string; state: SeatProgress['state'] | null; onRemove: (() => void) | null }) {
  const { t } = useTranslation('workshop')
  const Icon = seat.kind === 'host' ? Laptop : Smartphone
  return (
    <Box data-seat={name} sx={{ display: 'flex', alignItems: 'center', gap: 2, minHeight: 36, opacity: seat.connected ? 1 : 0.65, '& button': { opacity: 0 }, '&:hover button, & button:focus-visible': { opacity: 1 } }}>
      <Box sx={{ position: 'relative', color: 'text.secondary', display: 'inline-grid' }}>
        <Icon size={16} aria-label={seat.kind === 'host' ? t('seats.host') : t(seat.connected ? 'seats.connected' : 'seats.away')} />
      </Box>
      <Typography noWrap sx={{ flex: 1, fontWeight: 550 }}>{name}</Typography>
      {seat.handRaised ? <Box component="span" role="img" aria-label={t('seats.hand')} title={t('seats.hand')} sx={{ display: 'inline-grid', placeItems: 'center', width: 22, height: 22, borderRadius: '50%', bgcolor: 'primary.main', color: 'primary.contrastText' }}><Hand size={13} /></Box> : null}
      {state ? <ProgressMark state={state} /> : <Typography variant="caption" sx={{ color: 'text.secondary' }}>{seat.kind === 'host' ? t('seats.host') : t(seat.connected ? 'seats.connected' : 'seats.away')}</Typography>}
      {onRemove ? <IconButton size="small" aria-label={t('seats.remove', { name })} onClick={onRemove} sx={{ mr: -2 }}><X size={14} /></IconButton> : null}
    </Box>
  )
}

/** Everybody in the room; raised hands come first. With a round, how far each seat is with it. */
export function SeatList({ view, send, round }: { view: FacilitatorView; send: Send; round: FacilitatorRound | null }) {
  const { t } = useTranslation('workshop')
  const toasts = useToasts()
  const nameOf = useSeatName(view.seats)
  const [adding, setAdding] = useState(false)
  const closed = view.phase === 'closed'
  const present = view.seats.filter((seat) => !seat.removed).sort((one, other) => Number(other.handRaised) - Number(one.handRaised))
  const remove = async (seat: SeatInfo) => {
    if (await send({ type: 'remove-seat', seat: seat.id })) toasts.say(t('seats.removed', { name: nameOf(seat.id) }))
  }
  return (
    <Box component="section" aria-label={t('seats.title')}>
      <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 2, mb: 2 }}>
        <Typography variant="h3">{t('seats.title')}</Typography>
        <Typography sx={{ color: 'text.secondary' }}>{present.length}</Typography>
      </Box>
      {present.length === 0 ? <Typography variant="body2" sx={{ color: 'text.secondary', mb: 3 }}>{t('seats.noneText')}</Typography> : null}
      {present.map((seat) => (
        <SeatLine key={seat.id} seat={seat} name={nameOf(seat.id)} state={round?.progress.find((entry) => entry.seat === seat.id)?.state ?? null} onRemove={closed ? null : () => void remove(seat)} />
      ))}
      {closed ? null : <Button color="inherit" startIcon={<Plus size={15} />} onClick={() => setAdding(true)} sx={{ mt: 2, ml: -3, color: 'text.secondary' }}>{t('seats.add')}</Button>}
      {adding ? <AddSeatDialog view={view} send={send} onClose={() => setAdding(false)} /> : null}
    </Box>
  )
}
