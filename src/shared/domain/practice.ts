import { z } from 'zod'
import { DreadFactor, DreadValues } from './dread.ts'
import { Stride } from './stride.ts'

/** A made-up threat with scores that experts would give, so that the room agrees on what a 7 is. Never part of the register. */
export const PracticeThreat = z.object({
  title: z.string().min(1).max(300),
  description: z.string().max(2000),
  stride: z.array(Stride).min(1),
  reference: DreadValues,
  /** Why the reference is what it is, factor by factor. */
  reasons: z.partialRecord(DreadFactor, z.string().max(500)),
})
export type PracticeThreat = z.infer<typeof PracticeThreat>

/** What experts say of a practice threat; hidden like any vote until the reveal. */
export const PracticeReference = PracticeThreat.pick({ reference: true, reasons: true })
export type PracticeReference = z.infer<typeof PracticeReference>
