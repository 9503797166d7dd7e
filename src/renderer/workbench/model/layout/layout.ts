import ELK from 'elkjs/lib/elk-api'
import type { Box, Model } from '../../../../shared/domain/model.ts'
import { fromElk, manyFlows, toElk, zoomOf } from './layout-graph.ts'
import type { Measure } from '../graph/node-size.ts'

/**
 * Layered layout of `model`, in a worker, in the direction that shows it larger. Aborting ends the worker and rejects with an `AbortError`.
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
    const across = fromElk(await Promise.race([elk.layout(toElk(model, measure, 'RIGHT')), aborted]))
    if (zoomOf(across) === 1 || model.flows.length > manyFlows) return across
    // People read from left to right, unless that makes everything small.
    const down = fromElk(await Promise.race([elk.layout(toElk(model, measure, 'DOWN')), aborted]))
    return zoomOf(down) > zoomOf(across) * 1.15 ? down : across
  } finally {
    elk.terminateWorker()
  }
}
