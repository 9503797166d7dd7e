import { originPhrases } from '../../../shared/domain/fact.ts'
import { knownFact } from '../vocabulary/facts.ts'
import type { ElementNode, Graph } from '../graph/graph.ts'
import { otherEnd } from '../graph/graph.ts'
import { passesOn } from './data.ts'
import { begin, fill, further, inferred, is, spell, spread, type Way } from './fill.ts'

const nothingFromOutside = inferred('no', originPhrases.say('nothing-from-outside'))
const nothingPassedOn = inferred('no', originPhrases.say('nothing-passed-on'))

/** What outsiders can reach: by their input, directly, or through what stands in front. */
export function inferExposure(graph: Graph): void {
  const outside = graph.elements.map(standsOutside)
  spreadUntrusted(graph)
  exposeToInternet(graph, outside)
  passRequestsOn(graph, outside)
}

/** Input from outside spreads along the flows; each element remembers the shortest way it came. */
function spreadUntrusted(graph: Graph): void {
  const start = new Map<ElementNode, Way>()
  for (const element of graph.elements) if (isUntrustedSource(element)) start.set(element, begin(element.label))
  const reached = new Set(start.keys())
  spread<ElementNode>(start, {
    next: (node, visit) => {
      for (const flow of node.outgoing) visit(otherEnd(flow, node))
    },
    extend: (way, next) => further(way, next.label),
    enter: (node, way) => {
      reached.add(node)
      if (node.object.kind !== 'external-entity' && knownFact(node.facts, 'untrusted_input') === undefined) fill(node, 'untrusted_input', inferred('yes', spell(way)))
      return true
    },
  })
  for (const element of graph.elements) {
    if (!reached.has(element) && element.object.kind !== 'external-entity' && (element.incoming.length > 0 || element.outgoing.length > 0)) {
      fill(element, 'untrusted_input', nothingFromOutside)
    }
  }
}

/** People and systems outside, except those that the technology or the user calls trusted. */
export function isUntrustedSource(element: ElementNode): boolean {
  return element.object.kind === 'external-entity' && !is(element, 'trusted', 'yes')
}

/** An element is on the internet where somebody outside, not standing in a private zone with it, talks to it directly. */
function exposeToInternet(graph: Graph, outside: readonly Outside[]): void {
  for (const element of graph.elements) {
    if (element.object.kind === 'external-entity') continue
    const caller = firstCaller(element, outside)
    if (caller) {
      fill(element, 'internet_facing', inferred('yes', originPhrases.say('from-outside', { from: caller.label, to: element.label })))
      continue
    }
    const zone = element.inside.find((boundary) => knownFact(boundary.facts, 'zone') !== undefined)
    if (zone && (is(zone, 'zone', 'private') || is(zone, 'zone', 'restricted'))) {
      fill(element, 'internet_facing', inferred('no', originPhrases.say('inside-zone', { zone: zone.label })))
    }
  }
}

/** Whether what the element sends comes from the internet: to everybody (`all`), to everybody but who shares its boundary (`others`), or not. */
type Outside = 'all' | 'others' | 'no'

function standsOutside(element: ElementNode): Outside {
  if (element.inside.some((boundary) => is(boundary, 'zone', 'internet'))) return 'all'
  return isUntrustedSource(element) ? 'others' : 'no'
}

/** Who calls the element from the internet; of several the one with the smallest id. */
function firstCaller(element: ElementNode, outside: readonly Outside[]): ElementNode | undefined {
  let first: ElementNode | undefined
  for (const flow of element.incoming) {
    const caller = otherEnd(flow, element)
    const stands = outside[caller.index]
    if (stands === 'no' || (stands === 'others' && caller.inside[0] !== undefined && caller.inside[0] === element.inside[0])) continue
    if (first === undefined || caller.id < first.id) first = caller
  }
  return first
}

/**
 * Behind a part at the edge that faces the internet its requests arrive, though nobody outside can connect. Parts at the edge hand them on
 * to each other; whatever else gets them keeps them. Where it is not known whether the part in front faces the internet, this is not either.
 */
function passRequestsOn(graph: Graph, outside: readonly Outside[]): void {
  const facing = new Map<ElementNode, Way>()
  const unclear = new Map<ElementNode, Way>()
  for (const element of graph.elements) {
    if (!passesOn(element)) continue
    const faces = knownFact(element.facts, 'internet_facing')
    if (faces?.value === 'yes') facing.set(element, wayIn(element, outside))
    else if (faces === undefined) unclear.set(element, begin(element.label))
  }
  const extend = (way: Way, next: ElementNode): Way => further(way, next.label)
  spread<ElementNode>(facing, {
    next: handOn,
    extend,
    enter: (node, way) => {
      fill(node, 'behind_front', inferred('yes', spell(way)))
      return passesOn(node)
    },
  })
  const open = new Set<ElementNode>()
  spread<ElementNode>(unclear, {
    next: handOn,
    extend,
    enter: (node) => {
      open.add(node)
      return passesOn(node)
    },
  })
  for (const element of graph.elements) {
    if (element.object.kind !== 'external-entity' && !open.has(element)) fill(element, 'behind_front', nothingPassedOn)
  }
}

/** From whom the requests come that reach the part at the edge, and itself. */
function wayIn(front: ElementNode, outside: readonly Outside[]): Way {
  const caller = firstCaller(front, outside)
  return caller ? further(begin(caller.label), front.label) : begin(front.label)
}

function handOn(node: ElementNode, visit: (next: ElementNode) => void): void {
  for (const flow of node.outgoing) if (flow.source === node && flow.target.object.kind === 'process') visit(flow.target)
}
