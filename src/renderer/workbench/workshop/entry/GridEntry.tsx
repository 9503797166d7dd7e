import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import IconButton from '@mui/material/IconButton'
import TextField from '@mui/material/TextField'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import Typography from '@mui/material/Typography'
import { Check, ChevronLeft, ChevronRight } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DreadFactor } from '../../../../shared/domain/dread.ts'
import type { FacilitatorItem, FacilitatorRound, FacilitatorView, SeatInfo } from '../../../../shared/domain/workshop.ts'
import { SeatKindMark } from './SeatKindMark.tsx'
import { askedOf, parseLine, seatsToType } from './grid-entry.ts'
import { RubricTable } from './RubricTable.tsx'
import { openRoundOf } from '../spread.ts'
import { useSeatName } from '../useSeatName.ts'
import type { Send } from '../send.ts'

type Via = 'grid' | 'paper'

interface LineProps {
  item: FacilitatorItem
  round: FacilitatorRound
  seat: SeatInfo
  name: string
  asked: readonly DreadFactor[]
  via: Via
  first: boolean
  send: Send
  onNext: () => void
}

function PersonLine({ item, round, seat, name, asked, via, first, send, onNext }: LineProps) {
  const { t } = useTranslation(['workshop', 'entry'])
  const [text, setText] = useState('')
  const [state, setState] = useState<'typing' | 'wrong' | 'sending' | 'recorded' | 'failed'>('typing')
  const progress = round.progress.find((entry) => entry.seat === seat.id)?.state ?? 'not-yet'
  const done = state === 'recorded' || (state !== 'sending' && state !== 'failed' && (progress === 'voted' || progress === 'abstained'))

  /** The next person's line is there at once: who types eight people waits for none of them. */
  async function record() {
    if (text === '' && done) return onNext()
    const votes = parseLine(text, asked)
    if (!votes) return setState('wrong')
    setState('sending')
    setText('')
    onNext()
    setState((await send({ type: 'enter-votes', item: item.id, seat: seat.id, via, votes })) ? 'recorded' : 'failed')
  }

  const said = state === 'sending' || state === 'failed' ? t(`entry:grid.${state}`) : t(done ? 'grid.recorded' : `progress.${progress}`)
  return (
    <Box
      component="form"
      data-grid-line={name}
      onSubmit={(event) => {
        event.preventDefault()
        void record()
      }}
      sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) 180px 130px', gap: 3, alignItems: 'center', py: 1.5, borderBottom: '1px solid', borderColor: 'divider' }}
    >
      <Typography noWrap sx={{ fontWeight: 550 }}>{name}<SeatKindMark kind={seat.kind} /></Typography>
      <TextField
        autoFocus={first}
        value={text}
        placeholder={done || state === 'sending' ? '•'.repeat(asked.length) : ''}
        error={state === 'wrong' || state === 'failed'}
        helperText={state === 'wrong' ? t('grid.wrong', { count: asked.length }) : undefined}
        onChange={(event) => {
          setText(event.target.value)
          setState('typing')
        }}
        slotProps={{ htmlInput: { 'aria-label': t('grid.of', { name }), title: done ? t('entry:grid.again') : undefined, inputMode: 'numeric', maxLength: asked.length + 4, autoComplete: 'off', style: { letterSpacing: '0.35em', fontWeight: 650, fontSize: 18, padding: '6px 12px' } } }}
      />
      <Typography variant="body2" role="status" sx={{ display: 'inline-flex', gap: 1, alignItems: 'center', color: state === 'failed' ? 'error.main' : done ? 'success.main' : 'text.secondary', fontWeight: done ? 650 : 400 }}>
        {done ? <Check size={15} aria-hidden /> : null}
        {said}
      </Typography>
    </Box>
  )
}

function ViaChoice({ via, onVia }: { via: Via; onVia: (via: Via) => void }) {
  const { t } = useTranslation('entry')
  return (
    <ToggleButtonGroup exclusive size="small" aria-label={t('grid.how')} value={via} onChange={(_, chosen: Via | null) => chosen && onVia(chosen)} sx={{ mb: 3 }}>
      <ToggleButton value="grid">{t('grid.typed')}</ToggleButton>
      <ToggleButton value="paper">{t('grid.paper')}</ToggleButton>
    </ToggleButtonGroup>
  )
}

/** The facilitator types everybody's votes, five digits a person, person after person and threat after threat. */
export function GridEntry({ view, send, first, onClose }: { view: FacilitatorView; send: Send; first: string | null; onClose: () => void }) {
  const { t } = useTranslation(['workshop', 'common'])
  const open = view.items.filter((item) => openRoundOf(item) !== null)
  const [chosen, setChosen] = useState(first)
  const [via, setVia] = useState<Via>('grid')
  const nameOf = useSeatName(view.seats)
  const lines = useRef<HTMLDivElement>(null)
  const item = open.find((candidate) => candidate.id === chosen) ?? open[0]
  const round = item ? openRoundOf(item) : null
  const seats = item ? seatsToType(view, item) : []
  const at = open.findIndex((candidate) => candidate.id === item?.id)

  function go(by: 1 | -1) {
    const to = open[at + by]
    if (to) setChosen(to.id)
  }
  function focusLine(place: number) {
    const input = lines.current?.querySelectorAll('input')[place]
    if (input) input.focus()
    else go(1)
  }
  return (
    <Dialog open onClose={onClose} maxWidth="sm" fullWidth>
      <DialogTitle sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
        <Box sx={{ flex: 1, minWidth: 0 }}>
          {item ? <Typography noWrap variant="h2" component="span" sx={{ display: 'block' }}>{item.threat.displayId} · {item.threat.title}</Typography> : t('grid.title')}
        </Box>
        <IconButton aria-label={t('grid.previous')} disabled={at <= 0} onClick={() => go(-1)}><ChevronLeft size={18} /></IconButton>
        <IconButton aria-label={t('grid.next')} disabled={at < 0 || at >= open.length - 1} onClick={() => go(1)}><ChevronRight size={18} /></IconButton>
      </DialogTitle>
      <DialogContent>
        {item && round && seats.length > 0 ? (
          <>
            <Typography variant="body2" sx={{ color: 'text.secondary', mb: 2 }}>
              {t('grid.text', { digits: t('grid.digits', { count: round.factors.length }), factors: round.factors.map((factor) => t(`common:dread.${factor}`)).join(', ') })}
            </Typography>
            <Box sx={{ mb: 2 }}><RubricTable rubric={view.rubric} factors={round.factors} /></Box>
            <ViaChoice via={via} onVia={setVia} />
            <Box ref={lines}>
              {seats.map((seat, place) => (
                <PersonLine key={`${item.id} ${round.number} ${seat.id}`} item={item} round={round} seat={seat} asked={askedOf(view.settings, seat, round, item.table)} via={via} name={nameOf(seat.id)} first={place === 0} send={send} onNext={() => focusLine(place + 1)} />
              ))}
            </Box>
          </>
        ) : (
          <Typography sx={{ color: 'text.secondary' }}>{t(open.length === 0 ? 'grid.noOpen' : 'grid.noSeats')}</Typography>
        )}
      </DialogContent>
      <DialogActions><Button onClick={onClose}>{t('common:done')}</Button></DialogActions>
    </Dialog>
  )
}
