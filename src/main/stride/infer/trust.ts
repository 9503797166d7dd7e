import { type Fact, originPhrases } from '../../../shared/domain/fact.ts'
import type { BoundaryNode, ElementNode } from '../graph/graph.ts'
import { isUntrustedSource, zoneOf } from './exposure.ts'
import { inferred, steps, type Ledger, type Reckoning } from './ledger.ts'

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
export function inferTrustCrossings({ ledger, graph, near }: Reckoning): void {
  const zones = new Map<BoundaryNode, Standing>()
  for (const boundary of graph.boundaries) {
    const level = trust.get(zoneOf(boundary) ?? '')
    if (level !== undefined) zones.set(boundary, { level, at: boundary.label })
  }
  const standings = new Map<ElementNode, Standing | null>()
  const standingOf = (element: ElementNode): Standing | null => {
    let known = standings.get(element)
    if (known === undefined) {
      known = standing(element, zones, ledger)
      standings.set(element, known)
    }
    return known
  }
  const facts = new Map<Standing, Map<Standing, Fact>>()
  for (const flow of near.flows) {
    const open = ledger.stated(flow, 'trust_crossing') === undefined
    const from = open ? standingOf(flow.source) : null
    const to = open ? standingOf(flow.target) : null
    ledger.enter(flow, steps.trust, 'trust_crossing', from && to ? between(from, to, facts) : undefined)
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
function standing(element: ElementNode, zones: ReadonlyMap<BoundaryNode, Standing>, ledger: Ledger): Standing | null {
  for (const boundary of element.inside) {
    const zone = zones.get(boundary)
    if (zone) return zone
  }
  return isUntrustedSource(element, ledger) && element.inside.length === 0 ? { level: 0, at: element.label } : null
}
