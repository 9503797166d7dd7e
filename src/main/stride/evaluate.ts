import type { Run } from './compile.ts'
import type { Condition } from './condition.ts'
import type { ElementNode, FlowNode, Graph } from './graph.ts'
import { no, yes, type Kleene } from './kleene.ts'
import type { Rule } from './rules.ts'

/** One element or flow that a rule holds of (`yes`) or may hold of (`unknown`). */
export interface Hit {
  node: ElementNode | FlowNode
  value: Kleene
}

/** Elements and flows by technology, every ancestor included, each list in the model's order. */
export interface TechnologyIndex {
  elements: ReadonlyMap<string, ElementNode[]>
  bySource: ReadonlyMap<string, FlowNode[]>
  byTarget: ReadonlyMap<string, FlowNode[]>
}

export function indexTechnologies(graph: Graph): TechnologyIndex {
  const elements = new Map<string, ElementNode[]>()
  const bySource = new Map<string, FlowNode[]>()
  const byTarget = new Map<string, FlowNode[]>()
  for (const element of graph.elements) push(elements, element, element)
  for (const flow of graph.flows) {
    push(bySource, flow.source, flow)
    push(byTarget, flow.target, flow)
  }
  return { elements, bySource, byTarget }
}

function push<Node>(index: Map<string, Node[]>, element: ElementNode, node: Node): void {
  for (const id of element.technology?.ancestors ?? []) {
    const list = index.get(id)
    if (list) list.push(node)
    else index.set(id, [node])
  }
}

/** The hits of `rule`, in groups that make one finding each; groups and hits in the model's order. */
export function evaluateRule(rule: Rule, run: Run, index: TechnologyIndex): Hit[][] {
  const groups = new Map<string | number, Hit[]>()
  for (const node of candidates(rule, run.graph, index)) {
    if (rule.whereTest(node, run) !== yes) continue
    const value = rule.whenTest(node, run)
    if (value === no) continue
    const key = groupKey(rule, node)
    const group = groups.get(key)
    if (group) group.push({ node, value })
    else groups.set(key, [{ node, value }])
  }
  return [...groups.values()]
}

function candidates(rule: Rule, graph: Graph, index: TechnologyIndex): readonly (ElementNode | FlowNode)[] {
  const needed = neededTechnologies(rule.where)
  if (rule.on === 'element') return needed ? merge(needed.ids, index.elements) : graph.elements
  if (needed === null || needed.end === 'self') return graph.flows
  return merge(needed.ids, needed.end === 'source' ? index.bySource : index.byTarget)
}

interface Needed {
  end: 'self' | 'source' | 'target'
  ids: readonly string[]
}

/** Technologies without one of which the condition cannot hold; null where there are none. */
function neededTechnologies(condition: Condition): Needed | null {
  if (condition.op === 'technology') return { end: 'self', ids: condition.ids }
  if (condition.op === 'source' || condition.op === 'target') {
    const inner = neededTechnologies(condition.of)
    return inner?.end === 'self' ? { end: condition.op, ids: inner.ids } : null
  }
  if (condition.op === 'all') {
    for (const part of condition.of) {
      const needed = neededTechnologies(part)
      if (needed) return needed
    }
  }
  return null
}

function merge<Node extends { index: number }>(ids: readonly string[], index: ReadonlyMap<string, Node[]>): readonly Node[] {
  const lists = ids.map((id) => index.get(id)).filter((list) => list !== undefined)
  if (lists.length <= 1) return lists[0] ?? []
  return [...new Set(lists.flat())].sort((a, b) => a.index - b.index)
}

/** Two indexes below this make one whole number without loss. */
const maxElements = 2 ** 26

function groupKey(rule: Rule, node: ElementNode | FlowNode): string | number {
  const end = node.type === 'flow' ? node.target : node
  switch (rule.group) {
    case 'none':
      return node.index
    case 'pair':
      return node.type === 'flow' ? node.source.index * maxElements + node.target.index : node.index
    case 'source':
      return node.type === 'flow' ? node.source.index : node.index
    case 'target':
      return end.index
    case 'boundary':
      return end.inside[0]?.id ?? ''
    case 'technology':
      return end.technology?.id ?? ''
    case 'model':
      return ''
  }
}

/** Flows of a hit's element that the rule counts as evidence, with their other ends. */
export function witnesses(rule: Rule, node: ElementNode, run: Run): FlowNode[] {
  const found: FlowNode[] = []
  const { incoming, outgoing } = rule.evidence
  if (incoming) for (const flow of node.incoming) if (incoming(flow, run) === yes) found.push(flow)
  if (outgoing) for (const flow of node.outgoing) if (outgoing(flow, run) === yes && !found.includes(flow)) found.push(flow)
  return found
}

