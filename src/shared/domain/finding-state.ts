import { z } from 'zod'
import { Id } from './id.ts'

/** A finding's place in the triage. A new one with a reason was dismissed for it while it was about less. */
export const FindingState = z.object({
  finding: Id,
  state: z.enum(['new', 'accepted', 'dismissed']),
  reason: z.string(),
  threat: Id.nullable(),
})
export type FindingState = z.infer<typeof FindingState>
