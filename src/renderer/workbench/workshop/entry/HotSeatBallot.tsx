import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { Check, ChevronLeft, ChevronRight, EyeOff } from 'lucide-react'
import { useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DreadFactor } from '../../../../shared/domain/dread.ts'
import { nearestAnchor, type Rubric } from '../../../../shared/domain/rubric.ts'
import type { FacilitatorItem, FacilitatorView, SeatInfo, Vote } from '../../../../shared/domain/workshop.ts'
import { StrideBadge } from '../../../ui/StrideBadge.tsx'
import { useRubricWords } from '../../rubric.ts'
import { useApi } from '../../api.tsx'
import { useToasts } from '../../shell/Toasts.tsx'
import { askedOf, asksSeat } from './grid-entry.ts'
import { RubricTable } from './RubricTable.tsx'
import { openRoundOf } from '../spread.ts'
import { ValueRow } from '../ValueRow.tsx'

interface Cast {
  vote: Vote
  recorded: boolean
}

function FactorLine({ factor, rubric, cast, onVote, onDigit }: { factor: DreadFactor; rubric: Rubric | null; cast: Cast | undefined; onVote: (vote: Vote) => void; onDigit: () => void }) {
  const { t } = useTranslation(['workshop', 'common'])
  const words = useRubricWords(rubric)
  const value = cast && 'value' in cast.vote ? cast.vote.value : null
  const abstained = cast !== undefined && value === null
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: '150px minmax(0, 1fr) 190px', gap: 4, alignItems: 'start', minHeight: 68 }}>
      <Typography variant="h3" sx={{ lineHeight: '40px' }}>{t(`common:dread.${factor}`)}</Typography>
      <Box>
        <ValueRow factor={factor} value={value} onChoose={(chosen) => onVote({ value: chosen })} onDigit={onDigit} />
        <Typography variant="body2" sx={{ color: 'text.secondary', minHeight: 22, mt: 0.5 }}>{value === null ? '' : words(factor, nearestAnchor(value))}</Typography>
      </Box>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, justifyContent: 'space-between', alignSelf: 'start', pt: 1 }}>
        <Button color="inherit" aria-pressed={abstained} onClick={() => onVote({ abstained: t('hot.reason') })} sx={{ color: abstained ? 'primary.main' : 'text.secondary' }}>{t(abstained ? 'hot.abstained' : 'hot.abstain')}</Button>
        {cast ? <Typography variant="body2" role="status" sx={{ display: 'inline-flex', gap: 1, alignItems: 'center', color: cast.recorded ? 'success.main' : 'text.secondary', fontWeight: 650 }}>{cast.recorded ? <Check size={15} aria-hidden /> : null}{t(cast.recorded ? 'hot.recorded' : 'hot.sending')}</Typography> : null}
      </Box>
    </Box>
  )
}

/**
 * One person's ballot on the host. What it shows of votes it knows only from this very turn: the server gives
 * no values back before the reveal, and hiding the ballot forgets them here as well.
 */
export function HotSeatBallot({ view, seat, turn, name, onDone }: { view: FacilitatorView; seat: SeatInfo; turn: string; name: string; onDone: () => void }) {
  const { t } = useTranslation(['workshop', 'common'])
  const api = useApi()
  const toasts = useToasts()
  const open = view.items.filter((item) => asksSeat(view.settings, seat, item))
  const [chosen, setChosen] = useState<string | null>(null)
  const [casts, setCasts] = useState<Record<string, Cast>>({})
  const rows = useRef<HTMLDivElement>(null)
  const item = open.find((candidate) => candidate.id === chosen) ?? open[0]
  const round = item ? openRoundOf(item) : null
  const at = open.findIndex((candidate) => candidate.id === item?.id)
  const state = round?.progress.find((entry) => entry.seat === seat.id)?.state
  const asked = item && round ? askedOf(view.settings, seat, round, item.table) : []
  const keyOf = (of: FacilitatorItem, factor: DreadFactor): string => `${of.id} ${of.rounds.length} ${factor}`
  const ownHere = item !== undefined && asked.some((factor) => casts[keyOf(item, factor)] !== undefined)

  async function vote(of: FacilitatorItem, factor: DreadFactor, cast: Vote) {
    const key = keyOf(of, factor)
    setCasts((before) => ({ ...before, [key]: { vote: cast, recorded: false } }))
    const taken = await api.entry.vote({ workshop: view.id, turn, item: of.id, votes: { [factor]: cast } }).then(
      () => true,
      (error: unknown) => {
        toasts.fail(error)
        return false
      },
    )
    setCasts((before) => {
      if (before[key]?.vote !== cast) return before
      if (taken) return { ...before, [key]: { vote: cast, recorded: true } }
      return Object.fromEntries(Object.entries(before).filter(([other]) => other !== key))
    })
  }
  function focusRow(place: number) {
    const stop = rows.current?.querySelectorAll('[role=radiogroup]')[place]?.querySelector('[tabindex="0"]')
    if (stop instanceof HTMLElement) stop.focus()
  }

  // The shield that had the focus is gone; without a new place for it the first key, Escape among them, would be lost.
  useLayoutEffect(() => focusRow(0), [item?.id])

  return (
    <Box sx={{ flex: 1, display: 'flex', flexDirection: 'column', minHeight: 0 }}>
      <Box sx={{ flex: 1, overflow: 'auto' }}>
        <Box sx={{ maxWidth: 960, mx: 'auto', p: 8, display: 'grid', gap: 4 }}>
          <Typography sx={{ color: 'text.secondary', fontWeight: 600 }}>{name}{at >= 0 ? ` · ${at + 1} / ${open.length}` : ''}</Typography>
          {item && round ? (
            <>
              <Box sx={{ display: 'flex', gap: 2, alignItems: 'center' }}>
                <Typography sx={{ fontWeight: 700 }}>{item.threat.displayId}</Typography>
                {item.threat.stride.map((category) => <StrideBadge key={category} category={category} label={t(`common:stride.${category}`)} />)}
              </Box>
              <Typography variant="h1">{item.threat.title}</Typography>
              <Typography sx={{ color: 'text.secondary' }}>{item.threat.description}</Typography>
              <RubricTable rubric={view.rubric} factors={asked} />
              {!ownHere && (state === 'voted' || state === 'abstained' || state === 'partly') ? <Typography sx={{ display: 'flex', gap: 2, alignItems: 'center' }}><EyeOff size={16} aria-hidden />{t('hot.hiddenVote')}</Typography> : null}
              <Box ref={rows} sx={{ display: 'grid', gap: 3, mt: 2 }}>
                {asked.map((factor, place) => <FactorLine key={factor} factor={factor} rubric={view.rubric} cast={casts[keyOf(item, factor)]} onVote={(cast) => void vote(item, factor, cast)} onDigit={() => focusRow(place + 1)} />)}
              </Box>
            </>
          ) : (
            <Typography>{t('hot.noOpen')}</Typography>
          )}
        </Box>
      </Box>
      <Box sx={{ display: 'flex', gap: 3, alignItems: 'center', justifyContent: 'center', p: 4, borderTop: '1px solid', borderColor: 'divider', bgcolor: 'background.paper' }}>
        <Button variant="outlined" startIcon={<ChevronLeft size={16} />} disabled={at <= 0} onClick={() => setChosen(open[at - 1]?.id ?? null)}>{t('common:back')}</Button>
        {at >= 0 && at < open.length - 1 ? <Button variant="contained" endIcon={<ChevronRight size={16} />} onClick={() => setChosen(open[at + 1]?.id ?? null)}>{t('do.next')}</Button> : null}
        <Button variant={at >= open.length - 1 ? 'contained' : 'outlined'} startIcon={<EyeOff size={16} />} onClick={onDone}>{t('hot.hide')}</Button>
      </Box>
    </Box>
  )
}
