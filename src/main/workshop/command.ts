import type { MissingThing, RefusalReason } from '../../shared/contract/errors.ts'
import type { Id, Instant, NewId } from '../../shared/domain/id.ts'
import type { Stride } from '../../shared/domain/stride.ts'
import type { Disclosure, FacilitatorCommand, ItemThreat, Votes } from '../../shared/domain/workshop.ts'
import type { EventBody } from './events.ts'
import { pendingReveals, type WorkshopState } from './state.ts'

/** What a seat may ask for, beyond looking. */
export type SeatCommand =
  | { type: 'vote'; item: Id; round: number; votes: Votes }
  | { type: 'hand'; raised: boolean }
  | { type: 'propose'; element: Id | null; stride: Stride; text: string }

/** What the room itself does. */
export type SystemCommand =
  /** A device takes a new seat. */
  | { type: 'join'; seat: Id; name: string; role: string | null }
  /** The countdown of these reveals may have ended. */
  | { type: 'reveal-due' }
  /** The room comes back after a stop or a crash: nobody saw the countdown, so nothing is revealed. */
  | { type: 'recover' }

/** Who asks for what. The transport decides who it is; nothing in a message does. */
export type Command =
  | { by: 'facilitator'; command: FacilitatorCommand }
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
  /** What a kept proposal becomes; made by the store in the same transaction. */
  threatOf: (proposal: { element: Id | null; stride: Stride; title: string; text: string; seat: Id }) => ItemThreat
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

/** Seats that are not there now. */
export function absentSeats(state: WorkshopState, connected: ReadonlySet<Id>): Id[] {
  return state.seats.filter((seat) => !seat.removed && seat.kind === 'device' && !connected.has(seat.id)).map((seat) => seat.id)
}

/** Takes back every reveal that is counting down; nothing where none is. */
export function cancelPending(state: WorkshopState, why: 'asked' | 'paused' | 'closed' | 'restart'): EventBody[] {
  const rounds = pendingReveals(state).map(({ item, round }) => ({ item, round }))
  return rounds.length === 0 ? [] : [{ type: 'reveal-cancelled', payload: { rounds, why } }]
}
