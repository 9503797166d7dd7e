import { z } from 'zod'
import { DiscoverabilityRule, DreadFactor, DreadValues } from '../domain/dread.ts'
import { Id, Instant } from '../domain/id.ts'
import { Stride } from '../domain/stride.ts'
import { PracticeThreat } from '../domain/practice.ts'
import { Rubric } from '../domain/rubric.ts'
import { ItemThreat, SeatKind, VoteVia, WorkshopSettings, type Disclosure, type WorkshopEvent } from '../domain/workshop.ts'

/** A round of an item, by number. */
export const RoundRef = z.object({ item: Id, round: z.number().int().min(1) })
export type RoundRef = z.infer<typeof RoundRef>

/** Where a name or a vote would stand: the digest of its disclosure. */
const Digest = z.string()

/**
 * What can stand in the log. Names of people and vote values never do: only the digests of their disclosures,
 * so that names and votes can be cut without breaking the chain.
 */
export const EventBody = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('created'),
    payload: z.object({
      workshop: Id,
      project: Id,
      name: z.string(),
      settings: WorkshopSettings,
      treatmentLine: z.number().nullable(),
      discoverability: DiscoverabilityRule,
      agenda: z.array(ItemThreat),
      /** Comes before the agenda, under an id of its own; null where the room does not practise. */
      practice: PracticeThreat.extend({ id: Id }).nullable().default(null),
      /** The project's own texts for the values, as they were then; null for the built-in ones. */
      rubric: Rubric.nullable().default(null),
    }),
  }),
  z.object({ type: z.literal('started'), payload: z.object({}) }),
  z.object({ type: z.literal('paused'), payload: z.object({}) }),
  z.object({ type: z.literal('resumed'), payload: z.object({}) }),
  z.object({ type: z.literal('closed'), payload: z.object({}) }),
  /** `name` is null in an anonymous workshop. */
  z.object({
    type: z.literal('seat-joined'),
    payload: z.object({ seat: Id, kind: SeatKind, role: z.string().nullable(), name: Digest.nullable(), table: z.string().nullable().default(null) }),
  }),
  /** What the facilitator made of a seat. */
  z.object({ type: z.literal('seat-changed'), payload: z.object({ seat: Id, table: z.string().nullable(), scribe: z.boolean(), coFacilitator: z.boolean() }) }),
  /** Another device holds the seat from now on: by a ticket of the first one, or because the facilitator said so. */
  z.object({ type: z.literal('seat-taken-over'), payload: z.object({ seat: Id, how: z.enum(['ticket', 'confirmed']) }) }),
  /** Who leads from now on: a co-facilitator's seat, or the host. */
  z.object({ type: z.literal('handed-over'), payload: z.object({ to: Id.nullable() }) }),
  z.object({ type: z.literal('seat-removed'), payload: z.object({ seat: Id }) }),
  z.object({ type: z.literal('hand'), payload: z.object({ seat: Id, raised: z.boolean() }) }),
  z.object({ type: z.literal('presented'), payload: z.object({ item: Id.nullable() }) }),
  z.object({
    type: z.literal('rounds-opened'),
    payload: z.object({ rounds: z.array(RoundRef.extend({ factors: z.array(DreadFactor).min(1) })).min(1) }),
  }),
  z.object({
    type: z.literal('voted'),
    payload: RoundRef.extend({ seat: Id, via: VoteVia, votes: z.array(z.object({ factor: DreadFactor, vote: Digest })).min(1) }),
  }),
  z.object({ type: z.literal('reveal-scheduled'), payload: z.object({ rounds: z.array(RoundRef).min(1), revealAt: Instant }) }),
  z.object({ type: z.literal('reveal-cancelled'), payload: z.object({ rounds: z.array(RoundRef).min(1), why: z.enum(['asked', 'paused', 'closed', 'restart']) }) }),
  /** `absent` are the seats that were not there at this moment. */
  z.object({ type: z.literal('revealed'), payload: z.object({ rounds: z.array(RoundRef).min(1), absent: z.array(Id) }) }),
  /** `medians` are exact, where `values` are whole numbers. */
  z.object({
    type: z.literal('settled'),
    payload: z.object({
      item: Id,
      values: DreadValues,
      medians: z.partialRecord(DreadFactor, z.number()),
      method: z.enum(['rule', 'override']),
      rationale: z.string(),
      dissent: z.string(),
    }),
  }),
  z.object({ type: z.literal('parked'), payload: z.object({ item: Id, reason: z.string() }) }),
  z.object({ type: z.literal('skipped'), payload: z.object({ item: Id, reason: z.string() }) }),
  z.object({ type: z.literal('reworded'), payload: z.object({ item: Id, title: z.string(), description: z.string() }) }),
  z.object({ type: z.literal('items-added'), payload: z.object({ threats: z.array(ItemThreat).min(1) }) }),
  z.object({ type: z.literal('walked'), payload: z.object({ element: Id.nullable() }) }),
  z.object({ type: z.literal('timer-set'), payload: z.object({ until: Instant.nullable() }) }),
  /** `text` is sealed: people write names and values into remarks. `seat` is null for the facilitator's. */
  z.object({ type: z.literal('commented'), payload: z.object({ comment: Id, seat: Id.nullable(), item: Id.nullable(), text: Digest }) }),
  /** The owner's name is sealed; null where there is none. */
  z.object({
    type: z.literal('action-added'),
    payload: z.object({ action: Id, item: Id.nullable(), text: z.string(), owner: Digest.nullable(), due: z.string().nullable() }),
  }),
  z.object({ type: z.literal('action-finished'), payload: z.object({ action: Id, done: z.boolean() }) }),
  z.object({ type: z.literal('action-dropped'), payload: z.object({ action: Id }) }),
  z.object({ type: z.literal('poll-opened'), payload: z.object({}) }),
  z.object({ type: z.literal('polled'), payload: z.object({ seat: Id, answer: Digest }) }),
  z.object({ type: z.literal('poll-closed'), payload: z.object({}) }),
  z.object({ type: z.literal('proposal-merged'), payload: z.object({ proposal: Id, item: Id }) }),
  z.object({
    type: z.literal('proposed'),
    payload: z.object({ proposal: Id, seat: Id, element: Id.nullable(), stride: Stride, text: z.string() }),
  }),
  z.object({ type: z.literal('proposal-dropped'), payload: z.object({ proposal: Id }) }),
  z.object({ type: z.literal('proposal-kept'), payload: z.object({ proposal: Id, threat: ItemThreat }) }),
])
export type EventBody = z.infer<typeof EventBody>

/** One event with its body understood, and the disclosures that are at hand for its digests. */
export interface Entry {
  seq: number
  at: Instant
  actor: string
  hash: string
  body: EventBody
  disclosures: readonly Disclosure[]
}

/** Reads a stored event. Throws a ZodError where its type or payload is none of ours. */
export function entryOf(event: WorkshopEvent, disclosures: readonly Disclosure[]): Entry {
  const { seq, at, actor, hash, type, payload } = event
  return { seq, at, actor, hash, body: EventBody.parse({ type, payload }), disclosures }
}

/** A stored log as the reducer takes it. */
export function entriesOf(log: readonly { event: WorkshopEvent; disclosures: readonly Disclosure[] }[]): Entry[] {
  return log.map(({ event, disclosures }) => entryOf(event, disclosures))
}
