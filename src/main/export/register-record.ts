import type { DreadFactor } from '../../shared/domain/dread.ts'
import type { Id, Instant } from '../../shared/domain/id.ts'
import type { SignatureInfo } from '../../shared/domain/register.ts'
import type { RoundResult, Vote, VoteVia } from '../../shared/domain/workshop.ts'
import type { WorkshopReport } from '../../shared/domain/workshop-report.ts'

/** One seat's vote on one factor of a revealed round, as it stood at the reveal. */
export interface RecordedVote {
  threat: Id
  displayId: string
  round: number
  factor: DreadFactor
  seat: Id
  vote: Vote
  via: VoteVia
}

/** One line of a workshop's log: what happened, without what is sealed in it. */
export interface LoggedEvent {
  seq: number
  at: Instant
  actor: string
  type: string
  hash: string
}

/** A workshop of the register. */
export interface RecordedWorkshop {
  report: WorkshopReport
  /** Empty where people are not named. */
  votes: readonly RecordedVote[]
  log: readonly LoggedEvent[]
}

/** What a register's full formats say beside its rows: how it came about, and who signed it. */
export interface RegisterRecord {
  project: string
  /** The instant that the file is dated with: of the freeze, or of the last change. */
  at: Instant
  /** The revealed rounds of each threat that has any. */
  rounds: ReadonlyMap<Id, readonly RoundResult[]>
  /** Null for a draft. */
  revision: { number: number; hash: string; frozenAt: Instant; program: string; rulePacks: readonly string[]; catalogue: string; signatures: readonly SignatureInfo[] } | null
  /** Those that were started, the oldest first. */
  workshops: readonly RecordedWorkshop[]
}

/** What a threat list without a project says of itself: nothing. */
export function bareRecord(project: string): RegisterRecord {
  return { project, at: '1970-01-01T00:00:00.000Z', rounds: new Map(), revision: null, workshops: [] }
}
