import { oc } from '@orpc/contract'
import { z } from 'zod'
import { Id, Instant } from '../domain/id.ts'
import { Language } from '../domain/language.ts'
import { AnswerReport } from '../domain/sealed-ballot.ts'
import { Votes } from '../domain/workshop.ts'
import { errors } from './errors.ts'

const op = oc.errors(errors)
const OfWorkshop = z.object({ workshop: Id })
const OfSeat = OfWorkshop.extend({ seat: Id })
const FileOut = z.object({ name: z.string(), mime: z.string(), bytes: z.base64() })

/** A person's own number for the hot-seat. */
export const Pin = z.string().regex(/^[0-9]{4,8}$/)

/** What the log does not say about seats without a device: never a number, never a value. */
export const EntryState = z.object({
  /** Seats whose turn at the hot-seat needs a PIN. */
  pins: z.array(Id),
  /** Sealed answers that came in, with how many of their threats have no round yet. */
  answers: z.array(z.object({ seat: Id, sealedAt: Instant, takenAt: Instant, waiting: z.number().int() })),
})
export type EntryState = z.infer<typeof EntryState>

export const PaperSize = z.enum(['a4', 'letter'])
export type PaperSize = z.infer<typeof PaperSize>

/** Votes of people without a phone, and of people who are not in the room. */
export const entryContract = {
  state: op.input(OfWorkshop).output(EntryState),
  /** Gives a seat of this computer its PIN. One that it has already changes only in its own turn. */
  setPin: op.input(OfSeat.extend({ pin: Pin, turn: z.string().max(100).nullable() })).output(EntryState),
  /** For a PIN that was forgotten. */
  clearPin: op.input(OfSeat).output(EntryState),
  /**
   * Begins a seat's turn at the hot-seat; an earlier one of the same workshop ends. Refused with `wrong-pin`, and with TOO_MANY_REQUESTS
   * while a wrong one is being waited for: each waits twice as long as the one before.
   */
  beginTurn: op.input(OfSeat.extend({ pin: Pin.nullable() })).output(z.object({ turn: z.string() })),
  /** Votes of the seat whose turn it is. Acknowledged once it is durable. */
  vote: op.input(OfWorkshop.extend({ turn: z.string().max(100), item: Id, votes: Votes })).output(z.void()),
  endTurn: op.input(OfWorkshop.extend({ turn: z.string().max(100) })).output(z.void()),
  /** Ballots to be filled in by pen: one for each of `seats`, and `blank` without a name. A PDF. */
  paperBallots: op
    .input(OfWorkshop.extend({ seats: z.array(Id).max(500), blank: z.number().int().min(0).max(200), paper: PaperSize, language: Language, job: z.string() }))
    .output(FileOut),
  /** The page with which somebody who is not in the room answers: one HTML file, for a seat of the kind `file`. */
  ballotFile: op.input(OfSeat.extend({ language: Language })).output(FileOut),
  /** Takes what such a page gave back. */
  takeAnswer: op.input(OfWorkshop.extend({ text: z.string().max(45_000_000) })).output(AnswerReport),
}
