import type { Model } from '../../../../shared/domain/model.ts'
import { inside } from '../parts.ts'
import { around } from './filter.ts'

/**
 * What is near `ids`: the elements that are at most `steps` flows away, the flows between them, what is inside the chosen parts and the
 * boundaries around all of it. From a flow its ends are no step away.
 */
export function neighbourhood(model: Model, ids: ReadonlySet<string>, steps: number): Set<string> {
  const near = new Set(ids)
  for (const id of ids) for (const child of inside(model, id)) near.add(child)
  for (const flow of model.flows) {
    if (!ids.has(flow.id)) continue
    for (const end of [flow.source, flow.target]) if (end !== null) near.add(end)
  }
  for (let step = 0; step < steps; step += 1) {
    const reached = new Set<string>()
    for (const { source, target } of model.flows) {
      if (source === null || target === null) continue
      if (near.has(source)) reached.add(target)
      if (near.has(target)) reached.add(source)
    }
    for (const id of reached) near.add(id)
  }
  for (const { id, source, target } of model.flows) {
    if (source !== null && target !== null && near.has(source) && near.has(target)) near.add(id)
  }
  for (const id of around(model, near)) near.add(id)
  return near
}
