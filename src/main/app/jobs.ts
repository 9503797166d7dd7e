import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { EventPublisher } from '@orpc/server'
import type { JobProgress } from '../../shared/contract/workbench.ts'
import type { Jobs, JobTable, PieceOf } from './context.ts'
import { cancelled, invalidFile, refused } from './problems.ts'
import type { JobAnswer, WorkerSetup } from './worker-messages.ts'

interface Waiting {
  request: { id: number; kind: keyof JobTable; input: unknown }
  job: string | undefined
  limitMs: number | undefined
  onPiece?(piece: unknown): void
  // A method, so that the promise of one kind of job fits: what comes out of the worker is what its own types promise.
  resolve(output: unknown): void
  reject(error: Error): void
}

/** Work that was ended because it took longer than it may. */
export class JobTooLong extends Error {
  override name = 'JobTooLong'
}

/** Most of what an analysis makes lives on until it is done: a small young generation would be copied over and over. */
export const workerLimits = { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 192 }

/** The worker's file: beside this one when bundled, one folder up when run from source. */
export function workerFile(): string {
  const found = ['./worker.js', '../worker.js', '../worker.ts'].map((path) => fileURLToPath(new URL(path, import.meta.url))).find((path) => existsSync(path))
  if (found === undefined) throw new Error('the worker is not there')
  return found
}

/**
 * One worker that does one job after the other. Aborting a job that runs ends the worker, and the next job starts a new one:
 * nothing a hostile file makes it do can outlive its job.
 */
export function createJobs(setup: WorkerSetup, log: (message: string) => void): Jobs {
  const publisher = new EventPublisher<{ progress: JobProgress }>({ maxBufferedEvents: 200 })
  const queue: Waiting[] = []
  let running: Waiting | undefined
  let limit: NodeJS.Timeout | undefined
  let worker: Worker | undefined
  let lastId = 0
  let closed = false

  function start(): Worker {
    const started = new Worker(workerFile(), { workerData: setup, resourceLimits: workerLimits })
    started.unref()
    started.on('message', (answer: JobAnswer) => {
      if (started === worker) answered(answer)
    })
    started.on('error', (error) => {
      if (started === worker) died(error)
    })
    return started
  }

  function next(): void {
    if (running || closed) return
    running = queue.shift()
    if (!running) return
    worker ??= start()
    worker.postMessage(running.request)
    clearTimeout(limit)
    const begun = running
    if (begun.limitMs !== undefined) limit = setTimeout(() => end(begun, new JobTooLong(`a ${begun.request.kind} job took longer than ${String(begun.limitMs)} ms`)), begun.limitMs).unref()
  }

  function answered(answer: JobAnswer): void {
    if (!running || answer.id !== running.request.id) return
    if (answer.type === 'progress') {
      const { stage, done, total } = answer
      if (running.job !== undefined) publisher.publish('progress', { job: running.job, stage, done, total })
      return
    }
    if (answer.type === 'piece') {
      running.onPiece?.(answer.piece)
      const [from, taken] = [worker, answer.id]
      // After whatever else waits for the event loop.
      setImmediate(() => from?.postMessage({ taken }))
      return
    }
    const finished = running
    running = undefined
    settle(finished, answer, log)
    next()
  }

  function died(error: unknown): void {
    const lost = running
    running = undefined
    worker = undefined
    log(`the worker died: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    lost?.reject(new Error('the worker died'))
    next()
  }

  function end(waiting: Waiting, why: Error): void {
    const place = queue.indexOf(waiting)
    if (place >= 0) queue.splice(place, 1)
    else if (waiting === running) {
      void worker?.terminate()
      worker = undefined
      running = undefined
    } else return
    waiting.reject(why)
    next()
  }

  function run<Kind extends keyof JobTable>(
    kind: Kind,
    input: JobTable[Kind]['input'],
    options: { job?: string | undefined; signal?: AbortSignal | undefined; limitMs?: number | undefined; onPiece?: ((piece: PieceOf<Kind>) => void) | undefined } = {},
  ): Promise<JobTable[Kind]['output']> {
    const { signal } = options
    if (closed || signal?.aborted === true) return Promise.reject(cancelled())
    return new Promise((resolve, reject) => {
      const waiting: Waiting = { request: { id: ++lastId, kind, input }, job: options.job, limitMs: options.limitMs, ...(options.onPiece ? { onPiece: options.onPiece } : {}), resolve, reject }
      signal?.addEventListener('abort', () => end(waiting, cancelled()), { once: true })
      queue.push(waiting)
      next()
    })
  }

  async function close(): Promise<void> {
    closed = true
    for (const waiting of [...queue.splice(0), ...(running ? [running] : [])]) waiting.reject(cancelled())
    running = undefined
    const last = worker
    worker = undefined
    await last?.terminate()
  }

  return { run, close, progress: (signal) => publisher.subscribe('progress', signal ? { signal } : {}) }
}

function settle(waiting: Waiting, answer: Exclude<JobAnswer, { type: 'progress' | 'piece' }>, log: (message: string) => void): void {
  if (answer.type === 'done') return waiting.resolve(answer.output)
  if (answer.type === 'refused') return waiting.reject(invalidFile(answer.problem))
  if (answer.type === 'declined') return waiting.reject(refused(answer.reason, answer.detail))
  log(`a ${waiting.request.kind} job failed: ${answer.message}`)
  waiting.reject(new Error(`the ${waiting.request.kind} job failed`))
}
