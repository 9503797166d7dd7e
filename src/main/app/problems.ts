import { ORPCError } from '@orpc/server'
import { FileProblem } from '../import/file-problem.ts'
import { errors, type MissingThing, type RefusalReason } from '../../shared/contract/errors.ts'

/** The thing does not exist (any more), such as `project`. */
export function notFound(what: MissingThing) {
  return new ORPCError('NOT_FOUND', { status: errors.NOT_FOUND.status, data: { what } })
}

/** The input is well-formed but breaks a rule; `detail` names what it is about. */
export function refused(reason: RefusalReason, detail = '') {
  return new ORPCError('REFUSED', { status: errors.REFUSED.status, data: { reason, detail } })
}

/** A file that can not be read: which one, where, and what was expected there. */
export function invalidFile(problem: { file: string; place: string; expected: string }) {
  return new ORPCError('INVALID_FILE', { status: errors.INVALID_FILE.status, data: problem })
}

/** What `read` gives; a file that it can not read is answered as such. */
export async function readable<Result>(read: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await read()
  } catch (error) {
    throw error instanceof FileProblem ? invalidFile(error.problem) : error
  }
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
