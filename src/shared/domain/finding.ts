import { z } from 'zod'
import { Band, DreadValues } from './dread.ts'
import { Fact, Facts } from './fact.ts'
import { Id } from './id.ts'
import { ModelCounts } from './model.ts'
import { Stride } from './stride.ts'

/** A fact of one object: what a finding hangs on or rests on. */
export const FactOn = z.object({ on: Id, fact: z.string(), value: Fact.nullable() })
export type FactOn = z.infer<typeof FactOn>

/** What a rule says about this model. Its id derives from rule id and sorted evidence ids, nothing else. */
export const Finding = z.object({
  id: Id,
  rule: z.string(),
  pack: z.string(),
  title: z.string(),
  why: z.string(),
  stride: z.array(Stride).min(1),
  /** Ids of the elements it is about. */
  affected: z.array(Id),
  /** Ids of the elements and flows that made the rule fire. */
  evidence: z.array(Id),
  /** The elements or flows that the rule holds, or may hold, of; missing in what an older version wrote. */
  subjects: z.array(Id).optional(),
  references: z.array(z.string()),
  mitigations: z.array(z.string()),
  suggested: DreadValues,
  /** Total of the suggested values, 5 to 50. */
  score: z.number(),
  severity: Band,
  status: z.enum(['confirmed', 'possible']),
  /** The unknown facts that a possible finding hangs on. */
  unknowns: z.array(z.object({ on: Id, fact: z.string() })),
  /** The facts the condition read, with values and origins. */
  facts: z.array(FactOn),
})
export type Finding = z.infer<typeof Finding>

/** An unknown fact whose answer would confirm or clear findings. */
export const Question = z.object({
  fact: z.string(),
  on: Id,
  text: z.string(),
  /** Answers the fact can take; `yes` and `no` for most. */
  answers: z.array(z.string()),
  /** How many findings an answer would settle. */
  settles: z.number().int(),
  findings: z.array(Id),
  /** Share of all that is open that is settled, on average, once this question and those before it are answered: 0 to 1. */
  settled: z.number(),
})
export type Question = z.infer<typeof Question>

/** Everything one analysis gives. `facts` are the resolved facts of each object: own, technology's and inferred. */
export const Analysis = z.object({
  rules: z.object({ packs: z.array(z.string()), count: z.number().int() }),
  counts: ModelCounts,
  findings: z.array(Finding),
  questions: z.array(Question),
  facts: z.record(Id, Facts),
})
export type Analysis = z.infer<typeof Analysis>
