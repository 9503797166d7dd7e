import { originPhrases } from '../../shared/domain/fact.ts'
import { knownFact } from './facts.ts'
import type { ElementNode, FlowNode, Graph } from './graph.ts'
import { otherEnd } from './graph.ts'
import { passesOn } from './infer-data.ts'
import { fill, further, inferred, is, spell, spread, type Reached } from './infer-fill.ts'

/** What outsiders can reach: by their input, directly, or through what stands in front. */
export function inferExposure(graph: Graph): void {
  spreadUntrusted(graph)
  exposeToInternet(graph)
  passRequestsOn(graph)
}

/** Input from outside spreads along the flows; each element remembers the shortest way it came. */
function spreadUntrusted(graph: Graph): void {
  const start = graph.elements.filter(isUntrustedSource).map((node) => ({ node, way: [node.label] }))
  const reached = new Set(start.map(({ node }) => node))
  spread(start, downstream, ({ node, way }) => {
    reached.add(node)
    if (node.object.kind !== 'external-entity') fill(node, 'untrusted_input', inferred('yes', spell(way)))
    return true
  })
  const nothing = inferred('no', originPhrases.say('nothing-from-outside'))
  for (const element of graph.elements) {
    if (!reached.has(element) && element.object.kind !== 'external-entity' && (element.incoming.length > 0 || element.outgoing.length > 0)) {
      fill(element, 'untrusted_input', nothing)
    }
  }
}

function downstream({ node, way }: Reached<ElementNode>): Reached<ElementNode>[] {
  return node.outgoing.map((flow) => {
    const next = otherEnd(flow, node)
    return { node: next, way: further(way, next.label) }
  })
}

/** People and systems outside, except those that the technology or the user calls trusted. */
export function isUntrustedSource(element: ElementNode): boolean {
  return element.object.kind === 'external-entity' && !is(element, 'trusted', 'yes')
}

/** An element is on the internet where somebody outside, not standing in a private zone with it, talks to it directly. */
function exposeToInternet(graph: Graph): void {
  for (const element of graph.elements) {
    if (element.object.kind === 'external-entity') continue
    const zone = element.inside.find((boundary) => knownFact(boundary.facts, 'zone') !== undefined)
    const caller = firstCaller(element)
    if (caller) {
      fill(element, 'internet_facing', inferred('yes', originPhrases.say('from-outside', { from: caller.label, to: element.label })))
    } else if (zone && (is(zone, 'zone', 'private') || is(zone, 'zone', 'restricted'))) {
      fill(element, 'internet_facing', inferred('no', originPhrases.say('inside-zone', { zone: zone.label })))
    }
  }
}

/** Who calls the element from the internet; of several the one with the smallest id. */
function firstCaller(element: ElementNode): ElementNode | undefined {
  let first: ElementNode | undefined
  for (const flow of element.incoming) {
    const caller = otherEnd(flow, element)
    if ((first === undefined || caller.id < first.id) && comesFromInternet(caller, element)) first = caller
  }
  return first
}

function comesFromInternet(source: ElementNode, target: ElementNode): boolean {
  if (source.inside.some((boundary) => is(boundary, 'zone', 'internet'))) return true
  const shared = source.inside[0] !== undefined && source.inside[0] === target.inside[0]
  return isUntrustedSource(source) && !shared
}

/**
 * Behind a part at the edge that faces the internet its requests arrive, though nobody outside can connect. Parts at the edge hand them on
 * to each other; whatever else gets them keeps them. Where it is not known whether the part in front faces the internet, this is not either.
 */
function passRequestsOn(graph: Graph): void {
  const fronts = graph.elements.filter(passesOn)
  const facing = fronts.filter((front) => is(front, 'internet_facing', 'yes'))
  spread(
    facing.map((node) => ({ node, way: wayIn(node) })),
    handedOn,
    ({ node, way }) => {
      fill(node, 'behind_front', inferred('yes', spell(way)))
      return passesOn(node)
    },
  )
  const open = new Set<ElementNode>()
  spread(
    fronts.filter((front) => knownFact(front.facts, 'internet_facing') === undefined).map((node) => ({ node, way: [] })),
    handedOn,
    ({ node }) => {
      open.add(node)
      return passesOn(node)
    },
  )
  const nothing = inferred('no', originPhrases.say('nothing-passed-on'))
  for (const element of graph.elements) {
    if (element.object.kind !== 'external-entity' && !open.has(element)) fill(element, 'behind_front', nothing)
  }
}

/** From whom the requests come that reach the part at the edge, and itself. */
function wayIn(front: ElementNode): string[] {
  const caller = firstCaller(front)
  return caller ? [caller.label, front.label] : [front.label]
}

function handedOn({ node, way }: Reached<ElementNode>): Reached<ElementNode>[] {
  return node.outgoing.filter((flow: FlowNode) => flow.source === node && flow.target.object.kind === 'process').map(({ target }) => ({ node: target, way: further(way, target.label) }))
}
