import { type Fact, originPhrases } from '../../shared/domain/fact.ts'
import { hasTechnology } from './compile.ts'
import { knownFact } from './facts.ts'
import type { ElementNode, Graph, GraphNode } from './graph.ts'
import { otherEnd } from './graph.ts'

/**
 * Fills facts that nobody stated: first the technologies' defaults, then what follows from the graph.
 * Nothing stated is ever changed, so user and import always win over a default, and a default over inference.
 */
export function inferFacts(graph: Graph): void {
  for (const element of graph.elements) applyDefaults(element)
  carryThroughStores(graph)
  for (const kind of dataKinds) spreadData(graph, kind)
  spreadUntrusted(graph)
  exposeToInternet(graph)
}

function applyDefaults(element: ElementNode): void {
  const { technology } = element
  if (technology === null) return
  for (const [name, { value, from }] of technology.defaults) {
    fill(element, name, { value, origin: { by: 'technology', detail: originPhrases.say('default', { technology: from }) } })
  }
}

function fill(node: GraphNode, name: string, fact: Fact): boolean {
  if (knownFact(node.facts, name) !== undefined) return false
  node.facts[name] = fact
  return true
}

function inferred(value: string, detail: string): Fact {
  return { value, origin: { by: 'inference', detail } }
}

const dataKinds = [
  { carried: 'carries_pii', stored: 'stores_pii', handled: 'handles_pii', flowsIn: 'personal-data-in', kept: 'stores-personal-data', flows: 'personal-data-flows' },
  { carried: 'carries_credentials', stored: 'stores_credentials', handled: 'handles_credentials', flowsIn: 'credentials-in', kept: 'stores-credentials', flows: 'credentials-flow' },
] as const

/** What a flow carries, its ends handle and a store at its end keeps; and what a store keeps, its flows carry. */
function spreadData(graph: Graph, { carried, stored, handled, flowsIn, kept, flows }: (typeof dataKinds)[number]): void {
  for (const flow of graph.flows) {
    if (knownFact(flow.facts, carried)?.value !== 'yes' || flow.target.object.kind !== 'data-store') continue
    fill(flow.target, stored, inferred('yes', originPhrases.say(flowsIn, { from: flow.source.label })))
  }
  for (const element of graph.elements) {
    if (element.object.kind !== 'data-store' || knownFact(element.facts, stored)?.value !== 'yes') continue
    for (const flow of [...element.incoming, ...element.outgoing]) fill(flow, carried, inferred('yes', originPhrases.say(kept, { store: element.label })))
  }
  for (const flow of graph.flows) {
    if (knownFact(flow.facts, carried)?.value !== 'yes') continue
    for (const end of [flow.source, flow.target]) {
      if (end.object.kind === 'process') fill(end, handled, inferred('yes', originPhrases.say(flows, { from: flow.source.label, to: flow.target.label })))
    }
  }
}

/** Secret stores hand out credentials by what they are, whatever their flows are called. */
function carryThroughStores(graph: Graph): void {
  for (const element of graph.elements) {
    if (!hasTechnology(element, ['secret-store', 'identity-role', 'metadata-service'])) continue
    for (const flow of element.outgoing) {
      if (!hasTechnology(otherEnd(flow, element), ['log-store'])) fill(flow, 'carries_credentials', inferred('yes', originPhrases.say('hands-out-credentials', { element: element.label })))
    }
  }
}

/** Longest chain that an origin spells out; beyond it the middle is left out. */
const chainLimit = 4

/** Input from outside spreads along the flows; each element remembers the shortest way it came. */
function spreadUntrusted(graph: Graph): void {
  const ways = new Map<number, string[]>()
  const queue: ElementNode[] = []
  for (const element of graph.elements) {
    if (!isUntrustedSource(element)) continue
    ways.set(element.index, [element.label])
    queue.push(element)
  }
  for (const at of queue) {
    const way = ways.get(at.index) ?? []
    for (const flow of at.outgoing) {
      const next = otherEnd(flow, at)
      if (ways.has(next.index)) continue
      const longer = [...way, next.label]
      ways.set(next.index, longer.length > chainLimit ? [longer[0] ?? '', '…', ...longer.slice(3 - chainLimit)] : longer)
      queue.push(next)
      if (next.object.kind !== 'external-entity') fill(next, 'untrusted_input', inferred('yes', longer.join(' -> ')))
    }
  }
  for (const element of graph.elements) {
    if (!ways.has(element.index) && element.object.kind !== 'external-entity' && (element.incoming.length > 0 || element.outgoing.length > 0)) {
      fill(element, 'untrusted_input', inferred('no', originPhrases.say('nothing-from-outside')))
    }
  }
}

/** People and systems outside, except those that the technology or the user calls trusted. */
function isUntrustedSource(element: ElementNode): boolean {
  return element.object.kind === 'external-entity' && knownFact(element.facts, 'trusted')?.value !== 'yes'
}

/** An element is on the internet where somebody outside, not standing in a private zone with it, talks to it directly. */
function exposeToInternet(graph: Graph): void {
  for (const element of graph.elements) {
    if (element.object.kind === 'external-entity') continue
    const zone = element.inside.find((boundary) => knownFact(boundary.facts, 'zone') !== undefined)
    const caller = element.incoming.find((flow) => comesFromInternet(otherEnd(flow, element), element))
    if (caller) {
      fill(element, 'internet_facing', inferred('yes', originPhrases.say('from-outside', { from: otherEnd(caller, element).label, to: element.label })))
    } else if (zone && knownFact(zone.facts, 'zone')?.value === 'private') {
      fill(element, 'internet_facing', inferred('no', originPhrases.say('inside-zone', { zone: zone.label })))
    }
  }
}

function comesFromInternet(source: ElementNode, target: ElementNode): boolean {
  const inInternet = source.inside.some((boundary) => knownFact(boundary.facts, 'zone')?.value === 'internet')
  if (inInternet) return true
  if (source.object.kind !== 'external-entity') return false
  const shared = source.inside[0] !== undefined && source.inside[0] === target.inside[0]
  return !shared && knownFact(source.facts, 'trusted')?.value !== 'yes'
}
