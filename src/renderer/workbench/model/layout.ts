import ELK from 'elkjs/lib/elk-api'
import type { Box, Model } from '../../../shared/domain/model.ts'
import { fromElk, toElk } from './layout-graph.ts'
import type { Measure } from './node-size.ts'

/**
 * Layered layout of `model`, in a worker. Aborting ends the worker and rejects with an `AbortError`.
 * Resolves to the box of every element and boundary, in diagram pixels.
 */
export async function arrange(model: Model, measure: Measure, signal: AbortSignal): Promise<Map<string, Box>> {
  const elk = new ELK({ workerFactory: () => new Worker(new URL('./layout-worker.ts', import.meta.url), { type: 'module' }) })
  try {
    const aborted = new Promise<never>((_, reject) => {
      const stop = () => reject(new DOMException('The layout was cancelled', 'AbortError'))
      if (signal.aborted) stop()
      signal.addEventListener('abort', stop, { once: true })
    })
    return fromElk(await Promise.race([elk.layout(toElk(model, measure)), aborted]))
  } finally {
    elk.terminateWorker()
  }
}
