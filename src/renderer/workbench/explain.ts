import { ORPCError } from '@orpc/client'
import type { TFunction } from 'i18next'
import { z } from 'zod'

const Details = z.record(z.string(), z.union([z.string(), z.number()]))

const codes = [
  'NOT_FOUND',
  'REFUSED',
  'INVALID_FILE',
  'CANCELLED',
  'WRONG_PHASE',
  'NOT_COUNTED',
  'FORBIDDEN',
  'UNAUTHORIZED',
  'WRONG_CODE',
  'ROOM_LOCKED',
  'TOO_MANY_REQUESTS',
  'BAD_REQUEST',
] as const

/** Says an error in the user's language: what happened, where, and what to do. */
export function explain(error: unknown, t: TFunction<'common'>): string {
  if (!(error instanceof ORPCError)) return t('error.unreachable')
  const code = codes.find((known) => known === error.code)
  if (!code) return t('error.INTERNAL_SERVER_ERROR')
  const details = Details.safeParse(error.data)
  return t(`error.${code}`, details.success ? details.data : {})
}

export function wasCancelled(error: unknown): boolean {
  if (error instanceof ORPCError) return error.code === 'CANCELLED'
  return error instanceof DOMException && error.name === 'AbortError'
}
