import { z } from 'zod'
import { PlainDate } from './id.ts'

export const responses = ['mitigate', 'accept', 'transfer', 'avoid'] as const
export const Response = z.enum(responses)
export type Response = z.infer<typeof Response>

/** What was decided about a threat. */
export const Decision = z.object({
  response: Response,
  rationale: z.string().max(20_000),
  owner: z.string().max(200),
  due: PlainDate.nullable(),
  existingControls: z.string().max(20_000),
})
export type Decision = z.infer<typeof Decision>
