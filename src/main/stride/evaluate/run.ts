import type { FactOn } from '../../../shared/domain/finding.ts'
import type { ElementNode, FlowNode, Graph, GraphNode } from '../graph/graph.ts'
import type { Condition } from '../packs/condition.ts'
import type { Kleene } from './kleene.ts'

/** What a group of hits is about: each list in the model's order, each part once. */
export interface Evidence {
  elements: readonly ElementNode[]
  flows: readonly FlowNode[]
  /** Elements at the other end of evidence flows of element rules. */
  neighbours: readonly ElementNode[]
  /** Ids of `elements`. */
  affected: string[]
  /** Ids of `elements`, then of `flows`. */
  ids: string[]
  /** Ids of what was hit. */
  subjects: string[]
  /** What `ids` put into the finding's id. */
  text: string
}

/** What lasts for one analysis. */
export interface Run {
  graph: Graph
  /** Reachability is worked out once per condition, not once per element. */
  reach: Map<Condition, readonly Kleene[]>
  /** What shared conditions were answered of elements or flows so far: by the condition's place, then the node's index; 0 where not asked yet, else one more than the value. */
  answers: (Uint8Array | undefined)[]
  /** What findings about a single node tell as evidence, by the node's index. */
  alone: { element: (Evidence | undefined)[]; flow: (Evidence | undefined)[] }
  /** What raises were answered so far: by the raise's place, then the node's index; the facts that tell why it holds, null where it does not. */
  raised: (readonly FactOn[] | null | undefined)[][]
}

export function newRun(graph: Graph): Run {
  return { graph, reach: new Map(), answers: [], alone: { element: empty(graph.elements), flow: empty(graph.flows) }, raised: [] }
}

/** A list with a place for each node. One that grows as it is filled, in whatever order, would be slow to read. */
export function empty<Item>(nodes: readonly GraphNode[]): (Item | undefined)[] {
  return new Array<Item | undefined>(nodes.length).fill(undefined)
}

export type Test = (node: GraphNode, run: Run) => Kleene

/** A condition that is ready to be asked, and so is all that it contains. Of one shape whatever it asks, so that walking it is quick. */
export interface Clause {
  condition: Condition
  /** What `condition` contains, in its order. */
  parts: readonly Clause[]
  ask: Test
  /** It reads no fact, so there is nothing to tell of why it holds or does not. */
  silent: boolean
}
