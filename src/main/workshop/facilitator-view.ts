import type { Id } from '../../shared/domain/id.ts'
import type { FacilitatorItem, FacilitatorRound, FacilitatorView, SeatInfo } from '../../shared/domain/workshop.ts'
import { awaySeats, isThere } from './command.ts'
import { pollOf } from '../../shared/workshop/poll.ts'
import { knownProgress } from '../../shared/workshop/progress.ts'
import { roomTimer, workshopEnd } from './room-clock.ts'
import { isErased } from '../../shared/workshop/report-rounds.ts'
import { crossesLine, disputedFactors, proposedValues, revealedVotes } from '../../shared/workshop/result.ts'
import { shownReference, type ViewContext } from './shown.ts'
import { openRound, tableOf, type ItemState, type RoundState, type SeatState, type WorkshopState } from '../../shared/workshop/state.ts'

/** The workshop as its facilitator sees it: who has voted, and what only after the reveal. */
export function facilitatorView(state: WorkshopState, context: ViewContext): FacilitatorView {
  const { id, project, name, phase, settings, presented, walk, lead, startedAt, seq } = state
  const absent = awaySeats(state, context.connected)
  return {
    id,
    project,
    name,
    phase,
    settings,
    seats: state.seats.map((seat) => seatInfo(seat, context)),
    hands: raisedHands(state),
    items: state.items.map((item) => facilitatorItem(state, item, absent)),
    rubric: state.rubric,
    presented,
    proposals: [...state.proposals],
    comments: [...state.comments],
    actions: [...state.actions],
    poll: pollOf(state, context.connected),
    timer: roomTimer(state),
    walk,
    lead,
    startedAt,
    endsAt: workshopEnd(state),
    seq,
  }
}

/** The seats that want to speak, the first one first. */
function raisedHands(state: WorkshopState): Id[] {
  return state.seats.filter((seat) => seat.handRaised && !seat.removed).toSorted((one, other) => one.handSeq - other.handSeq).map((seat) => seat.id)
}

function seatInfo(seat: SeatState, context: ViewContext): SeatInfo {
  const { id, name, role, kind, handRaised, removed, table, scribe, coFacilitator } = seat
  return { id, name, role, kind, connected: isThere(seat, context.connected), handRaised, removed, table, scribe, coFacilitator }
}

interface KnownItem {
  seats: readonly SeatState[]
  absent: ReadonlySet<Id>
  view: FacilitatorItem
}

const knownItems = new WeakMap<ItemState, KnownItem>()

/** The same object until something about it changes: while the room votes on one threat, the others cost nothing. */
function facilitatorItem(state: WorkshopState, item: ItemState, absent: ReadonlySet<Id>): FacilitatorItem {
  const known = knownItems.get(item)
  if (known?.seats === state.seats && known.absent === absent) return known.view
  const view = itemView(state, item, absent)
  knownItems.set(item, { seats: state.seats, absent, view })
  return view
}

function itemView(state: WorkshopState, item: ItemState, absent: ReadonlySet<Id>): FacilitatorItem {
  return {
    id: item.threat.id,
    threat: item.threat,
    phase: item.phase,
    rounds: item.rounds.map((round) => facilitatorRound(state, round, absent)),
    revealAt: openRound(item)?.revealAt ?? null,
    disputed: item.rounds.some(isErased) ? [] : disputedFactors(item),
    crossesLine: crossesLine(item, state.seats.length, state.treatmentLine, state.discoverability),
    proposed: proposedValues(item, state.discoverability),
    settlement: item.settlement,
    note: item.note,
    table: tableOf(state, item.threat.id),
    practice: item.practice !== null,
    reference: shownReference(item),
  }
}

const revealedRounds = new WeakMap<RoundState, FacilitatorRound>()

/** A revealed round never changes, and with many seats it is long. */
function facilitatorRound(state: WorkshopState, round: RoundState, absent: ReadonlySet<Id>): FacilitatorRound {
  const known = revealedRounds.get(round)
  if (known) return known
  const made: FacilitatorRound = {
    number: round.number,
    factors: [...round.factors],
    at: round.at,
    progress: round.progress ? [...round.progress] : knownProgress(state.settings, round, state.seats, absent).seats,
    // What was erased can not be counted again.
    result: isErased(round) ? null : round.result,
    votes: revealedVotes(round, state.seats),
  }
  if (round.phase === 'revealed') revealedRounds.set(round, made)
  return made
}
