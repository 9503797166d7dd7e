import { ORPCError } from '@orpc/client'
import { z } from 'zod'

const Changed = z.object({ reason: z.literal('pack-changed') })
const Missing = z.object({ what: z.literal('pack') })

/** Why a pack was not saved where one can choose what to do about it: it was changed elsewhere, or its file is gone. */
export function saveRefusal(error: unknown): 'changed' | 'gone' | null {
  if (!(error instanceof ORPCError)) return null
  return Changed.safeParse(error.data).success ? 'changed' : Missing.safeParse(error.data).success ? 'gone' : null
}
