import type { DiscoverabilityRule, DreadFactor } from '../../shared/domain/dread.ts'
import type { Id, Instant } from '../../shared/domain/id.ts'
import type {
  ItemPhase,
  ItemSettlement,
  ItemThreat,
  Proposal,
  RoundResult,
  SeatProgress,
  Vote,
  VoteVia,
  WorkshopPhase,
  WorkshopSettings,
} from '../../shared/domain/workshop.ts'

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
  /** An abandoned round ended without a reveal; its votes are never shown. */
  phase: 'open' | 'revealed' | 'abandoned'
  /** By the number of the seat, because copying an array is cheap and 500 seats vote at once. */
  votes: readonly (SeatVotes | undefined)[]
  revealAt: Instant | null
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
}

export interface SeatState {
  id: Id
  /** Place in `seats` and in every round's `votes`. */
  index: number
  name: string
  role: string | null
  kind: 'device' | 'host'
  handRaised: boolean
  removed: boolean
  /** Last event that changed what only this seat sees. */
  seq: number
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
  seats: readonly SeatState[]
  seatIndex: ReadonlyMap<Id, number>
  items: readonly ItemState[]
  itemIndex: ReadonlyMap<Id, number>
  presented: Id | null
  proposals: readonly Proposal[]
  startedAt: Instant | null
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

export function openRound(item: ItemState): RoundState | undefined {
  const last = item.rounds.at(-1)
  return last?.phase === 'open' ? last : undefined
}

/** The factors of `round` that a seat with `role` is asked: all, unless its role asks fewer. */
export function askedFactors(settings: WorkshopSettings, role: string | null, round: { factors: readonly DreadFactor[] }): DreadFactor[] {
  const own = role === null ? undefined : settings.roles.find((candidate) => candidate.id === role)
  return round.factors.filter((factor) => own === undefined || own.factors.includes(factor))
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
