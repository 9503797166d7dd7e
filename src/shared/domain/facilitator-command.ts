import { z } from 'zod'
import { DreadFactor, DreadValues } from './dread.ts'
import { Id } from './id.ts'
import { Stride } from './stride.ts'
import { SeatKind, Votes } from './workshop.ts'

/** What only the facilitator may do. */
export const FacilitatorCommand = z.discriminatedUnion('type', [
  z.object({ type: z.literal('start') }),
  z.object({ type: z.literal('pause') }),
  z.object({ type: z.literal('resume') }),
  z.object({ type: z.literal('close') }),
  /** A seat that votes through the host: of somebody in the room, of a proxy, or of a sealed ballot file. */
  z.object({
    type: z.literal('add-seat'),
    name: z.string().min(1).max(100),
    role: z.string().nullable(),
    /** `host` unless given. */
    kind: SeatKind.exclude(['device']).optional(),
    table: z.string().nullable().optional(),
  }),
  /** What is not given stays. */
  z.object({ type: z.literal('set-seat'), seat: Id, table: z.string().nullable().optional(), scribe: z.boolean().optional(), coFacilitator: z.boolean().optional() }),
  /** Names who leads: a co-facilitator, or the host itself. */
  z.object({ type: z.literal('hand-over'), to: Id.nullable() }),
  z.object({ type: z.literal('remove-seat'), seat: Id }),
  z.object({ type: z.literal('present'), item: Id.nullable() }),
  /** Opens a round on each item; without `factors`, on all five (or, for one that was revealed, on its disputed ones). */
  z.object({ type: z.literal('open'), items: z.array(Id).min(1), factors: z.array(DreadFactor).min(1).optional() }),
  z.object({ type: z.literal('reveal'), items: z.array(Id).min(1) }),
  z.object({ type: z.literal('cancel-reveal') }),
  /** Settles by rule; refused for an item whose latest reveal is disputed. */
  z.object({ type: z.literal('settle'), items: z.array(Id).min(1), dissent: z.string().max(20_000) }),
  /** Of an item that is settled: who disagrees, and why; empty takes the note back. The score stays as it is. */
  z.object({ type: z.literal('note-dissent'), item: Id, dissent: z.string().max(20_000) }),
  z.object({ type: z.literal('override'), item: Id, values: DreadValues, rationale: z.string().min(1).max(20_000), dissent: z.string().max(20_000) }),
  z.object({ type: z.literal('park'), item: Id, reason: z.string().max(2000) }),
  z.object({ type: z.literal('skip'), item: Id, reason: z.string().max(2000) }),
  /** Votes entered on the host for one of its seats, or typed in for anybody. */
  z.object({ type: z.literal('enter-votes'), item: Id, seat: Id, via: z.enum(['hot-seat', 'grid', 'paper']), votes: Votes }),
  /** A remark of the facilitator's for the log. */
  z.object({ type: z.literal('note'), item: Id.nullable(), text: z.string().min(1).max(2000) }),
  /** New wording for a threat, in the register too. Refused while it is voted on. */
  z.object({ type: z.literal('reword'), item: Id, title: z.string().min(1).max(1000), description: z.string().max(20_000) }),
  /** A new threat of the register, at the end of the agenda. */
  z.object({ type: z.literal('add-item'), title: z.string().min(1).max(1000), description: z.string().max(20_000), stride: Stride, element: Id.nullable() }),
  /** Threats that the register has already, at the end of the agenda. */
  z.object({ type: z.literal('add-threats'), threats: z.array(Id).min(1) }),
  z.object({ type: z.literal('add-action'), item: Id.nullable(), text: z.string().min(1).max(1000), owner: z.string().max(100), due: z.iso.date().nullable() }),
  z.object({ type: z.literal('finish-action'), action: Id, done: z.boolean() }),
  z.object({ type: z.literal('drop-action'), action: Id }),
  /** Shows an element of the diagram to the room, or ends the walk. */
  z.object({ type: z.literal('walk'), element: Id.nullable() }),
  /** A clock of so many seconds from now; null takes it away. */
  z.object({ type: z.literal('set-timer'), seconds: z.number().int().min(1).max(86_400).nullable() }),
  z.object({ type: z.literal('open-poll') }),
  z.object({ type: z.literal('close-poll') }),
  z.object({ type: z.literal('drop-proposal'), proposal: Id }),
  /** Says that an item covers the proposal already; its text joins the item's log. */
  z.object({ type: z.literal('merge-proposal'), proposal: Id, item: Id }),
  /** Makes the proposal a threat of the register and an item at the end of the agenda. */
  z.object({ type: z.literal('keep-proposal'), proposal: Id, title: z.string().min(1).max(1000) }),
])
export type FacilitatorCommand = z.infer<typeof FacilitatorCommand>
