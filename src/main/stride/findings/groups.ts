import type { Run } from '../evaluate/run.ts'
import type { Candidates } from '../evaluate/candidates.ts'
import { evaluateNode, groupKey, type Hit } from '../evaluate/evaluate.ts'
import type { ElementNode, FlowNode, GraphNode } from '../graph/graph.ts'
import type { PreparedRule } from '../evaluate/prepared-rule.ts'
import type { Row } from '../evaluate/truth-table.ts'
import type { Found } from '../questions/questions.ts'

/** The hits of one rule that make one finding, in the model's order. */
export interface Group {
  rule: PreparedRule
  key: string | number
  hits: Hit[]
  /** What was built of it last; it keeps the hits of then. */
  found: Found | null
  /** Its hits changed since. */
  touched: boolean
}

/** All groups of all rules. */
export interface Groups {
  /** Asks the `wanted` rules of the node and files what they hit; it may not be filed under one of them already. */
  search: (node: ElementNode | FlowNode, run: Run, wanted: (rule: PreparedRule) => boolean) => void
  /** Takes the node out of the groups of the rules that are `meant`. */
  forget: (node: GraphNode, meant: (rule: PreparedRule) => boolean) => void
  forgetRule: (rule: PreparedRule) => void
  /** Those whose hits changed since it was last asked, each once; those without hits are then no longer kept. */
  takeTouched: () => Group[]
}

export function createGroups(candidates: Candidates, off: readonly { rule: string; on: string }[] = []): Groups {
  const silent = new Set(off.map(({ rule, on }) => `${rule} ${on}`))
  const byRule = new Map<PreparedRule, Map<string | number, Group>>()
  const byNode = new Map<GraphNode, Group[]>()
  let touched: Group[] = []

  function touch(group: Group): void {
    if (group.touched) return
    group.touched = true
    touched.push(group)
  }

  function file(rule: PreparedRule, node: ElementNode | FlowNode, row: Row, run: Run): void {
    if (silent.size > 0 && silent.has(`${rule.id} ${node.id}`)) return
    const group = fileHit(rule, node, row, run)
    const filed = byNode.get(node)
    if (filed) filed.push(group)
    else byNode.set(node, [group])
    touch(group)
  }

  /** Most groups never have a second hit, so a list is made with its first one in it: one that grows takes more room at once. */
  function fileHit(rule: PreparedRule, node: ElementNode | FlowNode, row: Row, run: Run): Group {
    let groups = byRule.get(rule)
    if (groups === undefined) {
      groups = new Map()
      byRule.set(rule, groups)
    }
    const key = groupKey(rule, node, run)
    let group = groups.get(key)
    if (group === undefined) {
      group = { rule, key, hits: [{ node, row }], found: null, touched: false }
      groups.set(key, group)
    } else if (group.found?.hits === group.hits) group.hits = [...group.hits, { node, row }]
    else group.hits.push({ node, row })
    return group
  }

  function search(node: ElementNode | FlowNode, run: Run, wanted: (rule: PreparedRule) => boolean): void {
    if (node.outOfScope) return
    evaluateNode(node, candidates, run, wanted, (rule, row) => file(rule, node, row, run))
  }

  function forget(node: GraphNode, meant: (rule: PreparedRule) => boolean): void {
    const filed = byNode.get(node)
    if (filed === undefined) return
    const kept = filed.filter((group) => {
      if (!meant(group.rule)) return true
      group.hits = group.hits.filter((hit) => hit.node !== node)
      touch(group)
      return false
    })
    if (kept.length > 0) byNode.set(node, kept)
    else byNode.delete(node)
  }

  function forgetRule(rule: PreparedRule): void {
    for (const group of byRule.get(rule)?.values() ?? []) {
      for (const { node } of group.hits) {
        const kept = byNode.get(node)?.filter((other) => other !== group) ?? []
        if (kept.length > 0) byNode.set(node, kept)
        else byNode.delete(node)
      }
      group.hits = []
      touch(group)
    }
  }

  function takeTouched(): Group[] {
    const taken = touched
    touched = []
    for (const group of taken) {
      group.touched = false
      if (group.hits.length > 1) group.hits.sort((a, b) => a.node.index - b.node.index)
      if (group.hits.length === 0) byRule.get(group.rule)?.delete(group.key)
    }
    return taken
  }

  return { search, forget, forgetRule, takeTouched }
}
