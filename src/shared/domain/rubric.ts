import { z } from 'zod'
import { DreadFactor } from './dread.ts'

const Text = z.string().max(500)

/** What the values 1, 4, 7 and 10 of each factor mean in a project; empty texts fall back to the built-in ones. */
export const Rubric = z.record(DreadFactor, z.object({ 1: Text, 4: Text, 7: Text, 10: Text }))
export type Rubric = z.infer<typeof Rubric>
