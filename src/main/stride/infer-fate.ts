import { originPhrases } from '../../shared/domain/fact.ts'
import type { ElementNode, Graph } from './graph.ts'
import { fill, inferred } from './infer-fill.ts'
import { joinLabels } from './template.ts'

/**
 * Whether several parts share the fate of one: they run inside it, or send their work to it. People and systems outside do not count,
 * for what they lose is the service, not a part of it.
 */
export function inferSharedFate(graph: Graph): void {
  const alone = inferred('no', originPhrases.say('few-depend'))
  const dependants = graph.elements.map(() => new Set<ElementNode>())
  for (const { source, target } of graph.flows) {
    if (source !== target && source.object.kind === 'process') dependants[target.index]?.add(source)
  }
  for (const element of graph.elements) {
    const host = element.object.parent === null ? undefined : graph.byId.get(element.object.parent)
    if (host?.type === 'element' && host !== element) dependants[host.index]?.add(element)
  }
  for (const element of graph.elements) {
    if (element.object.kind === 'external-entity') continue
    const parts = [...(dependants[element.index] ?? [])]
    if (parts.length < 2) {
      fill(element, 'shared_fate', alone)
      continue
    }
    parts.sort((a, b) => (a.id < b.id ? -1 : 1))
    fill(element, 'shared_fate', inferred('yes', originPhrases.say('many-depend', { way: `${joinLabels(parts.map(({ label }) => label))} -> ${element.label}` })))
  }
}
