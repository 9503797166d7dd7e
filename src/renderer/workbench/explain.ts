import { ORPCError } from '@orpc/client'
import type { TFunction } from 'i18next'
import { z } from 'zod'
import { MissingThing, RefusalReason } from '../../shared/contract/errors.ts'
import { fileProblemText } from './phrases.ts'

const Details = z.record(z.string(), z.union([z.string(), z.number()]))
const Refused = z.object({ reason: RefusalReason, detail: z.string() })
const FileProblem = z.object({ file: z.string(), place: z.string(), expected: z.string() })
const Missing = z.object({ what: MissingThing })

const codes = [
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
  const refused = Refused.safeParse(error.data)
  if (error.code === 'REFUSED' && refused.success) return t(`refused.${refused.data.reason}`, { detail: refused.data.detail })
  const missing = Missing.safeParse(error.data)
  if (error.code === 'NOT_FOUND' && missing.success) return t('error.NOT_FOUND', { what: t(`missing.${missing.data.what}`) })
  const code = codes.find((known) => known === error.code)
  if (!code) return t('error.INTERNAL_SERVER_ERROR')
  const problem = FileProblem.safeParse(error.data)
  if (error.code === 'INVALID_FILE' && problem.success) return t('error.INVALID_FILE', { file: problem.data.file, ...fileProblemText(problem.data) })
  const details = Details.safeParse(error.data)
  return t(`error.${code}`, details.success ? details.data : {})
}

/** Whether what was asked for is not there, rather than out of reach. */
export function isMissing(error: unknown): boolean {
  return error instanceof ORPCError && error.code === 'NOT_FOUND'
}

export function wasCancelled(error: unknown): boolean {
  if (error instanceof ORPCError) return error.code === 'CANCELLED'
  return error instanceof DOMException && error.name === 'AbortError'
}
