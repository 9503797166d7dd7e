import { ORPCError } from '@orpc/server'
import { errors } from '../../shared/contract/errors.ts'

/** The thing does not exist (any more), such as `project`. */
export function notFound(what: string) {
  return new ORPCError('NOT_FOUND', { status: errors.NOT_FOUND.status, data: { what } })
}

/** The input is well-formed but breaks a rule; `reason` is one sentence for people. */
export function refused(reason: string) {
  return new ORPCError('REFUSED', { status: errors.REFUSED.status, data: { reason } })
}

/** A file that can not be read: which one, where, and what was expected there. */
export function invalidFile(problem: { file: string; place: string; expected: string }) {
  return new ORPCError('INVALID_FILE', { status: errors.INVALID_FILE.status, data: problem })
}

/** Long work that was cancelled. */
export function cancelled() {
  return new ORPCError('CANCELLED', { status: errors.CANCELLED.status })
}

/** What the contract does not name is a defect: it is logged here and crosses as `INTERNAL_SERVER_ERROR` without its text. */
export function logUnexpected(error: unknown, log: (message: string) => void): void {
  if (error instanceof ORPCError) return
  if (error instanceof Error && error.name === 'AbortError') return
  log(error instanceof Error ? (error.stack ?? error.message) : String(error))
}
