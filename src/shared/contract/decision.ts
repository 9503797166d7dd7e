import { oc } from '@orpc/contract'
import { z } from 'zod'
import { DecisionChange } from '../domain/decision.ts'
import { Id, Instant } from '../domain/id.ts'
import { Mitigation, MitigationChange, MitigationDraft } from '../domain/mitigation.ts'
import { RegisterView, SavedView } from '../domain/register-view.ts'
import { Threat } from '../domain/threat.ts'
import { DreadFactor } from '../domain/dread.ts'
import { RoundResult, Vote, VoteVia } from '../domain/workshop.ts'
import { errors } from './errors.ts'

const op = oc.errors(errors)
const OfProject = z.object({ project: Id })
const most = 10_000

/** Who changed it, as far as the application can know: whoever sits at this desk, or whoever led a workshop, from the desk or (`seat`) from a seat; an empty name is not known. */
export const ThreatChangeBy = z.discriminatedUnion('kind', [z.object({ kind: z.literal('desk') }), z.object({ kind: z.literal('workshop'), workshop: z.string(), seat: z.string().nullable() })])
export type ThreatChangeBy = z.infer<typeof ThreatChangeBy>

/** One field that a step changed. What it was and became is told of short ones; null where it was or is empty, and of all others. */
export const FieldChange = z.object({
  /** Of a threat, of its decision or of a mitigation, such as `title`, `response` or `status`. */
  name: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
})
export type FieldChange = z.infer<typeof FieldChange>

/** One change of a threat or of what is done about it, from the steps that undo still knows and from the logs of workshops. */
export const ThreatChange = z.object({
  /** The step's name, such as `decide`, or what a workshop did, such as `room settled`. */
  step: z.string(),
  at: Instant,
  /** The title of the mitigation that was changed; null where it was the threat itself. */
  mitigation: z.string().nullable(),
  /** Empty where something was added or removed. */
  changed: z.array(FieldChange),
  undone: z.boolean(),
  by: ThreatChangeBy,
})
export type ThreatChange = z.infer<typeof ThreatChange>

/** One revealed round on a threat: its figures, and who voted what, in the order of the seats; nobody where the workshop was anonymous. */
export const VotedRound = RoundResult.extend({
  seats: z.array(z.object({ name: z.string(), votes: z.partialRecord(DreadFactor, z.object({ vote: Vote, via: VoteVia })) })),
})
export type VotedRound = z.infer<typeof VotedRound>

/** What is decided about threats. */
export const decisionContract = {
  /**
   * Changes decisions of many threats as one step; what is not named stays as it is. A threat without a decision gets one where `set`
   * names a response. Refused (`no-response`) where it names none and one of the threats has none.
   */
  set: op.input(OfProject.extend({ threats: z.array(Id).min(1).max(most), set: DecisionChange })).output(z.array(Threat)),
  /** What the room voted on one threat, round by round: revealed rounds only, and none where votes were erased. */
  rounds: op.input(OfProject.extend({ threat: Id })).output(z.array(VotedRound)),
  /** What became of one threat, the newest first. */
  history: op.input(OfProject.extend({ threat: Id })).output(z.array(ThreatChange)),
}

/** What is done about threats. */
export const mitigationContract = {
  list: op.input(OfProject).output(z.array(Mitigation)),
  create: op.input(OfProject.extend({ drafts: z.array(MitigationDraft).min(1).max(most) })).output(z.array(Mitigation)),
  update: op.input(OfProject.extend({ mitigations: z.array(Id).min(1).max(most), set: MitigationChange })).output(z.array(Mitigation)),
  remove: op.input(OfProject.extend({ mitigations: z.array(Id).min(1).max(most) })).output(z.void()),
}

/** Named ways of looking at the register. */
export const registerViewContract = {
  list: op.input(OfProject).output(z.array(SavedView)),
  /** Adds a view, or writes the one of that name. */
  save: op.input(OfProject.extend({ name: z.string().min(1).max(120), view: RegisterView })).output(SavedView),
  remove: op.input(OfProject.extend({ view: Id })).output(z.void()),
}
