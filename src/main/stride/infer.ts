import { originPhrases } from '../../shared/domain/fact.ts'
import type { ElementNode, Graph } from './graph.ts'
import { inferData } from './infer-data.ts'
import { inferExposure } from './infer-exposure.ts'
import { inferSharedFate } from './infer-fate.ts'
import { fill } from './infer-fill.ts'
import { inferPrivilege } from './infer-privilege.ts'
import { inferTrustCrossings } from './infer-trust.ts'

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
  const { technology } = element
  if (technology === null) return
  for (const [name, { value, from }] of technology.defaults) {
    fill(element, name, { value, origin: { by: 'technology', detail: originPhrases.say('default', { technology: from }) } })
  }
}
