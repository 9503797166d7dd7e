import { evidenceText } from '../findings/identity.ts'
import { otherEnd, type ElementNode, type FlowNode } from '../graph/graph.ts'
import type { Evidence, Run } from './run.ts'
import type { Hit } from './evaluate.ts'
import type { PreparedRule } from './prepared-rule.ts'
import { sortFew } from './sort-few.ts'
import { witnesses } from './witnesses.ts'

/** The evidence of a group. One that is about a single node and what is next to it is the same for every rule, and is made once in a run. */
export function evidenceOf(rule: PreparedRule, hits: readonly Hit[], run: Run): Evidence {
  const [hit] = hits
  if (hit === undefined) return together(rule, hits, run)
  const { node } = hit
  if (hits.length > 1) return rule.group === 'pair' && node.type === 'flow' ? ofParallel(node, hits) : together(rule, hits, run)
  if (node.type === 'element' && (rule.witness.incoming !== null || rule.witness.outgoing !== null)) return together(rule, hits, run)
  const known = run.alone[node.type]
  return (known[node.index] ??= node.type === 'element' ? ofElement(node) : ofFlow(node))
}

function ofElement(node: ElementNode): Evidence {
  const ids = [node.id]
  return { elements: [node], flows: [], neighbours: [], affected: ids, ids, subjects: ids, text: evidenceText(ids) }
}

function ofFlow(node: FlowNode): Evidence {
  return withIds(endsOf(node), [node], none, [node.id])
}

const none: readonly ElementNode[] = []

/** In the model's order. */
function endsOf({ source, target }: FlowNode): ElementNode[] {
  return source === target ? [source] : source.index < target.index ? [source, target] : [target, source]
}

/** Of flows from the same source to the same target, in the model's order. */
function ofParallel(first: FlowNode, hits: readonly Hit[]): Evidence {
  return withIds(endsOf(first), hits.map(({ node }) => node).filter((node) => node.type === 'flow'), none, hits.map(({ node }) => node.id))
}

function together(rule: PreparedRule, hits: readonly Hit[], run: Run): Evidence {
  const elements: ElementNode[] = []
  const flows: FlowNode[] = []
  const neighbours: ElementNode[] = []
  for (const { node } of hits) {
    if (node.type === 'flow') {
      flows.push(node)
      elements.push(node.source, node.target)
      continue
    }
    elements.push(node)
    for (const flow of witnesses(rule, node, run)) {
      const other = otherEnd(flow, node)
      flows.push(flow)
      elements.push(other)
      neighbours.push(other)
    }
  }
  return withIds(inOrder(elements), inOrder(flows), inOrder(neighbours), hits.map(({ node }) => node.id))
}

function withIds(elements: readonly ElementNode[], flows: readonly FlowNode[], neighbours: readonly ElementNode[], subjects: string[]): Evidence {
  const affected = elements.map(({ id }) => id)
  const ids = flows.length === 0 ? affected : [...affected, ...flows.map(({ id }) => id)]
  return { elements, flows, neighbours, affected, ids, subjects, text: evidenceText(ids) }
}

/** Each once, in the model's order. */
function inOrder<Node extends { index: number }>(nodes: Node[]): Node[] {
  if (nodes.length < 2) return nodes
  sortFew(nodes, byIndex)
  let kept = 1
  for (let place = 1; place < nodes.length; place++) {
    const node = nodes[place]
    if (node !== undefined && node !== nodes[place - 1]) nodes[kept++] = node
  }
  nodes.length = kept
  return nodes
}

function byIndex(a: { index: number }, b: { index: number }): number {
  return a.index - b.index
}
