import { originPhrases } from '../../shared/domain/fact.ts'
import { knownFact } from './facts.ts'
import type { ElementNode, Graph } from './graph.ts'
import { isUntrustedSource } from './infer-exposure.ts'
import { fill, inferred } from './infer-fill.ts'

/** Kinds of zones by how much is trusted there. */
const trust: ReadonlyMap<string, number> = new Map([
  ['internet', 0],
  ['public', 1],
  ['private', 2],
  ['restricted', 3],
])

interface Standing {
  level: number
  /** The zone's label, or the element's own where it stands outside by what it is. */
  at: string
}

/** Whether a flow goes to where more is trusted, or to where less is. Left open where one of its ends stands in no zone that is known. */
export function inferTrustCrossings(graph: Graph): void {
  const standings = graph.elements.map(standing)
  for (const flow of graph.flows) {
    const from = standings[flow.source.index]
    const to = standings[flow.target.index]
    if (!from || !to) continue
    const value = from.level === to.level ? 'none' : from.level < to.level ? 'inward' : 'outward'
    fill(flow, 'trust_crossing', inferred(value, originPhrases.say(value === 'none' ? 'same-trust' : 'other-trust', { from: from.at, to: to.at })))
  }
}

/** The innermost zone of which the kind is known; whoever is outside and not trusted stands on the internet. */
function standing(element: ElementNode): Standing | null {
  for (const boundary of element.inside) {
    const level = trust.get(knownFact(boundary.facts, 'zone')?.value ?? '')
    if (level !== undefined) return { level, at: boundary.label }
  }
  return isUntrustedSource(element) && element.inside.length === 0 ? { level: 0, at: element.label } : null
}
