import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import Typography from '@mui/material/Typography'
import { Check, CircleDashed, CircleDot, Hand, KeyRound, Laptop, Mailbox, Minus, PenLine, Plus, Smartphone, Unplug, UserRoundCheck, X } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FacilitatorRound, FacilitatorView, SeatInfo, SeatProgress, WorkshopTable } from '../../../shared/domain/workshop.ts'
import { useApi } from '../api.tsx'
import { useToasts } from '../shell/Toasts.tsx'
import { AddSeatDialog } from './entry/AddSeatDialog.tsx'
import { useEntry } from './entry/useEntry.ts'
import { SeatMenu } from './SeatMenu.tsx'
import { progressOf, seatsByTable } from './tables.ts'
import { useSeatName } from './useSeatName.ts'
import type { Send } from './send.ts'

const marks = { 'not-yet': CircleDashed, partly: CircleDot, voted: Check, abstained: Minus, absent: Unplug }

const kindIcons = { device: Smartphone, host: Laptop, proxy: UserRoundCheck, file: Mailbox }

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

interface SeatLineProps {
  seat: SeatInfo
  name: string
  state: SeatProgress['state'] | null
  onRemove: (() => void) | null
  /** What stands where there is no round; else whether the seat is there. */
  note: string | null
  /** Null where nothing of it can be changed. */
  menu: ReactNode
}

function SeatLine({ seat, name, state, note, onRemove, menu }: SeatLineProps) {
  const { t } = useTranslation(['workshop', 'prepare', 'entry'])
  const Icon = kindIcons[seat.kind]
  const there = t(seat.connected ? 'seats.connected' : 'seats.away')
  const kind = { device: there, host: t('seats.host'), proxy: t('entry:mark.proxy'), file: t('entry:mark.file') }[seat.kind]
  return (
    <Box data-seat={name} sx={{ display: 'flex', alignItems: 'center', gap: 2, minHeight: 36, '& button': { opacity: 0 }, '&:hover button, & button:focus-visible': { opacity: 1 } }}>
      <Box sx={{ position: 'relative', color: 'text.secondary', display: 'inline-grid', opacity: seat.connected || seat.kind === 'file' ? 1 : 0.5 }}>
        <Icon size={16} aria-label={kind}><title>{kind}</title></Icon>
      </Box>
      <Typography noWrap sx={{ flex: 1, fontWeight: 550, color: seat.connected || seat.kind === 'file' ? 'text.primary' : 'text.secondary' }}>{name}</Typography>
      {seat.scribe ? <Box component="span" role="img" aria-label={t('prepare:seat.scribe')} title={t('prepare:seat.scribe')} sx={{ display: 'inline-flex', color: 'text.secondary' }}><PenLine size={14} /></Box> : null}
      {seat.coFacilitator ? <Box component="span" role="img" aria-label={t('prepare:seat.coFacilitator')} title={t('prepare:seat.coFacilitator')} sx={{ display: 'inline-flex', color: 'text.secondary' }}><KeyRound size={14} /></Box> : null}
      {seat.handRaised ? <Box component="span" role="img" aria-label={t('seats.hand')} title={t('seats.hand')} sx={{ display: 'inline-grid', placeItems: 'center', width: 22, height: 22, borderRadius: '50%', bgcolor: 'primary.main', color: 'primary.contrastText' }}><Hand size={13} /></Box> : null}
      {state ? <ProgressMark state={state} /> : <Typography variant="caption" sx={{ color: 'text.secondary', whiteSpace: 'nowrap' }}>{note ?? kind}</Typography>}
      {menu}
      {onRemove ? <IconButton size="small" aria-label={t('seats.remove', { name })} onClick={onRemove} sx={{ mr: -2 }}><X size={14} /></IconButton> : null}
    </Box>
  )
}

/** A table's head: how many sit there, and how far they are with their slice. */
function TableHead({ view, table, seats }: { view: FacilitatorView; table: WorkshopTable | null; seats: number }) {
  const { t } = useTranslation(['workshop', 'prepare'])
  if (table === null) {
    return (
      <Box data-seats-of="" sx={{ pt: 3, pb: 1 }}>
        <Typography variant="subtitle2" component="h4">{t('prepare:seat.noTable')}</Typography>
        <Typography variant="caption" component="p" sx={{ color: 'warning.main' }}>{t('prepare:seat.noTableText')}</Typography>
      </Box>
    )
  }
  const { items, past, done, asked } = progressOf(view, table.id)
  const progress = asked > 0 ? t('prepare:seat.ballots', { done, asked }) : past > 0 ? t('prepare:seat.revealed', { past, items }) : t('prepare:tables.threats', { count: items })
  return (
    <Box data-seats-of={table.name} sx={{ display: 'flex', gap: 2, alignItems: 'baseline', pt: 3, pb: 1, borderTop: '1px solid', borderColor: 'divider', mt: 1 }}>
      <Typography noWrap variant="subtitle2" component="h4" sx={{ flex: 1 }}>{table.name}</Typography>
      <Typography variant="caption" sx={{ color: 'text.secondary', whiteSpace: 'nowrap' }}>{t('list.seats', { count: seats })} · {progress}</Typography>
    </Box>
  )
}

/** Everybody in the room, by table where there are tables; raised hands come first. With a round, how far each seat is with it. */
export function SeatList({ view, send, round, note }: { view: FacilitatorView; send: Send; round: FacilitatorRound | null; note?: (seat: SeatInfo) => string }) {
  const { t } = useTranslation(['workshop', 'entry'])
  const api = useApi()
  const toasts = useToasts()
  const { pins } = useEntry(view)
  const nameOf = useSeatName(view.seats)
  const [adding, setAdding] = useState(false)
  const closed = view.phase === 'closed'
  const present = view.seats.filter((seat) => !seat.removed).sort((one, other) => Number(other.handRaised) - Number(one.handRaised))
  const remove = async (seat: SeatInfo) => {
    if (await send({ type: 'remove-seat', seat: seat.id })) toasts.say(t('seats.removed', { name: nameOf(seat.id) }))
  }
  const clearPin = async (seat: SeatInfo) => {
    try {
      await api.entry.clearPin({ workshop: view.id, seat: seat.id })
      toasts.say(t('entry:pin.cleared', { name: nameOf(seat.id) }))
    } catch (error) {
      toasts.fail(error)
    }
  }
  const { tables } = view.settings
  const line = (seat: SeatInfo) => (
    <SeatLine
      key={seat.id}
      seat={seat}
      name={nameOf(seat.id)}
      state={round?.progress.find((entry) => entry.seat === seat.id)?.state ?? null}
      note={note?.(seat) ?? null}
      onRemove={closed ? null : () => void remove(seat)}
      menu={closed ? null : <SeatMenu seat={seat} name={nameOf(seat.id)} tables={tables} send={send} onClearPin={pins.includes(seat.id) ? () => void clearPin(seat) : null} />}
    />
  )
  return (
    <Box component="section" aria-label={t('seats.title')}>
      <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 2, mb: 2 }}>
        <Typography variant="h3">{t('seats.title')}</Typography>
        <Typography sx={{ color: 'text.secondary' }}>{present.length}</Typography>
      </Box>
      {present.length === 0 ? <Typography variant="body2" sx={{ color: 'text.secondary', mb: 3 }}>{t('seats.noneText')}</Typography> : null}
      {tables.length === 0 ? present.map(line) : null}
      {tables.length === 0 ? null : seatsByTable(tables, present).map(({ table, seats }) => (
        <Box key={table?.id ?? ''}>
          <TableHead view={view} table={table} seats={seats.length} />
          {seats.map(line)}
        </Box>
      ))}
      {closed ? null : <Button color="inherit" startIcon={<Plus size={15} />} onClick={() => setAdding(true)} sx={{ mt: 2, ml: -3, color: 'text.secondary' }}>{t('seats.add')}</Button>}
      {adding ? <AddSeatDialog view={view} send={send} onClose={() => setAdding(false)} /> : null}
    </Box>
  )
}
