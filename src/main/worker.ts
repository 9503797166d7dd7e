import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import type { JobAnswer, JobRequest } from './app/worker-messages.ts'

const setup = z.object({ resources: z.string() }).parse(workerData)
const port = parentPort
if (!port) throw new Error('worker.ts runs as a worker')

const answer = (message: JobAnswer) => port.postMessage(message)

/** One job. Libraries are loaded by the first job that needs them. */
async function work(request: JobRequest): Promise<unknown> {
  throw new Error(`no ${request.kind} job yet (${setup.resources})`)
}

port.on('message', (request: JobRequest) => {
  work(request).then(
    (output) => answer({ id: request.id, type: 'done', output }),
    (error: unknown) => answer({ id: request.id, type: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  )
})
