import { originPhrases } from '../../../shared/domain/fact.ts'
import type { ElementNode, Graph } from '../graph/graph.ts'
import { fill, inferred } from './fill.ts'
import { joinLabels } from '../packs/template.ts'

const fewDepend = inferred('no', originPhrases.say('few-depend'))

/**
 * Whether several parts share the fate of one: they run inside it, or send their work to it. People and systems outside do not count,
 * for what they lose is the service, not a part of it.
 */
export function inferSharedFate(graph: Graph): void {
  const hosted = hostedBy(graph)
  for (const element of graph.elements) {
    if (element.object.kind === 'external-entity') continue
    const parts = dependants(element, hosted.get(element) ?? [])
    fill(element, 'shared_fate', parts.length < 2 ? fewDepend : inferred('yes', originPhrases.say('many-depend', { way: `${joinLabels(parts.map(({ label }) => label))} -> ${element.label}` })))
  }
}

/** What each element contains, in the model's order. */
export function hostedBy(graph: Graph): ReadonlyMap<ElementNode, ElementNode[]> {
  const hosted = new Map<ElementNode, ElementNode[]>()
  for (const element of graph.elements) {
    const host = element.object.parent === null ? undefined : graph.byId.get(element.object.parent)
    if (host?.type !== 'element' || host === element) continue
    const list = hosted.get(host)
    if (list) list.push(element)
    else hosted.set(host, [element])
  }
  return hosted
}

/** By id, so that the order in the model makes no difference. */
function dependants(element: ElementNode, inside: readonly ElementNode[]): ElementNode[] {
  if (element.incoming.length + inside.length < 2) return []
  const parts = new Set(inside)
  for (const { source, target } of element.incoming) if (target === element && source !== element && source.object.kind === 'process') parts.add(source)
  return [...parts].sort((a, b) => (a.id < b.id ? -1 : 1))
}
