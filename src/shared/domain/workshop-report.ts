import { z } from 'zod'
import { DiscoverabilityRule, DreadFactor, DreadValue, DreadValues } from './dread.ts'
import { Id, Instant } from './id.ts'
import { Stride } from './stride.ts'
import { FactorResult, ItemPhase, Poll, SeatKind, VoteVia, WorkshopPhase, WorkshopSettings } from './workshop.ts'

/** A role's median on a factor. */
export const RoleMedian = z.object({ role: z.string(), name: z.string(), n: z.number().int(), median: z.number() })
export type RoleMedian = z.infer<typeof RoleMedian>

/** A factor of one revealed round. */
export const ReportFactor = FactorResult.extend({
  factor: DreadFactor,
  /** `n`, abstained, not voted and absent together. */
  asked: z.number().int(),
  /** Upper quartile less the lower one. */
  iqr: z.number().nullable(),
  /** Highest less lowest. */
  range: z.number().int().nullable(),
  /** How many votes lie 3 or more from the median. */
  farCount: z.number().int(),
  /** Whose they are; empty where people are not named. */
  far: z.array(Id),
  /** Empty where there is nothing to split, or a group would be so small that it gives votes away. */
  byRole: z.array(RoleMedian),
})
export type ReportFactor = z.infer<typeof ReportFactor>

/** How one factor moved from the round that asked it last to this one. */
export const ReportShift = z.object({
  factor: DreadFactor,
  /** Number of the earlier round. */
  from: z.number().int(),
  /** Seats with a value in both. */
  seats: z.number().int(),
  medians: z.object({ from: z.number().nullable(), to: z.number().nullable() }),
  /** Mean of how far a seat moved, and of where to (up is positive). Null without such seats, or where they are too few to hide in. */
  meanAbsolute: z.number().nullable(),
  meanSigned: z.number().nullable(),
  /** Empty where people are not named. */
  perSeat: z.array(z.object({ seat: Id, from: DreadValue, to: DreadValue })),
})
export type ReportShift = z.infer<typeof ReportShift>

export const ReportRound = z.object({
  number: z.number().int(),
  factors: z.array(DreadFactor),
  /** An abandoned round ended without a reveal, and nothing of its votes is told. */
  phase: z.enum(['open', 'revealed', 'abandoned']),
  openedAt: Instant,
  /** Null until the reveal, and for a round that was abandoned. */
  revealedAt: Instant.nullable(),
  /** How long it was open to votes, in milliseconds, pauses taken out. */
  openMs: z.number().int(),
  /** Votes of it were erased, so that it can't be counted again: no results, no shift. */
  erased: z.boolean(),
  results: z.array(ReportFactor),
  shifts: z.array(ReportShift),
})
export type ReportRound = z.infer<typeof ReportRound>

/** A remark as it may be read. `seat` is null for the facilitator's, and where people are not named. */
export const ReportRemark = z.object({
  at: Instant,
  by: z.enum(['facilitator', 'seat']),
  seat: Id.nullable(),
  text: z.string(),
  /** The text was erased. */
  erased: z.boolean(),
})
export type ReportRemark = z.infer<typeof ReportRemark>

export const ReportAction = z.object({
  id: Id,
  item: Id.nullable(),
  text: z.string(),
  /** May be empty. */
  owner: z.string(),
  /** There was an owner, whose name was erased. */
  erased: z.boolean(),
  due: z.string().nullable(),
  done: z.boolean(),
})
export type ReportAction = z.infer<typeof ReportAction>

export const ReportItem = z.object({
  id: Id,
  displayId: z.string(),
  title: z.string(),
  stride: z.array(Stride),
  affected: z.array(z.string()),
  phase: ItemPhase,
  /** Name of the table whose slice it was in. */
  table: z.string().nullable(),
  /** How long it was presented while the workshop ran, in milliseconds. */
  discussedMs: z.number().int(),
  /** How long a round of it was open to votes, in milliseconds, pauses taken out. */
  openMs: z.number().int(),
  rounds: z.array(ReportRound),
  /** The score that stands; `total` is under the project's Discoverability rule, `medians` what it was before rounding. */
  settled: z
    .object({
      at: Instant,
      values: DreadValues,
      total: z.number().int(),
      medians: z.partialRecord(DreadFactor, z.number()),
      method: z.enum(['rule', 'override']),
      rationale: z.string(),
      dissent: z.string(),
    })
    .nullable(),
  /** Why it was parked or skipped. */
  note: z.string(),
  remarks: z.array(ReportRemark),
})
export type ReportItem = z.infer<typeof ReportItem>

/** Why a coefficient is not there. `no-variation`: everybody gave the same everywhere. `too-few`: not enough that was rated twice. */
export const NotDefined = z.enum(['no-variation', 'too-few', 'erased'])
export type NotDefined = z.infer<typeof NotDefined>

/** A coefficient, or why it is not defined: never 0 or 1 instead. */
export const Coefficient = z.union([z.object({ value: z.number() }), z.object({ missing: NotDefined })])
export type Coefficient = z.infer<typeof Coefficient>

/** How alike the seats see one factor over the whole workshop: units are the settled threats, each with its last revealed round. */
export const ReportAgreement = z.object({
  factor: DreadFactor,
  /** Settled threats with a revealed round on the factor. */
  units: z.number().int(),
  /** Seats with a value on any of them; `complete` with a value on all. */
  seats: z.number().int(),
  complete: z.number().int(),
  /** Krippendorff's alpha, ordinal. */
  alpha: Coefficient,
  /** Kendall's W, corrected for ties, over the `complete` seats. */
  w: Coefficient,
})
export type ReportAgreement = z.infer<typeof ReportAgreement>

export const ReportSeat = z.object({
  id: Id,
  /** Empty where it was erased. */
  name: z.string(),
  role: z.string().nullable(),
  kind: SeatKind,
  table: z.string().nullable(),
  joinedAt: Instant,
  removed: z.boolean(),
  /** Threats on which this seat gave a value or an abstention, revealed or not. */
  votedOn: z.number().int(),
})
export type ReportSeat = z.infer<typeof ReportSeat>

/** Everything a workshop leaves behind, from its log alone. Times are in milliseconds. */
export const WorkshopReport = z.object({
  workshop: z.object({
    id: Id,
    name: z.string(),
    project: z.string(),
    phase: WorkshopPhase,
    settings: WorkshopSettings,
    treatmentLine: z.number().nullable(),
    discoverability: DiscoverabilityRule,
    createdAt: Instant,
    startedAt: Instant.nullable(),
    closedAt: Instant.nullable(),
    /** What the times count up to: the close, or now. */
    asOf: Instant,
    /** Number and hash of the last event that it is made from. */
    head: z.object({ seq: z.number().int(), hash: z.string() }),
  }),
  /** `named`: with names and seat by seat. `anonymous`: the workshop has none. `cut`: left out of this copy. */
  people: z.enum(['named', 'anonymous', 'cut']),
  /** What was erased from the log since. */
  erased: z.object({ names: z.boolean(), votes: z.boolean() }),
  time: z.object({ runningMs: z.number().int(), pausedMs: z.number().int() }),
  /** Threats of the agenda; `left` were neither settled, parked nor skipped. */
  counts: z.object({ all: z.number().int(), settled: z.number().int(), byRule: z.number().int(), overridden: z.number().int(), parked: z.number().int(), skipped: z.number().int(), left: z.number().int(), reVoted: z.number().int() }),
  attendance: z.object({
    joined: z.number().int(),
    /** Seats that voted on any threat, revealed or not. */
    voted: z.number().int(),
    removed: z.number().int(),
    kinds: z.partialRecord(SeatKind, z.number().int()),
    /** Votes on single factors by how they came in: of each round and factor a seat's last one, revealed or not. */
    via: z.partialRecord(VoteVia, z.number().int()),
    /** Empty where people are not named. */
    seats: z.array(ReportSeat),
  }),
  /** Who led from when on; `seat` is null for the host, and where people are not named. */
  leads: z.array(z.object({ at: Instant, by: z.enum(['host', 'co-facilitator']), seat: Id.nullable() })),
  items: z.array(ReportItem),
  /** The practice threat; in no other figure. */
  practice: z
    .object({
      title: z.string(),
      discussedMs: z.number().int(),
      rounds: z.number().int(),
      /** What the room said beside the reference; empty before the reveal, and where votes were erased. */
      factors: z.array(z.object({ factor: DreadFactor, median: z.number().nullable(), reference: DreadValue })),
    })
    .nullable(),
  agreement: z.array(ReportAgreement),
  /** Remarks on the whole. */
  remarks: z.array(ReportRemark),
  actions: z.array(ReportAction),
  poll: z.object({ phase: Poll.shape.phase, answered: z.number().int(), counts: Poll.shape.counts, erased: z.boolean() }).nullable(),
})
export type WorkshopReport = z.infer<typeof WorkshopReport>

export const reportFormats = ['pdf', 'md', 'json'] as const
export const ReportFormat = z.enum(reportFormats)
export type ReportFormat = z.infer<typeof ReportFormat>

/**
 * How Krippendorff's alpha is read: from 0.8 on reliable, from 0.667 on good enough for tentative conclusions (Krippendorff,
 * Content Analysis), else the room does not mean the same by the numbers; at or below 0 it agrees no more than chance would.
 */
export function alphaReading(alpha: number): 'reliable' | 'tentative' | 'weak' | 'chance' {
  if (alpha >= 0.8) return 'reliable'
  if (alpha >= 2 / 3 - 1e-9) return 'tentative'
  return alpha > 0 ? 'weak' : 'chance'
}

/** How Kendall's W is read (Schmidt 1997, Decision Sciences 28): from 0.7 on strong, from 0.5 on moderate, else weak. */
export function wReading(w: number): 'strong' | 'moderate' | 'weak' {
  if (w >= 0.7) return 'strong'
  return w >= 0.5 ? 'moderate' : 'weak'
}
