import type { BoundaryNode, ElementNode, FlowNode, Graph, GraphNode, Parts } from './graph.ts'

/** Elements and flows up to `radius` steps from `changed`, in the model's order. */
export function partsAround(graph: Graph, changed: Iterable<GraphNode>, radius: number): Parts {
  return partsWithin(walkNearby(graph, changed, radius))
}

function partsWithin(steps: ReadonlyMap<GraphNode, number>): Parts {
  const elements: ElementNode[] = []
  const flows: FlowNode[] = []
  for (const node of steps.keys()) {
    if (node.type === 'element') elements.push(node)
    else if (node.type === 'flow') flows.push(node)
  }
  return { elements: elements.sort(inOrder), flows: flows.sort(inOrder) }
}

function inOrder(a: { index: number }, b: { index: number }): number {
  return a.index - b.index
}

/**
 * Walks from `changed` to everything whose answers may have read it, up to `largest` steps: from a flow to its ends, from an element to
 * its flows and to what contains it, and from a boundary to what is inside or crosses it. Tells for each node how many steps it is from the nearest of them.
 */
export function walkNearby(graph: Graph, changed: Iterable<GraphNode>, largest: number): ReadonlyMap<GraphNode, number> {
  const steps = new Map<GraphNode, number>()
  for (const node of changed) steps.set(node, 0)
  let layer: readonly GraphNode[] = [...steps.keys()]
  for (let step = 1; step <= largest && layer.length > 0; step++) {
    const next: GraphNode[] = []
    for (const node of readersOf(graph, layer)) {
      if (steps.has(node)) continue
      steps.set(node, step)
      next.push(node)
    }
    layer = next
  }
  return steps
}

function* readersOf(graph: Graph, nodes: readonly GraphNode[]): Generator<GraphNode> {
  const boundaries = new Set<BoundaryNode>()
  for (const node of nodes) {
    if (node.type === 'boundary') boundaries.add(node)
    else if (node.type === 'flow') yield* [node.source, node.target]
    else {
      yield* node.incoming
      yield* node.outgoing
      if (node.host !== null) yield node.host
    }
  }
  if (boundaries.size === 0) return
  for (const element of graph.elements) if (element.inside.some((boundary) => boundaries.has(boundary))) yield element
  for (const flow of graph.flows) if (flow.crosses.some((boundary) => boundaries.has(boundary))) yield flow
}
