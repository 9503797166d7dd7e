import { z } from 'zod'
import { FactOn } from './finding.ts'
import { Id } from './id.ts'
import { Stride } from './stride.ts'

/** An unknown fact of one object, as a question asks for it. */
export const QuestionRef = z.object({ on: Id, fact: z.string().max(60) })
export type QuestionRef = z.infer<typeof QuestionRef>

/** What an answer makes of one finding. */
export const OutcomeChange = z.object({
  /** The finding's id before; null where there is none yet. */
  finding: Id.nullable(),
  /** Its id after; null where there is none any more. Another one than before where the finding is then about less, or about more. */
  as: Id.nullable(),
  title: z.string(),
  stride: z.array(Stride).min(1),
  /** `open`: it is possible after, and was not there before or was confirmed. */
  becomes: z.enum(['confirmed', 'cleared', 'open']),
  /** Whether it hangs on the question itself; otherwise what is inferred from the answer, or another fact of its rule, brings it about. */
  direct: z.boolean(),
})
export type OutcomeChange = z.infer<typeof OutcomeChange>

/** What the analysis would say after each answer to a question. Nothing is changed by asking. */
export const QuestionOutcomes = QuestionRef.extend({ answers: z.array(z.object({ answer: z.string(), changes: z.array(OutcomeChange) })) })
export type QuestionOutcomes = z.infer<typeof QuestionOutcomes>

/** A rule that was asked of a part, and what came of it. */
export const ConsideredRule = z.object({
  rule: z.string(),
  pack: z.string(),
  /** As it would read of this part. */
  title: z.string(),
  stride: z.array(Stride).min(1),
  /** `stopped`: a fact, or the structure around the part, says no. `suppressed`: it is switched off for this part. `off`: the rule or its pack is switched off. `out-of-scope`: the part is. */
  state: z.enum(['confirmed', 'possible', 'stopped', 'suppressed', 'off', 'out-of-scope']),
  /** The finding that it makes, or is part of; null where it makes none. */
  finding: Id.nullable(),
  /** The facts that stopped it, or leave it open; of a rule that is stopped and has none of them, the structure did. */
  facts: z.array(FactOn),
})
export type ConsideredRule = z.infer<typeof ConsideredRule>

/** Every rule that was considered for one element or flow, those that fire first. */
export const Considered = z.object({
  part: Id,
  rules: z.array(ConsideredRule),
  /** Rules that are about other kinds of parts, technologies or surroundings: they were not asked. */
  notApplicable: z.number().int(),
})
export type Considered = z.infer<typeof Considered>
