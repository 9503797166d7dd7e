import type { RefusalReason } from '../../shared/contract/errors.ts'
import type { JobTable } from './context.ts'

/** What the worker is asked: one job at a time. */
export type JobRequest = { [Kind in keyof JobTable]: { id: number; kind: Kind; input: JobTable[Kind]['input'] } }[keyof JobTable]

/** One piece was taken: the next one may come. So many pieces never keep the event loop from anything else. */
export interface PieceTaken {
  taken: number
}

/** What it answers. A file it can not read is `refused`; what a rule of the contract forbids is `declined`; `failed` is a defect, with its stack for the log. */
export type JobAnswer =
  | { id: number; type: 'progress'; stage: string; done: number; total: number }
  | { id: number; type: 'piece'; piece: unknown }
  | { id: number; type: 'done'; output: unknown }
  | { id: number; type: 'refused'; problem: { file: string; place: string; expected: string } }
  | { id: number; type: 'declined'; reason: RefusalReason; detail: string }
  | { id: number; type: 'failed'; message: string }

/** Where the worker finds rules, technologies and fonts, and the user's own packs where it is to know of any. */
export interface WorkerSetup {
  resources: string
  ownRules?: string
  /** File of the library, where the worker is to read models in it. */
  library?: string
}
