import { dreadFactors } from '../../shared/domain/dread.ts'
import type { Id } from '../../shared/domain/id.ts'
import type { PresenterView } from '../../shared/domain/workshop.ts'
import { awaySeats, isThere } from './command.ts'
import { pollOf } from '../../shared/workshop/poll.ts'
import { knownProgress } from '../../shared/workshop/progress.ts'
import { roomTimer } from './room-clock.ts'
import { revealedVotes } from '../../shared/workshop/result.ts'
import { lastRevealed, shownReference, shownResult, type ViewContext } from './shown.ts'
import { agendaOf, itemOf, openRound, type ItemState, type WorkshopState } from '../../shared/workshop/state.ts'

const made = new WeakMap<WorkshopState, { context: ViewContext; view: PresenterView }>()

/** The workshop as the projector shows it: nothing a seat may not know. Worked out once for all who look on, of whom there may be many. */
export function presenterView(state: WorkshopState, context: ViewContext): PresenterView {
  const known = made.get(state)
  if (known?.context === context) return known.view
  const view = viewOf(state, context)
  made.set(state, { context, view })
  return view
}

function viewOf(state: WorkshopState, context: ViewContext): PresenterView {
  const { id, project, name, phase, walk, startedAt, seq } = state
  const joined = state.seats.filter((seat) => !seat.removed)
  return {
    id,
    project,
    name,
    phase,
    seats: { joined: joined.length, connected: joined.filter((seat) => isThere(seat, context.connected)).length },
    presented: presentedItem(state, context),
    items: {
      all: agendaOf(state).length,
      settled: countPhase(state, 'settled'),
      parked: countPhase(state, 'parked'),
      revealed: countPhase(state, 'revealed'),
      open: countPhase(state, 'open'),
    },
    ballot: ballotProgress(state, context),
    walk,
    timer: roomTimer(state),
    poll: pollOf(state, context.connected),
    tables: tableProgress(state, context),
    startedAt,
    seq,
  }
}

function countPhase(state: WorkshopState, phase: ItemState['phase']): number {
  return agendaOf(state).filter((item) => item.phase === phase).length
}

function presentedItem(state: WorkshopState, context: ViewContext): PresenterView['presented'] {
  const item = state.presented === null ? undefined : itemOf(state, state.presented)
  if (!item) return null
  const round = openRound(item)
  const progress = round && knownProgress(state.settings, round, state.seats, awaySeats(state, context.connected))
  return {
    item: item.threat.id,
    position: agendaOf(state).indexOf(item) + 1,
    threat: item.threat,
    phase: item.phase,
    done: progress?.done ?? 0,
    asked: progress?.asked ?? 0,
    revealAt: round?.revealAt ?? null,
    result: shownResult(item),
    settled: item.phase === 'settled' ? (item.settlement?.values ?? null) : null,
    outliers: outlierNames(state, item),
    practice: item.practice !== null,
    reference: shownReference(item),
  }
}

function tableProgress(state: WorkshopState, context: ViewContext): PresenterView['tables'] {
  const absent = awaySeats(state, context.connected)
  return state.settings.tables.map(({ id, name, items }) => {
    const own = state.items.filter((item) => items.includes(item.threat.id))
    const progress = own.flatMap((item) => {
      const round = openRound(item)
      return round?.table === id ? [knownProgress(state.settings, round, state.seats, absent)] : []
    })
    return {
      name,
      items: own.length,
      revealed: own.filter((item) => item.phase === 'revealed' || item.phase === 'settled').length,
      done: progress.reduce((sum, { done }) => sum + done, 0),
      asked: progress.reduce((sum, { asked }) => sum + asked, 0),
    }
  })
}

function outlierNames(state: WorkshopState, item: ItemState): string[] {
  if (!state.settings.nameOutliers || state.settings.anonymous) return []
  const far = new Set<Id>()
  for (const factor of dreadFactors) {
    const round = lastRevealed(item, factor)
    const votes = round ? (revealedVotes(round, state.seats) ?? []) : []
    for (const vote of votes) if (vote.outlier && vote.factor === factor) far.add(vote.seat)
  }
  return state.seats.filter((seat) => far.has(seat.id) && seat.name !== '').map((seat) => seat.name)
}

function ballotProgress(state: WorkshopState, context: ViewContext): { done: number; asked: number } {
  const absent = awaySeats(state, context.connected)
  const ballot = { done: 0, asked: 0 }
  for (const item of state.items) {
    const round = openRound(item)
    if (!round) continue
    const { votes } = knownProgress(state.settings, round, state.seats, absent)
    ballot.done += votes.done
    ballot.asked += votes.asked
  }
  return ballot
}
