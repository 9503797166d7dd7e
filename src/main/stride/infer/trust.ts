import { type Fact, originPhrases } from '../../../shared/domain/fact.ts'
import { knownFact } from '../vocabulary/facts.ts'
import type { BoundaryNode, ElementNode, Graph } from '../graph/graph.ts'
import { isUntrustedSource } from './exposure.ts'
import { fill, inferred } from './fill.ts'

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
  const zones = new Map<BoundaryNode, Standing>()
  for (const boundary of graph.boundaries) {
    const level = trust.get(knownFact(boundary.facts, 'zone')?.value ?? '')
    if (level !== undefined) zones.set(boundary, { level, at: boundary.label })
  }
  const standings = graph.elements.map((element) => standing(element, zones))
  const known = new Map<Standing, Map<Standing, Fact>>()
  for (const flow of graph.flows) {
    const from = standings[flow.source.index]
    const to = standings[flow.target.index]
    if (!from || !to) continue
    fill(flow, 'trust_crossing', between(from, to, known))
  }
}

/** There are few zones and many flows between them, so each pair's fact is made once. */
function between(from: Standing, to: Standing, known: Map<Standing, Map<Standing, Fact>>): Fact {
  const ofFrom = known.get(from) ?? new Map<Standing, Fact>()
  if (ofFrom.size === 0) known.set(from, ofFrom)
  let fact = ofFrom.get(to)
  if (fact === undefined) {
    const value = from.level === to.level ? 'none' : from.level < to.level ? 'inward' : 'outward'
    fact = inferred(value, originPhrases.say(value === 'none' ? 'same-trust' : 'other-trust', { from: from.at, to: to.at }))
    ofFrom.set(to, fact)
  }
  return fact
}

/** The innermost zone of which the kind is known; whoever is outside and not trusted stands on the internet. */
function standing(element: ElementNode, zones: ReadonlyMap<BoundaryNode, Standing>): Standing | null {
  for (const boundary of element.inside) {
    const zone = zones.get(boundary)
    if (zone) return zone
  }
  return isUntrustedSource(element) && element.inside.length === 0 ? { level: 0, at: element.label } : null
}
