import { z } from 'zod'
import { DreadFactor, dreadFactors } from './dread.ts'

const Text = z.string().max(500)

/** What the values 1, 4, 7 and 10 of each factor mean in a project; empty texts fall back to the built-in ones. */
export const Rubric = z.record(DreadFactor, z.object({ 1: Text, 4: Text, 7: Text, 10: Text }))
export type Rubric = z.infer<typeof Rubric>

/** The values that a rubric has words for. */
export const anchors = [1, 4, 7, 10] as const
export type Anchor = (typeof anchors)[number]

/** The anchor nearest to a value from 1 to 10; the anchors are 3 apart, so there is never a tie. */
export function nearestAnchor(value: number): Anchor {
  if (value <= 2) return 1
  if (value <= 5) return 4
  return value <= 8 ? 7 : 10
}

/** A rubric that says nothing of its own. */
export const emptyRubric: Rubric = {
  damage: { 1: '', 4: '', 7: '', 10: '' },
  reproducibility: { 1: '', 4: '', 7: '', 10: '' },
  exploitability: { 1: '', 4: '', 7: '', 10: '' },
  affectedUsers: { 1: '', 4: '', 7: '', 10: '' },
  discoverability: { 1: '', 4: '', 7: '', 10: '' },
}

/** Without white space around its texts; null where nothing is left of it, which is the built-in rubric. */
export function tidyRubric(rubric: Rubric): Rubric | null {
  const tidy = { ...rubric }
  for (const factor of dreadFactors) {
    const words = rubric[factor]
    tidy[factor] = { 1: words[1].trim(), 4: words[4].trim(), 7: words[7].trim(), 10: words[10].trim() }
  }
  return dreadFactors.some((factor) => anchors.some((anchor) => tidy[factor][anchor] !== '')) ? tidy : null
}

/** `own` where it has words, else the built-in ones. */
export function rubricWords(own: Rubric | null, builtIn: Rubric, factor: DreadFactor, anchor: Anchor): string {
  return own?.[factor][anchor] || builtIn[factor][anchor]
}
