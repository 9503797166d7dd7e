import { type Fact, originPhrases } from '../../../shared/domain/fact.ts'
import type { ElementNode, Graph } from '../graph/graph.ts'
import { inferData } from './data.ts'
import { inferExposure } from './exposure.ts'
import { inferSharedFate } from './fate.ts'
import { fill } from './fill.ts'
import { inferPrivilege } from './privilege.ts'
import { inferTrustCrossings } from './trust.ts'
import type { Technology } from '../vocabulary/technologies.ts'

/**
 * Fills facts that nobody stated: first the technologies' defaults, then what follows from the graph.
 * Nothing stated is ever changed, so user and import always win over a default, and a default over inference.
 * One pass, linear in elements and flows; the order in which the model lists its objects makes no difference.
 */
export function inferFacts(graph: Graph): void {
  for (const element of graph.elements) applyDefaults(element)
  inferData(graph)
  inferExposure(graph)
  inferTrustCrossings(graph)
  inferPrivilege(graph)
  inferSharedFate(graph)
}

function applyDefaults(element: ElementNode): void {
  if (element.technology === null) return
  for (const [name, fact] of defaultFacts(element.technology)) fill(element, name, fact)
}

const defaults = new WeakMap<Technology, readonly [string, Fact][]>()

/** Made once for each technology: every element of it has the same ones. */
function defaultFacts(technology: Technology): readonly [string, Fact][] {
  let facts = defaults.get(technology)
  if (facts === undefined) {
    facts = [...technology.defaults].map(([name, { value, from }]) => [name, { value, origin: { by: 'technology', detail: originPhrases.say('default', { technology: from }) } }])
    defaults.set(technology, facts)
  }
  return facts
}
