import type { BandScheme } from '../../../shared/domain/dread.ts'
import type { Facts } from '../../../shared/domain/fact.ts'
import type { Analysis, Question } from '../../../shared/domain/finding.ts'
import type { Model } from '../../../shared/domain/model.ts'
import { adoptGraph } from '../graph/adopt.ts'
import type { RuleBook } from '../packs/book.ts'
import { newRun, type Run } from '../evaluate/compile.ts'
import { isStructural } from '../packs/condition.ts'
import { buildFinding } from './finding.ts'
import { buildGraph, type Graph } from '../graph/graph.ts'
import { createGroups, type Group, type Groups } from './groups.ts'
import { inferFacts } from '../infer/infer.ts'
import { walkNearby } from '../graph/nearby.ts'
import { prepareBook, type PreparedRule } from '../evaluate/prepare.ts'
import { byRank, createRanking, type Found, type Ranking } from '../questions/questions.ts'
import { mergeSorted } from './sorted.ts'
import { readsAlike } from './unread.ts'

export interface AnalyzeOptions {
  bandScheme?: BandScheme
  /** Rules that are switched off for one element or flow. */
  off?: readonly { rule: string; on: string }[]
}

/** Analyses one model after the other; the quicker, the less changed between two of them. */
export interface Analyzer {
  /**
   * Findings, questions and resolved facts of `model`: the same bytes as of an analyzer that never saw another one. Findings and
   * facts that did not change are the same objects as in the analysis before.
   */
  analyze: (model: Model, book: RuleBook, options?: AnalyzeOptions) => Analysis
}

/** What is kept of an analysis for the next one. */
interface State {
  book: RuleBook
  options: AnalyzeOptions
  graph: Graph
  groups: Groups
  /** In the order of the analysis. */
  found: readonly Found[]
  ranking: Ranking
  questions: Question[]
  reach: Run['reach']
  lastSerial: number
}

export function createAnalyzer(): Analyzer {
  let last: { model: Model; state: State; analysis: Analysis } | null = null
  return {
    analyze: (model, book, options = {}) => {
      const before = last !== null && last.state.book === book && sameOptions(last.state.options, options) ? last : null
      if (before && readsAlike(before.model, model)) {
        last = { ...before, model }
        return before.analysis
      }
      // Where it throws half-way, nothing of it may be built upon.
      last = null
      const graph = buildGraph(model, book.taxonomy.technologies)
      inferFacts(graph)
      const state = (before && advance(before.state, graph)) ?? begin(graph, book, options)
      const analysis: Analysis = {
        rules: { packs: book.packs.map((pack) => pack.id), count: book.packs.reduce((sum, pack) => sum + pack.rules.length, 0) },
        counts: { elements: graph.elements.length, flows: graph.flows.length, boundaries: graph.boundaries.length, diagrams: model.diagrams.length },
        findings: state.found.map(({ finding }) => finding),
        questions: state.questions,
        facts: resolvedFacts(state.graph),
      }
      last = { model, state, analysis }
      return analysis
    },
  }
}

const every = () => true

/** Everything from the beginning. */
function begin(graph: Graph, book: RuleBook, options: AnalyzeOptions): State {
  const run = newRun(graph)
  const groups = createGroups(prepareBook(book).candidates, options.off)
  for (const element of graph.elements) groups.search(element, run, every)
  for (const flow of graph.flows) groups.search(flow, run, every)
  const found = groups.takeTouched().flatMap((group) => renew(group, run, book, options) ?? [])
  found.sort(byRank)
  const ranking = createRanking(book.vocabulary)
  return { book, options, graph, groups, found, ranking, questions: ranking.update([], found, [], run), reach: run.reach, lastSerial: Math.max(graph.elements.length, graph.flows.length) }
}

/**
 * Only what may have changed: rules are asked again of the nodes from which something that changed can be seen, and findings
 * built again whose hits were among them. Null where it has to be done from the beginning.
 */
function advance(before: State, fresh: Graph): State | null {
  const { book, options, groups, ranking } = before
  let { lastSerial } = before
  const change = adoptGraph(before.graph, fresh, () => ++lastSerial)
  if (change === null) return null
  const { graph, changed, gone, restructured } = change
  if (changed.length === 0 && gone.length === 0) return { ...before, graph }
  const run = newRun(graph)
  // How far something reaches that hangs on structure alone is known where that stays.
  if (!restructured) for (const [condition, values] of before.reach) if (isStructural(condition)) run.reach.set(condition, values)
  const { rules } = prepareBook(book)
  const nearby = walkNearby(graph, changed, largestRadius(rules))
  for (const node of gone) groups.forget(node, Number.POSITIVE_INFINITY)
  for (const [node, steps] of nearby) groups.forget(node, steps)
  const everywhere = new Set(rules.filter((rule) => rule.radius === Number.POSITIVE_INFINITY || (rule.far && restructured)))
  for (const rule of everywhere) groups.forgetRule(rule)
  for (const [node, steps] of nearby) if (node.type !== 'boundary') groups.search(node, run, (rule) => rule.radius >= steps && !everywhere.has(rule))
  if (everywhere.size > 0) for (const nodes of [graph.elements, graph.flows]) for (const node of nodes) groups.search(node, run, (rule) => everywhere.has(rule))
  const dropped = new Set<Found>()
  const made: Found[] = []
  for (const group of groups.takeTouched()) {
    if (group.found) dropped.add(group.found)
    const found = renew(group, run, book, options)
    if (found) made.push(found)
  }
  const found = mergeSorted(before.found.filter((one) => !dropped.has(one)), made, byRank)
  return { book, options, graph, groups, found, ranking, questions: ranking.update(dropped, made, changed, run), reach: run.reach, lastSerial }
}

/** Builds the finding of a group whose hits changed; one that comes out the same stays the same object. Null where no hit is left. */
function renew(group: Group, run: Run, book: RuleBook, options: AnalyzeOptions): Found | null {
  const { rule, hits } = group
  const before = group.found?.finding
  group.found = null
  if (hits.length === 0) return null
  const built = buildFinding(rule, hits, run, book.vocabulary, options.bandScheme)
  const finding = before && JSON.stringify(before) === JSON.stringify(built) ? before : built
  group.found = { finding, rule, hits: [...hits] }
  return group.found
}

function largestRadius(rules: readonly PreparedRule[]): number {
  let largest = 0
  for (const { radius } of rules) if (radius > largest && radius !== Number.POSITIVE_INFINITY) largest = radius
  return largest
}

function resolvedFacts(graph: Graph): Record<string, Facts> {
  const facts: Record<string, Facts> = Object.create(null)
  for (const node of graph.byId.values()) facts[node.id] = node.facts
  return facts
}

function sameOptions(a: AnalyzeOptions, b: AnalyzeOptions): boolean {
  return JSON.stringify([a.bandScheme, a.off]) === JSON.stringify([b.bandScheme, b.off])
}
