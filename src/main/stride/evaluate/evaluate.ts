import type { Candidates } from './candidates.ts'
import type { Run } from './run.ts'
import type { ElementNode, FlowNode } from '../graph/graph.ts'
import { no, yes } from './kleene.ts'
import type { PreparedRule } from './prepared-rule.ts'
import { rowOf, type Row } from './truth-table.ts'
import { mutualKey } from './witnesses.ts'

/** One element or flow that a rule holds of (`yes`) or may hold of (`unknown`). */
export interface Hit {
  node: ElementNode | FlowNode
  /** What came of the rule's `when`. */
  row: Row
}

/** Asks of `node` those of its candidates that are `wanted`, and calls `found` for each that holds or may hold of it. */
export function evaluateNode(node: ElementNode | FlowNode, candidates: Candidates, run: Run, wanted: (rule: PreparedRule) => boolean, found: (rule: PreparedRule, row: Row) => void): void {
  for (const { rule, where } of candidates(node)) {
    if (!wanted(rule) || (where !== null && where(node, run) !== yes)) continue
    const row = rowOf(rule.table, node, run)
    if (row.value !== no) found(rule, row)
  }
}

/** Two serial numbers below this make one whole number without loss. */
const maxNodes = 2 ** 26

/**
 * Hits of one rule with the same key make one finding: those that the rule gathers, and two elements with the same evidence, since that is
 * what a finding is told by. The key stays the same while nodes come and go that the finding does not speak of.
 */
export function groupKey(rule: PreparedRule, node: ElementNode | FlowNode, run: Run): string | number {
  const end = node.type === 'flow' ? node.target : node
  switch (rule.group) {
    case 'none':
      return (node.type === 'element' ? mutualKey(rule, node, run) : null) ?? node.serial
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
