import type { Run } from './compile.ts'
import type { ElementNode, FlowNode } from '../graph/graph.ts'
import { no, yes, type Kleene } from './kleene.ts'
import type { PreparedRule } from './prepare.ts'

/** One element or flow that a rule holds of (`yes`) or may hold of (`unknown`). */
export interface Hit {
  node: ElementNode | FlowNode
  value: Kleene
}

/** Elements and flows that rules are asked of, also by technology with every ancestor; each list in the model's order. */
export interface Candidates {
  elements: readonly ElementNode[]
  flows: readonly FlowNode[]
  byTechnology: ReadonlyMap<string, readonly ElementNode[]>
  bySource: ReadonlyMap<string, readonly FlowNode[]>
  byTarget: ReadonlyMap<string, readonly FlowNode[]>
}

export function indexCandidates(elements: readonly ElementNode[], flows: readonly FlowNode[]): Candidates {
  const byTechnology = new Map<string, ElementNode[]>()
  const bySource = new Map<string, FlowNode[]>()
  const byTarget = new Map<string, FlowNode[]>()
  for (const element of elements) push(byTechnology, element, element)
  for (const flow of flows) {
    push(bySource, flow.source, flow)
    push(byTarget, flow.target, flow)
  }
  return { elements, flows, byTechnology, bySource, byTarget }
}

function push<Node>(index: Map<string, Node[]>, element: ElementNode, node: Node): void {
  if (element.technology === null) return
  for (const id of element.technology.ancestors) {
    const list = index.get(id)
    if (list) list.push(node)
    else index.set(id, [node])
  }
}

/** Calls `found` for each of `candidates` that the rule holds of or may hold of, in the model's order. */
export function evaluateRule(rule: PreparedRule, run: Run, candidates: Candidates, found: (node: ElementNode | FlowNode, value: Kleene) => void): void {
  const { whereTest, whenTest } = rule
  for (const node of candidatesOf(rule, candidates)) {
    if (whereTest(node, run) !== yes) continue
    const value = whenTest(node, run)
    if (value !== no) found(node, value)
  }
}

function candidatesOf({ on, needs }: PreparedRule, { elements, flows, byTechnology, bySource, byTarget }: Candidates): readonly (ElementNode | FlowNode)[] {
  if (on === 'element') return needs ? merge(needs.ids, byTechnology) : elements
  if (needs === null || needs.at === 'self') return flows
  return merge(needs.ids, needs.at === 'source' ? bySource : byTarget)
}

function merge<Node extends { index: number }>(ids: readonly string[], index: ReadonlyMap<string, readonly Node[]>): readonly Node[] {
  const lists = ids.map((id) => index.get(id)).filter((list) => list !== undefined)
  if (lists.length <= 1) return lists[0] ?? []
  return [...new Set(lists.flat())].sort((a, b) => a.index - b.index)
}

/** Two serial numbers below this make one whole number without loss. */
const maxNodes = 2 ** 26

/** Hits of one rule with the same key make one finding. The key stays the same while other nodes come and go. */
export function groupKey({ group }: PreparedRule, node: ElementNode | FlowNode): string | number {
  const end = node.type === 'flow' ? node.target : node
  switch (group) {
    case 'none':
      return node.serial
    case 'pair':
      return node.type === 'flow' ? node.source.serial * maxNodes + node.target.serial : node.serial
    case 'source':
      return node.type === 'flow' ? node.source.serial : node.serial
    case 'target':
      return end.serial
    case 'boundary':
      return end.inside[0]?.id ?? ''
    case 'technology':
      return end.technology?.id ?? ''
    case 'model':
      return ''
  }
}

/** Flows of a hit's element that the rule counts as evidence, with their other ends. */
export function witnesses(rule: PreparedRule, node: ElementNode, run: Run): FlowNode[] {
  const found: FlowNode[] = []
  const { incoming, outgoing } = rule.witness
  if (incoming) for (const flow of node.incoming) if (incoming(flow, run) === yes) found.push(flow)
  if (outgoing) for (const flow of node.outgoing) if (outgoing(flow, run) === yes && !found.includes(flow)) found.push(flow)
  return found
}
