import { ORPCError } from '@orpc/client'
import { z } from 'zod'

const Exists = z.object({ reason: z.literal('pack-exists') })

/** Whether an import was refused only because a pack of that name is there. */
export function wouldReplace(error: unknown): boolean {
  return error instanceof ORPCError && Exists.safeParse(error.data).success
}
