import type { DiscoverabilityRule, DreadFactor } from '../domain/dread.ts'
import type { Id, Instant } from '../domain/id.ts'
import type { PracticeReference } from '../domain/practice.ts'
import type { Rubric } from '../domain/rubric.ts'
import type {
  Comment,
  ItemPhase,
  ItemSettlement,
  ItemThreat,
  PollAnswer,
  Proposal,
  RoundResult,
  SeatKind,
  SeatProgress,
  Vote,
  VoteVia,
  WorkshopAction,
  WorkshopPhase,
  WorkshopSettings,
} from '../domain/workshop.ts'

/** A vote as it stands: `vote` is null where its disclosure was cut. `seq` is the event that recorded it. */
export interface CastVote {
  vote: Vote | null
  via: VoteVia
  seq: number
}

export type SeatVotes = Readonly<Partial<Record<DreadFactor, CastVote>>>

export interface RoundState {
  number: number
  factors: readonly DreadFactor[]
  /** The table that is asked; null for everybody. */
  table: string | null
  /** An abandoned round ended without a reveal; its votes are never shown. */
  phase: 'open' | 'revealed' | 'abandoned'
  /** By the number of the seat, because copying an array is cheap and 500 seats vote at once. */
  votes: readonly (SeatVotes | undefined)[]
  revealAt: Instant | null
  /** When it was opened, and by which event: rounds that one event opened are revealed together where nobody is waited for. */
  at: Instant
  opened: number
  /** The facilitator took its reveal back: from then on it is not revealed by itself. */
  held: boolean
  /** As it stood at the reveal; never computed anew, so that nothing later changes it. */
  result: RoundResult | null
  /** How far each seat was at the reveal; null before. */
  progress: readonly SeatProgress[] | null
}

export interface ItemState {
  threat: ItemThreat
  phase: ItemPhase
  rounds: readonly RoundState[]
  /** The last one; it stands for the threat until another replaces it, also while the item is open again. */
  settlement: ItemSettlement | null
  note: string
  /** What experts say of it, where it is the practice threat; else null. */
  practice: PracticeReference | null
}

export interface SeatState {
  id: Id
  /** Place in `seats` and in every round's `votes`. */
  index: number
  name: string
  role: string | null
  kind: SeatKind
  table: string | null
  scribe: boolean
  coFacilitator: boolean
  handRaised: boolean
  /** The event by which the hand went up. */
  handSeq: number
  removed: boolean
}

/** Everything the log says, as of its event number `seq`. Never changed in place. */
export interface WorkshopState {
  id: Id
  project: Id
  name: string
  settings: WorkshopSettings
  treatmentLine: number | null
  discoverability: DiscoverabilityRule
  phase: WorkshopPhase
  /** The same list while everybody votes, so that what hangs on who is seated is worked out once. */
  seats: readonly SeatState[]
  /** For each seat, the last event that changed what only it sees. */
  seatSeqs: readonly number[]
  seatIndex: ReadonlyMap<Id, number>
  items: readonly ItemState[]
  itemIndex: ReadonlyMap<Id, number>
  rubric: Rubric | null
  presented: Id | null
  presentedAt: Instant | null
  proposals: readonly Proposal[]
  comments: readonly Comment[]
  actions: readonly WorkshopAction[]
  /** Null until it is opened. `answers` are by seat; null where the answer was cut. */
  poll: { phase: 'open' | 'closed'; answers: ReadonlyMap<Id, PollAnswer | null> } | null
  /** The clock that the facilitator set. */
  clock: { from: Instant; until: Instant } | null
  walk: Id | null
  lead: Id | null
  startedAt: Instant | null
  pausedAt: Instant | null
  /** Those that are over, in their order. */
  pauses: readonly { from: Instant; to: Instant }[]
  seq: number
  /** Hash of the last event. */
  hash: string
  /** Last event that changed what every seat sees; a vote, for one, changes only its own seat's view. */
  sharedSeq: number
}

export function seatOf(state: WorkshopState, id: Id): SeatState | undefined {
  const index = state.seatIndex.get(id)
  return index === undefined ? undefined : state.seats[index]
}

export function itemOf(state: WorkshopState, id: Id): ItemState | undefined {
  const index = state.itemIndex.get(id)
  return index === undefined ? undefined : state.items[index]
}

/** The items that are for the register: all but the practice threat. */
export function agendaOf(state: WorkshopState): readonly ItemState[] {
  return state.items.filter((item) => item.practice === null)
}

export function openRound(item: ItemState): RoundState | undefined {
  const last = item.rounds.at(-1)
  return last?.phase === 'open' ? last : undefined
}

/** The table whose slice an item is in; null where everybody votes on it, as on a threat that came later. */
export function tableOf(state: { settings: WorkshopSettings }, item: Id): string | null {
  return state.settings.tables.find((table) => table.items.includes(item))?.id ?? null
}

/**
 * The factors of `round` that a seat is asked: all, unless its role asks fewer; none where the item is another table's. A seat
 * without a table is asked only what everybody is.
 */
export function askedFactors(
  settings: WorkshopSettings,
  seat: Pick<SeatState, 'role' | 'table'>,
  round: Pick<RoundState, 'factors' | 'table'>,
): readonly DreadFactor[] {
  if (round.table !== null && round.table !== seat.table) return []
  const own = seat.role === null ? undefined : settings.roles.find((candidate) => candidate.id === seat.role)
  return own === undefined ? round.factors : round.factors.filter((factor) => own.factors.includes(factor))
}

/** The factors of `round` in which a seat counts: those it is asked, and those it voted on before it went to another table. */
export function factorsOfSeat(
  settings: WorkshopSettings,
  seat: Pick<SeatState, 'index' | 'role' | 'table'>,
  round: Pick<RoundState, 'factors' | 'table' | 'votes'>,
): readonly DreadFactor[] {
  const asked = askedFactors(settings, seat, round)
  const own = round.votes[seat.index]
  if (own === undefined || round.table === null || round.table === seat.table) return asked
  return round.factors.filter((factor) => own[factor] !== undefined)
}

/** The rounds whose reveal is counting down. */
export function pendingReveals(state: WorkshopState): { item: Id; round: number; revealAt: Instant }[] {
  const pending: { item: Id; round: number; revealAt: Instant }[] = []
  for (const item of state.items) {
    const round = openRound(item)
    if (round?.revealAt) pending.push({ item: item.threat.id, round: round.number, revealAt: round.revealAt })
  }
  return pending
}
