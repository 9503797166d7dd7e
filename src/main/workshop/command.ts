import type { MissingThing, RefusalReason } from '../../shared/contract/errors.ts'
import type { Id, Instant, NewId } from '../../shared/domain/id.ts'
import type { Stride } from '../../shared/domain/stride.ts'
import type { FacilitatorCommand } from '../../shared/domain/facilitator-command.ts'
import type { Disclosure, ItemThreat, PollAnswer, Votes } from '../../shared/domain/workshop.ts'
import type { EventBody, RoundRef } from '../../shared/workshop/events.ts'
import { pendingReveals, type SeatState, type WorkshopState } from '../../shared/workshop/state.ts'

/** What a seat may ask for, beyond looking. */
export type SeatCommand =
  | { type: 'vote'; item: Id; round: number; votes: Votes }
  | { type: 'hand'; raised: boolean }
  | { type: 'propose'; element: Id | null; stride: Stride; text: string }
  | { type: 'comment'; item: Id | null; text: string }
  | { type: 'answer-poll'; answer: PollAnswer }
  /** Of a table's scribe: votes for a seat of its own table. */
  | { type: 'vote-for'; seat: Id; item: Id; round: number; votes: Votes }
  /** Of a table's scribe: reveals what is open in its table's slice. */
  | { type: 'reveal-table' }

/** What the room itself does. */
export type SystemCommand =
  /** A device takes a new seat. */
  | { type: 'join'; seat: Id; name: string; role: string | null; table: string | null }
  /** Another device has taken the seat. */
  | { type: 'take-over'; seat: Id; how: 'ticket' | 'confirmed' }
  /** What a sealed ballot says, opened here. */
  | { type: 'file-votes'; seat: Id; item: Id; votes: Votes }
  /** Perhaps nobody is waited for any more: rounds that reveal themselves do so then. */
  | { type: 'all-in' }
  /** The countdown of these reveals may have ended. */
  | { type: 'reveal-due' }
  /** The room comes back after a stop or a crash: nobody saw the countdown, so nothing is revealed. */
  | { type: 'recover' }

/** Who asks for what. The transport decides who it is; nothing in a message does. `seat` is the co-facilitator's; none is the host. */
export type Command =
  | { by: 'facilitator'; command: FacilitatorCommand; seat?: Id }
  | { by: 'seat'; seat: Id; command: SeatCommand }
  | { by: 'system'; command: SystemCommand }

/** The world outside the log, as the caller sees it now. */
export interface DecideContext {
  now: Instant
  newId: NewId
  /** Seals a name or a vote under a fresh salt. */
  seal: (name: string, value: unknown) => Disclosure
  /** Seats with a living connection. Seats on the host are always there. */
  connected: ReadonlySet<Id>
  /** Devices that have been away for so long that nothing waits for them. */
  gone: ReadonlySet<Id>
  /** What a proposal or a new threat becomes; made by the store in the same transaction. `seat` is null for the facilitator's own. */
  threatOf: (proposal: { element: Id | null; stride: Stride; title: string; text: string; seat: Id | null }) => ItemThreat
  /** A threat that the register has; undefined where it has none of this id. */
  knownThreat: (id: Id) => ItemThreat | undefined
}

export type Refusal =
  | { code: 'NOT_FOUND'; what: MissingThing }
  | { code: 'REFUSED'; reason: RefusalReason }
  | { code: 'WRONG_PHASE'; phase: string }
  | { code: 'NOT_COUNTED'; item: Id; round: number }
  | { code: 'FORBIDDEN' }

export type Decision = { events: EventBody[]; disclosures: Disclosure[] } | { refusal: Refusal }

export function refused(refusal: Refusal): Decision {
  return { refusal }
}

export function accepted(...events: EventBody[]): Decision {
  return { events, disclosures: [] }
}

/** Seats that are not there now. A sealed ballot is never there; it only comes in. */
export function absentSeats(state: WorkshopState, connected: ReadonlySet<Id>): Id[] {
  return state.seats.filter((seat) => !seat.removed && !isThere(seat, connected)).map((seat) => seat.id)
}

const lastAway = new WeakMap<WorkshopState['seats'], ReadonlySet<Id>>()

/** {@link absentSeats} as a set: the same one until somebody comes or goes, so that what hangs on it is worked out once. */
export function awaySeats(state: WorkshopState, connected: ReadonlySet<Id>): ReadonlySet<Id> {
  const away = absentSeats(state, connected)
  const last = lastAway.get(state.seats)
  if (last?.size === away.length && away.every((seat) => last.has(seat))) return last
  const now = new Set(away)
  lastAway.set(state.seats, now)
  return now
}

/** Whether a seat takes part at this moment. Those that vote through the host always do. */
export function isThere(seat: SeatState, connected: ReadonlySet<Id>): boolean {
  if (seat.removed || seat.kind === 'file') return false
  return seat.kind !== 'device' || connected.has(seat.id)
}

/** Reveals `rounds` at once, or after the countdown that the workshop fixed. */
export function revealRounds(state: WorkshopState, rounds: readonly RoundRef[], context: DecideContext): EventBody[] {
  if (rounds.length === 0) return []
  const seconds = state.settings.revealCountdownSeconds
  if (seconds === 0) return [{ type: 'revealed', payload: { rounds: [...rounds], absent: absentSeats(state, context.connected) } }]
  const revealAt = new Date(Date.parse(context.now) + seconds * 1000).toISOString()
  return [{ type: 'reveal-scheduled', payload: { rounds: [...rounds], revealAt } }]
}

/** Takes back every reveal that is counting down; nothing where none is. */
export function cancelPending(state: WorkshopState, why: 'asked' | 'paused' | 'closed' | 'restart'): EventBody[] {
  const rounds = pendingReveals(state).map(({ item, round }) => ({ item, round }))
  return rounds.length === 0 ? [] : [{ type: 'reveal-cancelled', payload: { rounds, why } }]
}
