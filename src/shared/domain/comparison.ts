import { z } from 'zod'
import { isEmpty, PartDiff } from './diff.ts'
import { FindingChange } from './diff-findings.ts'

/** Names the shape of a comparison. A change that old programs would misread gets a new number. */
export const comparisonSchema = 'dreadnought-diff/1'

/**
 * What differs between two models, two threat lists or two registers. A part that the sides do not hold is missing: models have no
 * threats, threat lists no elements.
 */
export const Comparison = z.object({
  schema: z.literal(comparisonSchema),
  same: z.boolean(),
  elements: PartDiff.optional(),
  flows: PartDiff.optional(),
  boundaries: PartDiff.optional(),
  /** What the same rules find in the one model and in the other. */
  findings: z.object({ new: z.array(FindingChange), changed: z.array(FindingChange), gone: z.array(FindingChange) }).optional(),
  threats: PartDiff.optional(),
  /** Of two registers, what is done about their threats. */
  mitigations: PartDiff.optional(),
  header: PartDiff.optional(),
})
export type Comparison = z.infer<typeof Comparison>

/** The lists of parts that a comparison may hold, in their order. */
export const partLists = ['threats', 'mitigations', 'header', 'elements', 'flows', 'boundaries'] as const
export type PartList = (typeof partLists)[number]

/** Puts a comparison together, and says whether anything differs. */
export function comparison(lists: Partial<Record<PartList, PartDiff>>, findings?: readonly FindingChange[]): Comparison {
  const same = Object.values(lists).every(isEmpty) && (findings === undefined || findings.length === 0)
  const inState = (state: FindingChange['state']) => (findings ?? []).filter((change) => change.state === state)
  return { schema: comparisonSchema, same, ...lists, ...(findings && { findings: { new: inState('new'), changed: inState('changed'), gone: inState('gone') } }) }
}
