import { eventIterator, oc, type as trusted } from '@orpc/contract'
import { z } from 'zod'
import { DreadFactor } from '../domain/dread.ts'
import { Id, Instant } from '../domain/id.ts'
import { Stride } from '../domain/stride.ts'
import { FacilitatorCommand } from '../domain/facilitator-command.ts'
import { PictureTheme, SeatDiagram } from '../domain/seat-diagram.ts'
import { FacilitatorView, PollAnswer, PresenterView, SeatView, Votes } from '../domain/workshop.ts'
import { errors } from './errors.ts'

const op = oc.errors(errors)

/** What somebody chooses from before joining. */
const Choices = z.array(z.object({ id: z.string(), name: z.string() }))

/** What a participant's device may do in a room. The socket is bound to one seat by `join` or `resume`. */
export const seatContract = {
  /** Names of the roles to choose from, before joining. */
  room: op.input(z.object({ code: z.string() })).output(
    z.object({ workshop: z.string(), anonymous: z.boolean(), locked: z.boolean(), roles: Choices, tables: Choices }),
  ),
  /** Takes a new seat. The token brings the same seat back later, from this or another device. */
  join: op
    .input(z.object({ code: z.string().max(20), name: z.string().max(100), role: z.string().nullable(), table: z.string().nullable().default(null) }))
    .output(z.object({ token: z.string(), seat: Id })),
  resume: op.input(z.object({ token: z.string().max(200) })).output(z.object({ seat: Id })),
  /** A one-time ticket with which another device takes this seat. `qrSvg` leads there: the room's address with `#code~ticket`. */
  handover: op.output(z.object({ ticket: z.string(), url: z.string(), qrSvg: z.string(), expiresAt: Instant })),
  /** Takes the seat of a ticket. The device that had it is told, and its token is worth nothing any more. */
  takeOver: op.input(z.object({ code: z.string().max(20), ticket: z.string().max(40) })).output(z.object({ token: z.string(), seat: Id })),
  /** For a device that had a seat and lost its token: answers once the facilitator says whether it is theirs; FORBIDDEN where not. */
  reclaim: op.input(z.object({ code: z.string().max(20), name: z.string().max(100) })).output(z.object({ token: z.string(), seat: Id })),
  /** The seat's view: at once, and after every change (coalesced). */
  watch: op.output(eventIterator(SeatView)),
  /** Acknowledged only once it is durable. Votes on factors that are not asked, or on a round that is not open, are refused. */
  vote: op
    .input(z.object({ item: Id, round: z.number().int(), votes: Votes }))
    .output(z.object({ recorded: z.array(DreadFactor), seq: z.number().int() })),
  hand: op.input(z.object({ raised: z.boolean() })).output(z.void()),
  propose: op.input(z.object({ element: Id.nullable(), stride: Stride, text: z.string().min(1).max(500) })).output(z.void()),
  /** A remark for the log, on a threat or on the whole. Only the facilitator reads it. */
  comment: op.input(z.object({ item: Id.nullable(), text: z.string().min(1).max(2000) })).output(z.void()),
  answerPoll: op.input(z.object({ answer: PollAnswer })).output(z.void()),
  /** Of a table's scribe, for somebody at the same table: as {@link seatContract.vote}. */
  voteFor: op
    .input(z.object({ seat: Id, item: Id, round: z.number().int(), votes: Votes }))
    .output(z.object({ recorded: z.array(DreadFactor), seq: z.number().int() })),
  /** Of a table's scribe: reveals what is open in its table's slice. */
  revealTable: op.output(z.void()),
  /** The projector's view, for somebody who only watches: needs the room's code, takes no seat. */
  observe: op.input(z.object({ code: z.string().max(20) })).output(eventIterator(PresenterView)),
  /**
   * A diagram of the project to point at, for a seat or for somebody with the room's code. `about` is a diagram, or an element whose diagram
   * is meant; null is the first one.
   */
  diagram: op.input(z.object({ code: z.string().max(20), about: Id.nullable(), theme: PictureTheme })).output(SeatDiagram),
  /** The facilitator's view, for a co-facilitator's device; FORBIDDEN for any other. Ends when the seat is none any more. */
  desk: op.output(eventIterator(FacilitatorView)),
  /** What a co-facilitator asks for: anything the facilitator may, but closing the workshop and saying who else may. */
  facilitate: op.input(z.object({ command: FacilitatorCommand })).output(z.void()),
}
export type SeatContract = typeof seatContract

/**
 * {@link seatContract} as it is served: every input is checked, but the views that the room itself makes are not read through
 * again at each push. A contract test holds them to {@link SeatView}, to the last property.
 */
export const servedSeatContract = {
  ...seatContract,
  watch: op.output(eventIterator(trusted<SeatView>())),
  observe: op.input(z.object({ code: z.string().max(20) })).output(eventIterator(trusted<PresenterView>())),
  desk: op.output(eventIterator(trusted<FacilitatorView>())),
}
