import type { BandScheme } from '../../../shared/domain/dread.ts'
import type { Facts } from '../../../shared/domain/fact.ts'
import type { Analysis, Finding, Question } from '../../../shared/domain/finding.ts'
import type { Model } from '../../../shared/domain/model.ts'
import { newRun, type Run } from '../evaluate/run.ts'
import { prepareBook } from '../evaluate/prepare.ts'
import { createGraph, type GraphChange, type LivingGraph } from '../graph/follow.ts'
import type { Graph, GraphNode } from '../graph/graph.ts'
import { createInference, type Inference } from '../infer/infer.ts'
import type { RuleBook } from '../packs/book.ts'
import { byRank, createRanking, type Found, type Ranking } from '../questions/questions.ts'
import { askAgain } from './ask-again.ts'
import { buildFinding } from './finding.ts'
import { createGroups, type Group, type Groups } from './groups.ts'
import { sameFinding } from './same.ts'
import { placeAfter, placesOf, withAt, without } from './sorted.ts'

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
  living: LivingGraph
  inference: Inference
  groups: Groups
  /** In the order of the analysis; the findings themselves are those of the analysis, place by place. */
  found: readonly Found[]
  ranking: Ranking
  reach: Run['reach']
  analysis: Analysis
}

export function createAnalyzer(): Analyzer {
  let last: State | null = null
  return {
    analyze: (model, book, options = {}) => {
      const before = last !== null && last.book === book && sameOptions(last.options, options) ? last : null
      // Where it throws half-way, nothing of it may be built upon.
      last = null
      last = (before && advance(before, model)) ?? begin(model, book, options)
      return last.analysis
    },
  }
}

const every = () => true

/** Everything from the beginning. */
function begin(model: Model, book: RuleBook, options: AnalyzeOptions): State {
  const living = createGraph(model, book.taxonomy.technologies)
  const { graph } = living
  const inference = createInference()
  inference.update(graph, [...graph.byId.values()], [])
  const run = newRun(graph)
  const groups = createGroups(prepareBook(book).candidates, options.off)
  for (const nodes of [graph.elements, graph.flows]) for (const node of nodes) groups.search(node, run, every)
  const found = groups.takeTouched().flatMap((group) => renew(group, run, book, options) ?? [])
  found.sort(byRank)
  const ranking = createRanking(book.vocabulary)
  const questions = ranking.update([], found, [], run)
  return { book, options, living, inference, groups, found, ranking, reach: run.reach, analysis: analysisOf(model, book, graph, found.map(({ finding }) => finding), questions, resolvedFacts(graph)) }
}

/**
 * Only what may have changed: the graph follows the model, inference looks again near what changed, rules are asked again of the nodes from which
 * something that changed can be seen, and findings built again whose hits were among them. Everything else is kept by reference, for it
 * hangs on nothing that changed. Null where it has to be done from the beginning.
 */
function advance(before: State, model: Model): State | null {
  const { book, options, living, inference, groups, ranking } = before
  const { graph } = living
  const elements = graph.elements
  const change = living.follow(model)
  if (change === null) return null
  if (change.changed.size === 0 && change.gone.length === 0) return withDiagrams(before, model)
  const changed = withInferred(change, inference, graph)
  const run = newRun(graph)
  askAgain({ groups, rules: prepareBook(book).rules, run, elements, reach: before.reach, changed, change })
  const dropped = new Set<Found>()
  const made: Found[] = []
  for (const group of groups.takeTouched()) {
    if (group.found) dropped.add(group.found)
    const found = renew(group, run, book, options)
    if (found) made.push(found)
  }
  const { found, findings } = replaced(before, dropped, made)
  const questions = ranking.update(dropped, made, [...changed], run)
  const analysis = analysisOf(model, book, graph, findings, questions, resolvedFacts(graph))
  return { book, options, living, inference, groups, found, ranking, reach: run.reach, analysis }
}

/** Takes out what is gone and puts in what is new where it belongs; what stays is in order already, and is not looked at. */
function replaced({ found, analysis }: State, dropped: ReadonlySet<Found>, made: readonly Found[]): { found: Found[]; findings: Finding[] } {
  const gone = placesOf(dropped, found)
  const [stay, fresh] = [without(found, gone), made.toSorted(byRank)]
  const places = fresh.map((one) => placeAfter(one, stay, byRank))
  return { found: withAt(stay, places, fresh), findings: withAt(without(analysis.findings, gone), places, fresh.map(({ finding }) => finding)) }
}

/** What changed by the edit, and what inference makes of it. What findings tell of these is told anew. */
function withInferred({ changed, gone }: GraphChange, inference: Inference, graph: Graph): Set<GraphNode> {
  const all = new Set(changed)
  for (const part of inference.update(graph, changed, gone)) all.add(part)
  for (const node of all) node.told = []
  return all
}

/** Builds the finding of a group whose hits changed; one that comes out the same stays the same object. Null where no hit is left. */
function renew(group: Group, run: Run, book: RuleBook, options: AnalyzeOptions): Found | null {
  const { rule, hits } = group
  const before = group.found?.finding
  group.found = null
  if (hits.length === 0) return null
  const built = buildFinding(rule, hits, run, book.vocabulary, options.bandScheme)
  group.found = { finding: before && sameFinding(before, built) ? before : built, rule, hits, asked: [] }
  return group.found
}

function analysisOf(model: Model, book: RuleBook, graph: Graph, findings: Finding[], questions: Question[], facts: Record<string, Facts>): Analysis {
  return {
    rules: { packs: book.packs.map((pack) => pack.id), count: book.packs.reduce((sum, pack) => sum + pack.rules.length, 0) },
    counts: { elements: graph.elements.length, flows: graph.flows.length, boundaries: graph.boundaries.length, diagrams: model.diagrams.length },
    findings,
    questions,
    facts,
  }
}

function resolvedFacts({ boundaries, elements, flows }: Graph): Record<string, Facts> {
  const facts: Record<string, Facts> = Object.create(null)
  for (const nodes of [boundaries, elements, flows]) for (const node of nodes) facts[node.id] = node.facts
  return facts
}

/** Nothing that an analysis reads has changed, but perhaps the number of diagrams. */
function withDiagrams(before: State, { diagrams }: Model): State {
  const { analysis } = before
  if (analysis.counts.diagrams === diagrams.length) return before
  return { ...before, analysis: { ...analysis, counts: { ...analysis.counts, diagrams: diagrams.length } } }
}

function sameOptions(a: AnalyzeOptions, b: AnalyzeOptions): boolean {
  return JSON.stringify([a.bandScheme, a.off]) === JSON.stringify([b.bandScheme, b.off])
}
