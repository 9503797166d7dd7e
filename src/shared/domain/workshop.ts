import { z } from 'zod'
import { DreadFactor, DreadValue, DreadValues } from './dread.ts'
import { Id, Instant } from './id.ts'
import { PracticeReference } from './practice.ts'
import { Rubric } from './rubric.ts'
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

/** A group of seats with its own slice of the agenda. */
export const WorkshopTable = z.object({ id: z.string().max(60), name: z.string().min(1).max(100), items: z.array(Id) })
export type WorkshopTable = z.infer<typeof WorkshopTable>

/** How long things should take, in minutes; null where no clock runs. A clock that runs out says so, and stops nothing. */
export const TimeBoxes = z.object({
  workshop: z.number().int().min(1).max(1440).nullable(),
  ballot: z.number().int().min(1).max(1440).nullable(),
  /** From the moment a threat is presented. */
  item: z.number().int().min(1).max(1440).nullable(),
})
export type TimeBoxes = z.infer<typeof TimeBoxes>

const noTimeBoxes: TimeBoxes = { workshop: null, ballot: null, item: null }

/** Fixed when the workshop opens, and part of its record. */
export const WorkshopSettings = z.object({
  /** `before-meeting` is the silent ballot at home; with `tables`, each table votes on its own slice of the agenda. */
  way: z.enum(['silent-ballot', 'one-by-one', 'before-meeting', 'tables']),
  anonymous: z.boolean(),
  consensus: ConsensusRule,
  quorum: Quorum,
  /** What of a factor's votes becomes its proposed value, a half rounded up. */
  aggregation: z.enum(['median', 'mean']),
  revealCountdownSeconds: z.number().int().min(0).max(10),
  roles: z.array(WorkshopRole),
  /** Whether the presenter screen may name who lies far from the median. */
  nameOutliers: z.boolean(),
  /** Whether rounds that were opened together are revealed by themselves once everybody who is there has voted. */
  autoReveal: z.boolean().default(false),
  timeBoxes: TimeBoxes.default(noTimeBoxes),
  tables: z.array(WorkshopTable).default([]),
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
  autoReveal: true,
  timeBoxes: noTimeBoxes,
  tables: [],
}

export const WorkshopPhase = z.enum(['lobby', 'running', 'paused', 'closed'])
export type WorkshopPhase = z.infer<typeof WorkshopPhase>

export const ItemPhase = z.enum(['waiting', 'open', 'revealed', 'settled', 'parked', 'skipped'])
export type ItemPhase = z.infer<typeof ItemPhase>

/** How a vote came in: `scribe` is the one who writes for a table, `file` a sealed ballot. */
export const VoteVia = z.enum(['own-device', 'hot-seat', 'grid', 'paper', 'scribe', 'file'])
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

/**
 * Where a seat votes from: its own device, the facilitator's machine, a proxy (somebody else votes in that person's name), or
 * a sealed ballot file.
 */
export const SeatKind = z.enum(['device', 'host', 'proxy', 'file'])
export type SeatKind = z.infer<typeof SeatKind>

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
  kind: SeatKind,
  connected: z.boolean(),
  handRaised: z.boolean(),
  removed: z.boolean(),
  table: z.string().nullable(),
  /** May vote for seats of its table, and reveal its table's rounds. */
  scribe: z.boolean(),
  /** May do what the facilitator may. */
  coFacilitator: z.boolean(),
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
  /** When it was opened. */
  at: Instant,
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
  /** The table whose slice it is in; null where everybody votes on it. */
  table: z.string().nullable(),
  practice: z.boolean(),
  /** Of a practice threat, after its reveal. */
  reference: PracticeReference.nullable(),
})
export type FacilitatorItem = z.infer<typeof FacilitatorItem>

export const Proposal = z.object({
  id: Id,
  seat: Id,
  element: Id.nullable(),
  stride: Stride,
  text: z.string().max(500),
  state: z.enum(['new', 'kept', 'merged', 'dropped']),
})
export type Proposal = z.infer<typeof Proposal>

/** A remark for the log: of a seat, or the facilitator's (`seat` null); on a threat, or on the whole (`item` null). */
export const Comment = z.object({ id: Id, seat: Id.nullable(), item: Id.nullable(), text: z.string().max(2000), at: Instant })
export type Comment = z.infer<typeof Comment>

/** Something that somebody promised to do. `owner` may be empty. */
export const WorkshopAction = z.object({
  id: Id,
  item: Id.nullable(),
  text: z.string().max(1000),
  owner: z.string().max(100),
  due: z.string().max(10).nullable(),
  done: z.boolean(),
})
export type WorkshopAction = z.infer<typeof WorkshopAction>

/** Answers to the closing question "is it good enough?". */
export const pollAnswers = ['yes', 'mostly', 'no'] as const
export const PollAnswer = z.enum(pollAnswers)
export type PollAnswer = z.infer<typeof PollAnswer>

/** The closing poll: who has answered while it is open, how many gave which answer once it is closed. */
export const Poll = z.object({
  phase: z.enum(['open', 'closed']),
  answered: z.number().int(),
  asked: z.number().int(),
  /** Null until the poll is closed. */
  counts: z.record(PollAnswer, z.number().int()).nullable(),
})
export type Poll = z.infer<typeof Poll>

/** The clock that the room sees: the ballot's, the presented threat's, or one that the facilitator set. */
export const RoomTimer = z.object({ kind: z.enum(['ballot', 'item', 'set']), from: Instant, until: Instant })
export type RoomTimer = z.infer<typeof RoomTimer>

/** The workshop as its facilitator sees it. */
export const FacilitatorView = z.object({
  id: Id,
  project: Id,
  name: z.string(),
  phase: WorkshopPhase,
  settings: WorkshopSettings,
  seats: z.array(SeatInfo),
  /** Seats with a hand up, the first to raise it first. */
  hands: z.array(Id),
  items: z.array(FacilitatorItem),
  /** The project's own rubric texts, as they were when the workshop was prepared; null for the built-in ones. */
  rubric: Rubric.nullable(),
  presented: Id.nullable(),
  proposals: z.array(Proposal),
  comments: z.array(Comment),
  actions: z.array(WorkshopAction),
  poll: Poll.nullable(),
  timer: RoomTimer.nullable(),
  /** The element that the room looks at in a walk through the diagram. */
  walk: Id.nullable(),
  /** The co-facilitator who leads now; null is the host itself. */
  lead: Id.nullable(),
  startedAt: Instant.nullable(),
  /** When the workshop's own time box ends; null without one, and before the start. */
  endsAt: Instant.nullable(),
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
  /** Disputed factors on which this seat voted lowest or highest of all: it is invited to say why. Told to nobody else. */
  invited: z.array(z.object({ factor: DreadFactor, end: z.enum(['lowest', 'highest']) })),
  practice: z.boolean(),
  /** Of a practice threat, after its reveal. */
  reference: PracticeReference.nullable(),
})
export type SeatItem = z.infer<typeof SeatItem>

/** The workshop as one seat sees it. */
export const SeatView = z.object({
  workshop: z.object({ id: Id, name: z.string(), project: z.string(), phase: WorkshopPhase, way: WorkshopSettings.shape.way, anonymous: z.boolean() }),
  seat: z.object({
    id: Id,
    name: SeatName,
    role: z.string().nullable(),
    handRaised: z.boolean(),
    table: z.string().nullable(),
    tableName: z.string().nullable(),
    /** The seats that this one may vote for, where it is its table's scribe; else null. */
    writesFor: z.array(z.object({ id: Id, name: SeatName })).nullable(),
    coFacilitator: z.boolean(),
  }),
  /** With tables, those of the seat's own slice, and others once they are revealed. */
  items: z.array(SeatItem),
  presented: Id.nullable(),
  /** The project's own rubric texts; null for the built-in ones. */
  rubric: Rubric.nullable(),
  timer: RoomTimer.nullable(),
  /** `mine` is this seat's answer; null where it gave none. */
  poll: z.object({ phase: Poll.shape.phase, mine: PollAnswer.nullable(), counts: Poll.shape.counts }).nullable(),
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
      /** From 1; 0 is the practice threat. */
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
      practice: z.boolean(),
      reference: PracticeReference.nullable(),
    })
    .nullable(),
  /** The element that the room looks at in a walk through the diagram. */
  walk: Id.nullable(),
  timer: RoomTimer.nullable(),
  poll: Poll.nullable(),
  /** How far each table is with its slice; empty where there are none. */
  tables: z.array(z.object({ name: z.string(), items: z.number().int(), revealed: z.number().int(), done: z.number().int(), asked: z.number().int() })),
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

/** How seats reach the room. */
export const RoomAddress = z.object({
  code: z.string(),
  /** One for each own address and added name, the shown one first, such as `http://192.168.1.5:8080/#482913`. */
  urls: z.array(z.string()),
  /** QR code of the first URL. */
  qrSvg: z.string(),
  /** Nobody new gets in; who has a seat still comes back. */
  locked: z.boolean(),
  /** SHA-256 of the room's own certificate, as pairs of hex digits with colons; null without TLS. */
  fingerprint: z.string().nullable(),
})
export type RoomAddress = z.infer<typeof RoomAddress>
