import type { Fact } from '../../../shared/domain/fact.ts'
import { knownFact } from '../vocabulary/facts.ts'
import type { GraphNode } from '../graph/graph.ts'

/** Gives `node` the fact unless it has a value; says whether it did. */
export function fill(node: GraphNode, name: string, fact: Fact): boolean {
  if (knownFact(node.facts, name) !== undefined) return false
  node.facts[name] = fact
  return true
}

export function inferred(value: string, detail: string): Fact {
  return { value, origin: { by: 'inference', detail } }
}

/** Whether the fact has this value; false where it is unknown. */
export function is(node: GraphNode, name: string, value: string): boolean {
  return knownFact(node.facts, name)?.value === value
}

/** The labels along which something came. Kept as links, so that going on costs the same however long it is. */
export interface Way {
  first: string
  length: number
  label: string
  before: Way | null
}

export function begin(label: string): Way {
  return { first: label, length: 1, label, before: null }
}

export function further(way: Way, label: string): Way {
  return { first: way.first, length: way.length + 1, label, before: way }
}

/** Longest way that is spelled out; of a longer one the middle is left out. */
const longest = 4

export function spell(way: Way): string {
  if (way.length > longest) return `${way.first} -> … -> ${way.before?.label ?? ''} -> ${way.label}`
  return way.before === null ? way.label : `${spell(way.before)} -> ${way.label}`
}

/** How something spreads over nodes. */
export interface Spreading<Node extends GraphNode> {
  /** Tells of each node that lies next. */
  next: (node: Node, visit: (next: Node) => void) => void
  /** The way to a node, from the way to the one it was reached over. */
  extend: (way: Way, next: Node, over: Node) => Way
  /** Is told once of each node that was reached, and says whether it goes on from there. */
  enter: (node: Node, way: Way, over: Node) => boolean
}

/**
 * Walks from `start` in layers, each node once and by a shortest way; of ways equally short the one that comes over the smallest id.
 * So the result does not depend on the order in which the model lists its objects.
 */
export function spread<Node extends GraphNode>(start: ReadonlyMap<Node, Way>, { next, extend, enter }: Spreading<Node>): void {
  const seen = new Set<Node>(start.keys())
  let layer = start
  while (layer.size > 0) {
    const reached = new Map<Node, Node>()
    for (const over of layer.keys()) {
      next(over, (node) => {
        if (seen.has(node)) return
        const before = reached.get(node)
        if (before === undefined || over.id < before.id) reached.set(node, over)
      })
    }
    const entered = new Map<Node, Way>()
    for (const [node, over] of reached) {
      seen.add(node)
      const way = layer.get(over)
      if (way === undefined) continue
      const longer = extend(way, node, over)
      if (enter(node, longer, over)) entered.set(node, longer)
    }
    layer = entered
  }
}
