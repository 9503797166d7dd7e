import type { Fact } from '../../shared/domain/fact.ts'
import { knownFact } from './facts.ts'
import type { GraphNode } from './graph.ts'

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

/** The labels along which something came, first to last; a long way keeps its beginning and its end. */
export type Way = readonly string[]

/** Longest way that an origin spells out; beyond it the middle is left out. */
const longest = 4

export function further(way: Way, label: string): Way {
  const longer = [...way, label]
  return longer.length > longest ? [longer[0] ?? '', '…', ...longer.slice(3 - longest)] : longer
}

export function spell(way: Way): string {
  return way.join(' -> ')
}

/** A node and the way by which it was reached. */
export interface Reached<Node extends GraphNode> {
  node: Node
  way: Way
}

/**
 * Walks from `start` in layers, each node once and by a shortest way; of ways equally short the one that comes over the smallest id.
 * So the result does not depend on the order in which the model lists its objects. `enter` is told of each node that was
 * reached and over which one, and says whether it goes on.
 */
export function spread<Node extends GraphNode>(start: readonly Reached<Node>[], next: (at: Reached<Node>) => readonly Reached<Node>[], enter: (reached: Reached<Node>, over: Node) => boolean): void {
  const seen = new Set<Node>(start.map(({ node }) => node))
  let layer = start
  while (layer.length > 0) {
    const reached = new Map<Node, { to: Reached<Node>; over: Node }>()
    for (const at of layer) {
      for (const to of next(at)) {
        if (seen.has(to.node)) continue
        const before = reached.get(to.node)
        if (before === undefined || at.node.id < before.over.id) reached.set(to.node, { to, over: at.node })
      }
    }
    const entered: Reached<Node>[] = []
    for (const { to, over } of reached.values()) {
      seen.add(to.node)
      if (enter(to, over)) entered.push(to)
    }
    layer = entered
  }
}
