import type { Box, Model } from '../../../../shared/domain/model.ts'
import { type Measure, nodeSize } from '../graph/node-size.ts'
import type { ForceInput } from './force-layout.ts'
import type { ForceMessage } from './force-worker.ts'
import { containerPadding, flowLabelSize, manyFlows } from './layout-graph.ts'

/** The model as the force-directed layout reads it. */
export function toForce(model: Model, measure: Measure): ForceInput {
  const boundaries = model.boundaries.map(({ id, parent, kind }) => ({ id, parent, ...(kind === 'line' ? { width: 8, height: 160 } : { width: 220, height: 120 }) }))
  const elements = model.elements.map(({ id, parent, label }) => {
    const { width, height } = nodeSize(label, null, measure)
    return { id, parent, width, height }
  })
  const edges = model.flows.flatMap(({ source, target }) => (source === null || target === null ? [] : [{ source, target }]))
  // A flow's label stands on its line; at a size where nobody reads them, they need no room.
  const widest = model.flows.length > manyFlows ? 0 : Math.max(0, ...model.flows.map(({ label }) => flowLabelSize(label, measure).width))
  return { nodes: [...boundaries, ...elements], edges, padding: containerPadding, gap: Math.max(64, widest + 28) }
}

/** Force-directed layout of `model` in a worker. Aborting ends the worker and rejects with an `AbortError`; `onShare` hears how far it is, 0 to 1. */
export function arrangeByForce(model: Model, measure: Measure, signal: AbortSignal, onShare: (share: number) => void): Promise<Map<string, Box>> {
  const worker = new Worker(new URL('./force-worker.ts', import.meta.url), { type: 'module' })
  return new Promise<Map<string, Box>>((resolve, reject) => {
    const stop = () => reject(new DOMException('The layout was cancelled', 'AbortError'))
    if (signal.aborted) return stop()
    signal.addEventListener('abort', stop, { once: true })
    worker.addEventListener('error', (event) => reject(new Error(event.message)))
    worker.addEventListener('message', ({ data }: MessageEvent<ForceMessage>) => ('share' in data ? onShare(data.share) : resolve(new Map(data.boxes))))
    worker.postMessage(toForce(model, measure))
  }).finally(() => worker.terminate())
}
