import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import ButtonBase from '@mui/material/ButtonBase'
import Dialog from '@mui/material/Dialog'
import Typography from '@mui/material/Typography'
import { ArrowLeft, Check, KeyRound, Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FacilitatorView, SeatInfo } from '../../../../shared/domain/workshop.ts'
import { useApi } from '../../api.tsx'
import { AddSeatDialog } from './AddSeatDialog.tsx'
import { SeatKindMark } from './SeatKindMark.tsx'
import { Shield } from './Shield.tsx'
import { useEntry } from './useEntry.ts'
import { HotSeatBallot } from './HotSeatBallot.tsx'
import { openRoundOf } from '../spread.ts'
import { useSeatName } from '../useSeatName.ts'
import type { Send } from '../send.ts'

/** Where the laptop is. `turn` is what the server takes votes by. */
type Turn = { at: 'choose'; last: string | null } | { at: 'shield'; seat: SeatInfo } | { at: 'ballot'; seat: SeatInfo; turn: string }

/** Open rounds that a seat has done, of those it is asked. */
function doneOf(view: FacilitatorView, seat: string): { done: number; all: number } {
  const states = view.items.flatMap((item) => openRoundOf(item)?.progress.filter((entry) => entry.seat === seat) ?? [])
  return { done: states.filter((entry) => entry.state === 'voted' || entry.state === 'abstained').length, all: states.length }
}

function isDone(view: FacilitatorView, seat: string): boolean {
  const { done, all } = doneOf(view, seat)
  return done >= all
}

function SeatTile({ view, seat, name, hasPin, focused, onChoose }: { view: FacilitatorView; seat: SeatInfo; name: string; hasPin: boolean; focused: boolean; onChoose: () => void }) {
  const { t } = useTranslation(['workshop', 'entry'])
  const { done, all } = doneOf(view, seat.id)
  return (
    <ButtonBase autoFocus={focused} onClick={onChoose} sx={{ display: 'grid', gap: 1, justifyItems: 'start', justifyContent: 'start', alignContent: 'start', p: 5, borderRadius: '14px', border: '1px solid', borderColor: 'divider', bgcolor: 'background.paper', textAlign: 'left', '&:hover': { borderColor: 'primary.main' } }}>
      <Typography variant="h2" sx={{ display: 'flex', gap: 2, alignItems: 'center' }}>{name}<SeatKindMark kind={seat.kind} />{hasPin ? <KeyRound size={16} aria-label={t('entry:pin.has')} /> : null}{all > 0 && done === all ? <Check size={18} aria-hidden /> : null}</Typography>
      <Typography sx={{ color: 'text.secondary' }}>{t('hot.done', { done, all })}</Typography>
    </ButtonBase>
  )
}

/** Passing the laptop: choose who is next, a shield while it changes hands, then that person's ballot and nothing else. */
export function HotSeat({ view, send, onClose }: { view: FacilitatorView; send: Send; onClose: () => void }) {
  const { t } = useTranslation('workshop')
  const api = useApi()
  const { pins } = useEntry(view)
  const nameOf = useSeatName(view.seats)
  const [turn, setTurn] = useState<Turn>({ at: 'choose', last: null })
  const [adding, setAdding] = useState(false)
  const seats = view.seats.filter((seat) => (seat.kind === 'host' || seat.kind === 'proxy') && !seat.removed)
  // Keys go on where they were: with whoever had the laptop last.
  const focused = turn.at === 'choose' && turn.last !== null ? turn.last : seats.find((seat) => !isDone(view, seat.id))?.id

  /** The server takes no vote of this turn any more, whatever is still on its way. */
  function leave(): void {
    if (turn.at === 'ballot') api.entry.endTurn({ workshop: view.id, turn: turn.turn }).catch(() => undefined)
    setTurn({ at: 'choose', last: turn.at === 'choose' ? turn.last : turn.seat.id })
  }
  function passOn(from: SeatInfo) {
    leave()
    const after = [...seats.slice(seats.findIndex((seat) => seat.id === from.id) + 1), ...seats].find((seat) => seat.id !== from.id && !isDone(view, seat.id))
    setTurn(after ? { at: 'shield', seat: after } : { at: 'choose', last: from.id })
  }

  return (
    <Dialog open fullScreen onClose={() => (turn.at === 'choose' ? onClose() : leave())} slotProps={{ paper: { 'aria-label': t('hot.title'), sx: { borderRadius: 0, border: 0, bgcolor: 'background.default' } } }}>
      {turn.at === 'choose' ? (
        <Box sx={{ maxWidth: 760, width: '100%', mx: 'auto', p: 10, display: 'grid', gap: 5 }}>
          <Button color="inherit" startIcon={<ArrowLeft size={16} />} onClick={onClose} sx={{ justifySelf: 'start', ml: -3, color: 'text.secondary' }}>{t('hot.back')}</Button>
          <Box>
            <Typography variant="h1">{t('hot.title')}</Typography>
            <Typography sx={{ color: 'text.secondary' }}>{seats.length === 0 ? t('hot.noSeats') : t('hot.text')}</Typography>
          </Box>
          <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(220px, 1fr))', gap: 3 }}>
            {seats.map((seat) => <SeatTile key={seat.id} view={view} seat={seat} name={nameOf(seat.id)} hasPin={pins.includes(seat.id)} focused={seat.id === focused} onChoose={() => setTurn({ at: 'shield', seat })} />)}
          </Box>
          <Button color="inherit" startIcon={<Plus size={15} />} onClick={() => setAdding(true)} sx={{ justifySelf: 'start', ml: -3, color: 'text.secondary' }}>{t('seats.add')}</Button>
          {adding ? <AddSeatDialog view={view} send={send} onClose={() => setAdding(false)} /> : null}
        </Box>
      ) : null}
      {turn.at === 'shield' ? <Shield key={turn.seat.id} view={view} seat={turn.seat} name={nameOf(turn.seat.id)} hasPin={pins.includes(turn.seat.id)} onBegin={(begun) => setTurn({ at: 'ballot', seat: turn.seat, turn: begun })} /> : null}
      {turn.at === 'ballot' ? <HotSeatBallot key={turn.turn} view={view} seat={turn.seat} turn={turn.turn} name={nameOf(turn.seat.id)} onDone={() => passOn(turn.seat)} /> : null}
    </Dialog>
  )
}
