import { otherEnd, type ElementNode, type FlowNode } from '../graph/graph.ts'
import { yes } from './kleene.ts'
import type { PreparedRule } from './prepared-rule.ts'
import type { Run } from './run.ts'

/** Flows of a hit's element that the rule counts as evidence, each once. */
export function witnesses(rule: PreparedRule, node: ElementNode, run: Run): FlowNode[] {
  const found: FlowNode[] = []
  const { incoming, outgoing } = rule.witness
  if (incoming) for (const flow of node.incoming) if (incoming(flow, run) === yes) found.push(flow)
  if (outgoing) for (const flow of node.outgoing) if (outgoing(flow, run) === yes && !found.includes(flow)) found.push(flow)
  return found
}

/**
 * Where all witnesses lead to one other element: a text that is the same for that one if its witnesses are the same flows. The evidence of both is
 * then the same as well. Null for all other elements: nothing else can have their evidence.
 */
export function mutualKey(rule: PreparedRule, node: ElementNode, run: Run): string | null {
  if (rule.witness.incoming === null && rule.witness.outgoing === null) return null
  const flows = witnesses(rule, node, run)
  const [first] = flows
  if (first === undefined) return null
  const other = otherEnd(first, node)
  if (other === node || flows.some((flow) => otherEnd(flow, node) !== other)) return null
  const ends = [node.serial, other.serial].sort((a, b) => a - b)
  const between = flows.map(({ serial }) => serial).sort((a, b) => a - b)
  return `${ends.join(' ')}: ${between.join(' ')}`
}
