import { ORPCError } from '@orpc/server'
import { errors, type ErrorCode } from '../../../shared/contract/errors.ts'
import type { Refusal } from '../../workshop/command.ts'
import { notFound, refused } from '../problems.ts'

/** A refusal of the state machine as an error of the contracts. */
export function problemOf(refusal: Refusal) {
  switch (refusal.code) {
    case 'NOT_FOUND':
      return notFound(refusal.what)
    case 'REFUSED':
      return refused(refusal.reason)
    case 'WRONG_PHASE':
      return new ORPCError('WRONG_PHASE', { status: errors.WRONG_PHASE.status, data: { phase: refusal.phase } })
    case 'NOT_COUNTED':
      return new ORPCError('NOT_COUNTED', { status: errors.NOT_COUNTED.status, data: { item: refusal.item, round: refusal.round } })
    case 'FORBIDDEN':
      return plainProblem('FORBIDDEN')
  }
}

/** An error that says all with its code. */
export function plainProblem(code: Extract<ErrorCode, 'FORBIDDEN' | 'UNAUTHORIZED' | 'WRONG_CODE' | 'ROOM_LOCKED' | 'ROOM_FULL'>) {
  return new ORPCError(code, { status: errors[code].status })
}

export function tooMany(retryAfterMs: number) {
  return new ORPCError('TOO_MANY_REQUESTS', { status: errors.TOO_MANY_REQUESTS.status, data: { retryAfterMs: Math.ceil(retryAfterMs) } })
}
