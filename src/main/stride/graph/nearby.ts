import { indexCandidates, type Candidates } from '../evaluate/evaluate.ts'
import type { BoundaryNode, ElementNode, FlowNode, Graph, GraphNode } from './graph.ts'

/** What lies around nodes that changed. */
export interface Nearby {
  /** Steps from the nearest of them, for every node within the largest radius. */
  steps: ReadonlyMap<GraphNode, number>
  /** Elements and flows within `radius` steps. */
  within: (radius: number) => Candidates
}

/**
 * Walks from `changed` to everything whose answers may have read it, up to `largest` steps: from a flow to its ends, from an element to
 * its flows, and from a boundary to what is inside or crosses it.
 */
export function walkNearby(graph: Graph, changed: readonly GraphNode[], largest: number): Nearby {
  const steps = new Map<GraphNode, number>()
  for (const node of changed) steps.set(node, 0)
  let layer: readonly GraphNode[] = changed
  for (let step = 1; step <= largest && layer.length > 0; step++) {
    const next: GraphNode[] = []
    for (const node of readersOf(graph, layer)) {
      if (steps.has(node)) continue
      steps.set(node, step)
      next.push(node)
    }
    layer = next
  }
  const known = new Map<number, Candidates>()
  const within = (radius: number): Candidates => {
    const before = known.get(radius)
    if (before) return before
    const elements: ElementNode[] = []
    const flows: FlowNode[] = []
    for (const [node, far] of steps) {
      if (far > radius) continue
      if (node.type === 'element') elements.push(node)
      else if (node.type === 'flow') flows.push(node)
    }
    const found = indexCandidates(elements.sort(inOrder), flows.sort(inOrder))
    known.set(radius, found)
    return found
  }
  return { steps, within }
}

function inOrder(a: { index: number }, b: { index: number }): number {
  return a.index - b.index
}

function* readersOf(graph: Graph, nodes: readonly GraphNode[]): Generator<GraphNode> {
  const boundaries = new Set<BoundaryNode>()
  for (const node of nodes) {
    if (node.type === 'boundary') boundaries.add(node)
    else if (node.type === 'flow') yield* [node.source, node.target]
    else {
      yield* node.incoming
      yield* node.outgoing
    }
  }
  if (boundaries.size === 0) return
  for (const element of graph.elements) if (element.inside.some((boundary) => boundaries.has(boundary))) yield element
  for (const flow of graph.flows) if (flow.crosses.some((boundary) => boundaries.has(boundary))) yield flow
}
