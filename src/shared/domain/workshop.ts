import { z } from 'zod'
import { DreadFactor, DreadValue, DreadValues } from './dread.ts'
import { Id, Instant } from './id.ts'
import { Stride } from './stride.ts'

/** A seat's role, which decides the factors it is asked. */
export const WorkshopRole = z.object({ id: z.string().max(60), name: z.string().min(1).max(100), factors: z.array(DreadFactor).min(1) })
export type WorkshopRole = z.infer<typeof WorkshopRole>

/** When a factor's votes count as agreed: range at most k, van der Eijk's A at least a, or a share within 1 of the median. */
export const ConsensusRule = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('range'), atMost: z.number().int().min(0).max(9) }),
  z.object({ kind: z.literal('agreement'), atLeast: z.number().min(-1).max(1) }),
  z.object({ kind: z.literal('share'), atLeast: z.number().min(0).max(1) }),
])
export type ConsensusRule = z.infer<typeof ConsensusRule>

/** How many seats must have voted on a factor: an absolute number, or a share of those connected. */
export const Quorum = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('count'), value: z.number().int().min(1) }),
  z.object({ kind: z.literal('share'), value: z.number().min(0).max(1) }),
])
export type Quorum = z.infer<typeof Quorum>

/** Fixed when the workshop opens, and part of its record. */
export const WorkshopSettings = z.object({
  way: z.enum(['silent-ballot', 'one-by-one']),
  anonymous: z.boolean(),
  consensus: ConsensusRule,
  quorum: Quorum,
  aggregation: z.enum(['median']),
  revealCountdownSeconds: z.number().int().min(0).max(10),
  roles: z.array(WorkshopRole),
  /** Whether the presenter screen may name who lies far from the median. */
  nameOutliers: z.boolean(),
})
export type WorkshopSettings = z.infer<typeof WorkshopSettings>

export const defaultWorkshopSettings: WorkshopSettings = {
  way: 'silent-ballot',
  anonymous: false,
  consensus: { kind: 'range', atMost: 2 },
  quorum: { kind: 'count', value: 2 },
  aggregation: 'median',
  revealCountdownSeconds: 3,
  roles: [],
  nameOutliers: false,
}

export const WorkshopPhase = z.enum(['lobby', 'running', 'paused', 'closed'])
export type WorkshopPhase = z.infer<typeof WorkshopPhase>

export const ItemPhase = z.enum(['waiting', 'open', 'revealed', 'settled', 'parked', 'skipped'])
export type ItemPhase = z.infer<typeof ItemPhase>

/** How a vote came in. */
export const VoteVia = z.enum(['own-device', 'hot-seat', 'grid', 'paper'])
export type VoteVia = z.infer<typeof VoteVia>

/** A value, or an abstention with its reason. Not yet voted and absent are neither. */
export const Vote = z.union([z.object({ value: DreadValue }), z.object({ abstained: z.string().max(500) })])
export type Vote = z.infer<typeof Vote>

/** Votes by factor; factors that are missing were not voted. */
export const Votes = z.partialRecord(DreadFactor, Vote)
export type Votes = z.infer<typeof Votes>

/** One line of a workshop's append-only log. `hash` is over the canonical JSON of all the other fields. */
export const WorkshopEvent = z.object({
  seq: z.number().int().min(1),
  at: Instant,
  /** `facilitator`, `system`, or a seat's id. */
  actor: z.string(),
  type: z.string(),
  /** Names and vote values never stand here in clear: only the digests of their disclosures do. */
  payload: z.record(z.string(), z.unknown()),
  prevHash: z.string(),
  hash: z.string(),
})
export type WorkshopEvent = z.infer<typeof WorkshopEvent>

/**
 * A sealed value in the manner of SD-JWT: `digest` is the base64url SHA-256 of the canonical JSON of `[salt, name, value]`.
 * Cutting the disclosure hides the value; what was signed or hashed holds only the digest.
 */
export const Disclosure = z.object({ digest: z.string(), salt: z.string(), name: z.string(), value: z.unknown() })
export type Disclosure = z.infer<typeof Disclosure>

/** What may be shown of one factor after the reveal. Quartiles are type 7. */
export const FactorResult = z.object({
  n: z.number().int(),
  abstained: z.number().int(),
  notVoted: z.number().int(),
  absent: z.number().int(),
  /** How many votes each value from 1 to 10 got. */
  histogram: z.array(z.number().int()).length(10),
  median: z.number().nullable(),
  /** The median, a .5 rounded up; what settling by rule would set. */
  proposed: DreadValue.nullable(),
  q1: z.number().nullable(),
  q3: z.number().nullable(),
  min: DreadValue.nullable(),
  max: DreadValue.nullable(),
  /** Van der Eijk's A, -1 to 1; null where it is not defined. */
  agreement: z.number().nullable(),
  quorum: z.boolean(),
  agreed: z.boolean(),
})
export type FactorResult = z.infer<typeof FactorResult>

export const RoundResult = z.object({
  number: z.number().int(),
  factors: z.partialRecord(DreadFactor, FactorResult),
})
export type RoundResult = z.infer<typeof RoundResult>

/** The text of a threat as the room sees it: no suggested or imported score. */
export const ItemThreat = z.object({
  id: Id,
  displayId: z.string(),
  title: z.string(),
  description: z.string(),
  stride: z.array(Stride),
  affected: z.array(z.string()),
  evidence: z.array(Id),
})
export type ItemThreat = z.infer<typeof ItemThreat>

/** Names are empty in an anonymous workshop. */
const SeatName = z.string().max(100)

/** How far a seat is with a round: never what it voted. */
export const SeatProgress = z.object({
  seat: Id,
  state: z.enum(['not-yet', 'partly', 'voted', 'abstained', 'absent']),
})
export type SeatProgress = z.infer<typeof SeatProgress>

export const SeatInfo = z.object({
  id: Id,
  name: SeatName,
  role: z.string().nullable(),
  kind: z.enum(['device', 'host']),
  connected: z.boolean(),
  handRaised: z.boolean(),
  removed: z.boolean(),
})
export type SeatInfo = z.infer<typeof SeatInfo>

/** One seat's vote on one factor, after the reveal. */
export const RevealedVote = z.object({
  seat: Id,
  factor: DreadFactor,
  vote: Vote,
  via: VoteVia,
  /** 3 or more from the median. */
  outlier: z.boolean(),
})
export type RevealedVote = z.infer<typeof RevealedVote>

export const FacilitatorRound = z.object({
  number: z.number().int(),
  factors: z.array(DreadFactor),
  progress: z.array(SeatProgress),
  result: RoundResult.nullable(),
  /** Null until the reveal. */
  votes: z.array(RevealedVote).nullable(),
})
export type FacilitatorRound = z.infer<typeof FacilitatorRound>

export const ItemSettlement = z.object({
  values: DreadValues,
  method: z.enum(['rule', 'override']),
  rationale: z.string(),
  dissent: z.string(),
})
export type ItemSettlement = z.infer<typeof ItemSettlement>

export const FacilitatorItem = z.object({
  id: Id,
  threat: ItemThreat,
  phase: ItemPhase,
  rounds: z.array(FacilitatorRound),
  /** When the reveal's countdown ends; null where none runs. */
  revealAt: Instant.nullable(),
  /** Factors of the latest reveal that do not meet the consensus rule; empty before a reveal. */
  disputed: z.array(DreadFactor),
  /** Whether the interval of the totals crosses the treatment line; null before a reveal or without a line. */
  crossesLine: z.boolean().nullable(),
  /** The values that settling by rule would set, from the latest reveal of each factor; null where one has none. */
  proposed: DreadValues.nullable(),
  settlement: ItemSettlement.nullable(),
  /** Why it was parked or skipped. */
  note: z.string(),
})
export type FacilitatorItem = z.infer<typeof FacilitatorItem>

export const Proposal = z.object({
  id: Id,
  seat: Id,
  element: Id.nullable(),
  stride: Stride,
  text: z.string().max(500),
  state: z.enum(['new', 'kept', 'dropped']),
})
export type Proposal = z.infer<typeof Proposal>

/** The workshop as its facilitator sees it. */
export const FacilitatorView = z.object({
  id: Id,
  project: Id,
  name: z.string(),
  phase: WorkshopPhase,
  settings: WorkshopSettings,
  seats: z.array(SeatInfo),
  items: z.array(FacilitatorItem),
  presented: Id.nullable(),
  proposals: z.array(Proposal),
  startedAt: Instant.nullable(),
  /** Number of the last event in the log. */
  seq: z.number().int(),
})
export type FacilitatorView = z.infer<typeof FacilitatorView>

export const SeatItem = z.object({
  id: Id,
  threat: ItemThreat.omit({ evidence: true }),
  phase: ItemPhase,
  /** The open round; null where none is. `mine` is this seat's own votes as recorded. */
  round: z
    .object({ number: z.number().int(), factors: z.array(DreadFactor), mine: Votes, revealAt: Instant.nullable() })
    .nullable(),
  /** The latest reveal with this seat's own votes beside it; null before any. */
  revealed: z.object({ result: RoundResult, mine: Votes }).nullable(),
  settled: DreadValues.nullable(),
})
export type SeatItem = z.infer<typeof SeatItem>

/** The workshop as one seat sees it. */
export const SeatView = z.object({
  workshop: z.object({ id: Id, name: z.string(), project: z.string(), phase: WorkshopPhase, way: WorkshopSettings.shape.way, anonymous: z.boolean() }),
  seat: z.object({ id: Id, name: SeatName, role: z.string().nullable(), handRaised: z.boolean() }),
  items: z.array(SeatItem),
  presented: Id.nullable(),
  /** Elements a proposal can be about. */
  elements: z.array(z.object({ id: Id, label: z.string() })),
  seq: z.number().int(),
})
export type SeatView = z.infer<typeof SeatView>

/** The workshop as the projector shows it: nothing a seat may not know. */
export const PresenterView = z.object({
  id: Id,
  project: Id,
  name: z.string(),
  phase: WorkshopPhase,
  seats: z.object({ joined: z.number().int(), connected: z.number().int() }),
  presented: z
    .object({
      item: Id,
      position: z.number().int(),
      threat: ItemThreat,
      phase: ItemPhase,
      /** Seats that are done with the open round, of those asked. */
      done: z.number().int(),
      asked: z.number().int(),
      revealAt: Instant.nullable(),
      result: RoundResult.nullable(),
      settled: DreadValues.nullable(),
      /** Names far from the median, where the room chose to show them. */
      outliers: z.array(z.string()),
    })
    .nullable(),
  /** Progress over the whole agenda. */
  items: z.object({ all: z.number().int(), settled: z.number().int(), parked: z.number().int(), revealed: z.number().int(), open: z.number().int() }),
  /** Ballot progress: votes recorded of votes asked over all open rounds. */
  ballot: z.object({ done: z.number().int(), asked: z.number().int() }),
  startedAt: Instant.nullable(),
  seq: z.number().int(),
})
export type PresenterView = z.infer<typeof PresenterView>

export const WorkshopSummary = z.object({
  id: Id,
  name: z.string(),
  phase: WorkshopPhase,
  items: z.number().int(),
  settled: z.number().int(),
  parked: z.number().int(),
  seats: z.number().int(),
  createdAt: Instant,
})
export type WorkshopSummary = z.infer<typeof WorkshopSummary>

/** What only the facilitator may do. */
export const FacilitatorCommand = z.discriminatedUnion('type', [
  z.object({ type: z.literal('start') }),
  z.object({ type: z.literal('pause') }),
  z.object({ type: z.literal('resume') }),
  z.object({ type: z.literal('close') }),
  z.object({ type: z.literal('add-seat'), name: z.string().min(1).max(100), role: z.string().nullable() }),
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
  z.object({ type: z.literal('drop-proposal'), proposal: Id }),
  /** Makes the proposal a threat of the register and an item at the end of the agenda. */
  z.object({ type: z.literal('keep-proposal'), proposal: Id, title: z.string().min(1).max(1000) }),
])
export type FacilitatorCommand = z.infer<typeof FacilitatorCommand>

/** How seats reach the room. */
export const RoomAddress = z.object({
  code: z.string(),
  /** One per own address, the likeliest first, such as `http://192.168.1.5:8443/#482913`. */
  urls: z.array(z.string()),
  /** QR code of the first URL. */
  qrSvg: z.string(),
  locked: z.boolean(),
})
export type RoomAddress = z.infer<typeof RoomAddress>
