import type { Id } from '../../../../shared/domain/id.ts'
import { connectedFlows, type Model } from '../../../../shared/domain/model.ts'

/**
 * Every element once, in the order in which a room walks through them: diagram by diagram, in from the external entities along the
 * flows, and what no flow leads to at the end.
 */
export function walkOrder(model: Model): Id[] {
  const targets = new Map<Id, Id[]>()
  for (const { source, target, bidirectional } of connectedFlows(model)) {
    targets.set(source, [...(targets.get(source) ?? []), target])
    if (bidirectional) targets.set(target, [...(targets.get(target) ?? []), source])
  }
  const place = new Map(model.diagrams.map((diagram) => [diagram.id, diagram.order]))
  const elements = model.elements.toSorted((one, other) => (place.get(one.diagram) ?? 0) - (place.get(other.diagram) ?? 0))
  const order = new Set<Id>()
  const walkFrom = (start: Id) => {
    // A set that grows while it is gone through is a queue that takes nothing twice.
    const reached = new Set([start])
    for (const id of reached) {
      order.add(id)
      for (const next of targets.get(id) ?? []) if (!order.has(next)) reached.add(next)
    }
  }
  const diagrams = new Set(elements.map((element) => element.diagram))
  for (const diagram of diagrams) {
    const own = elements.filter((element) => element.diagram === diagram)
    const starts = [...own.filter((element) => element.kind === 'external-entity' && targets.has(element.id)), ...own.filter((element) => targets.has(element.id)), ...own]
    for (const { id } of starts) if (!order.has(id)) walkFrom(id)
  }
  return [...order]
}
