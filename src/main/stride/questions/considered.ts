import type { Considered, ConsideredRule } from '../../../shared/domain/outcome.ts'
import type { Model } from '../../../shared/domain/model.ts'
import type { Stride } from '../../../shared/domain/stride.ts'
import type { AnalyzeOptions } from '../findings/analyzer.ts'
import type { RuleBook } from '../packs/book.ts'
import { newRun, type Run } from '../evaluate/run.ts'
import { groupKey, type Hit } from '../evaluate/evaluate.ts'
import { explain, noReasons } from '../findings/explain.ts'
import { buildFinding } from '../findings/finding.ts'
import { buildGraph } from '../graph/follow.ts'
import type { ElementNode, FlowNode } from '../graph/graph.ts'
import { inferFacts } from '../infer/infer.ts'
import { no, unknown, yes } from '../evaluate/kleene.ts'
import { prepareBook } from '../evaluate/prepare.ts'
import type { PreparedRule } from '../evaluate/prepared-rule.ts'
import { rowOf } from '../evaluate/truth-table.ts'

interface Question {
  /** Id of an element or a flow with an element at both ends. */
  part: string
  /** Null for every category. */
  stride: Stride | null
}

const order: Record<ConsideredRule['state'], number> = { confirmed: 0, possible: 1, stopped: 2, suppressed: 3, off: 4, 'out-of-scope': 5 }

/**
 * Which rules of `book` were considered for a part and what came of each: why there is nothing, or just this (SPEC V3 to V6). `running` has
 * those rules of `book` that the project has not switched off. Pure. Null where the part is not analysed.
 */
export function considered(model: Model, book: RuleBook, running: RuleBook, { part, stride }: Question, options: AnalyzeOptions = {}): Considered | null {
  const graph = buildGraph(model, book.taxonomy.technologies)
  inferFacts(graph)
  const node = graph.byId.get(part)
  if (node === undefined || node.type === 'boundary') return null
  const run = newRun(graph)
  const runs = new Set(running.packs.flatMap((pack) => pack.rules.map((rule) => rule.id)))
  const silent = new Set((options.off ?? []).map(({ rule, on }) => `${rule} ${on}`))
  const wanted = prepareBook(book).rules.filter((rule) => stride === null || rule.stride.includes(stride))
  const asked = wanted.filter((rule) => rule.on === node.type && rule.whereClause.ask(node, run) === yes)
  const rules = asked.map((rule): ConsideredRule => {
    const state = node.outOfScope ? 'out-of-scope' : !runs.has(rule.id) ? 'off' : silent.has(`${rule.id} ${node.id}`) ? 'suppressed' : null
    return consider(rule, node, run, book, state, (other) => !other.outOfScope && !silent.has(`${rule.id} ${other.id}`))
  })
  return { part, rules: rules.sort((a, b) => order[a.state] - order[b.state]), notApplicable: wanted.length - asked.length }
}

function consider(rule: PreparedRule, node: ElementNode | FlowNode, run: Run, book: RuleBook, silenced: 'off' | 'suppressed' | 'out-of-scope' | null, speaks: (node: ElementNode | FlowNode) => boolean): ConsideredRule {
  const row = rowOf(rule.table, node, run)
  const { value } = row
  const { id, pack, stride } = rule
  const reasons = noReasons()
  explain(rule.table.clause, node, value, run, reasons)
  const facts = value === unknown ? reasons.read.filter((read) => read.value === null) : reasons.read
  const { title } = buildFinding(rule, [{ node, row }], run, book.vocabulary)
  const state = silenced ?? (value === no ? 'stopped' : value === yes ? 'confirmed' : 'possible')
  const finding = silenced === null && value !== no ? buildFinding(rule, groupOf(rule, node, run, speaks), run, book.vocabulary).id : null
  return { rule: id, pack, title, stride, state, finding, facts }
}

/** The hits that share a finding with `node`. */
function groupOf(rule: PreparedRule, node: ElementNode | FlowNode, run: Run, speaks: (node: ElementNode | FlowNode) => boolean): Hit[] {
  const key = groupKey(rule, node, run)
  const hits: Hit[] = []
  for (const other of node.type === 'flow' ? run.graph.flows : run.graph.elements) {
    if (!speaks(other) || rule.whereClause.ask(other, run) !== yes || groupKey(rule, other, run) !== key) continue
    const row = rowOf(rule.table, other, run)
    if (row.value !== no) hits.push({ node: other, row })
  }
  return hits
}
