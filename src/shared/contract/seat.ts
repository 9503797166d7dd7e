import { eventIterator, oc, type as trusted } from '@orpc/contract'
import { z } from 'zod'
import { DreadFactor } from '../domain/dread.ts'
import { Id } from '../domain/id.ts'
import { Stride } from '../domain/stride.ts'
import { SeatView, Votes } from '../domain/workshop.ts'
import { errors } from './errors.ts'

const op = oc.errors(errors)

/** What a participant's device may do in a room. The socket is bound to one seat by `join` or `resume`. */
export const seatContract = {
  /** Names of the roles to choose from, before joining. */
  room: op.input(z.object({ code: z.string() })).output(
    z.object({ workshop: z.string(), anonymous: z.boolean(), roles: z.array(z.object({ id: z.string(), name: z.string() })) }),
  ),
  /** Takes a new seat. The token brings the same seat back later, from this or another device. */
  join: op
    .input(z.object({ code: z.string().max(20), name: z.string().max(100), role: z.string().nullable() }))
    .output(z.object({ token: z.string(), seat: Id })),
  resume: op.input(z.object({ token: z.string().max(200) })).output(z.object({ seat: Id })),
  /** The seat's view: at once, and after every change (coalesced). */
  watch: op.output(eventIterator(SeatView)),
  /** Acknowledged only once it is durable. Votes on factors that are not asked, or on a round that is not open, are refused. */
  vote: op
    .input(z.object({ item: Id, round: z.number().int(), votes: Votes }))
    .output(z.object({ recorded: z.array(DreadFactor), seq: z.number().int() })),
  hand: op.input(z.object({ raised: z.boolean() })).output(z.void()),
  propose: op.input(z.object({ element: Id.nullable(), stride: Stride, text: z.string().min(1).max(500) })).output(z.void()),
}
export type SeatContract = typeof seatContract

/**
 * {@link seatContract} as it is served: every input is checked, but the views that the room itself makes are not read through
 * again at each push. A contract test holds them to {@link SeatView}, to the last property.
 */
export const servedSeatContract = { ...seatContract, watch: op.output(eventIterator(trusted<SeatView>())) }
