import type { BandScheme } from '../../shared/domain/dread.ts'
import type { Facts } from '../../shared/domain/fact.ts'
import type { Analysis, Finding } from '../../shared/domain/finding.ts'
import type { Model } from '../../shared/domain/model.ts'
import type { RuleBook } from './book.ts'
import type { Run } from './compile.ts'
import { evaluateRule, indexTechnologies } from './evaluate.ts'
import { buildFinding } from './finding.ts'
import { buildGraph, type Graph } from './graph.ts'
import { inferFacts } from './infer.ts'
import { rankQuestions } from './questions.ts'

export interface AnalyzeOptions {
  bandScheme?: BandScheme
  /** Rules that are switched off for one element or flow. */
  off?: readonly { rule: string; on: string }[]
}

/**
 * Findings, questions and resolved facts of `model`. Pure: the same model and book give the same bytes.
 * Findings come by suggested score, highest first, then fewest unknowns, then most evidence, then id.
 */
export function analyze(model: Model, book: RuleBook, options: AnalyzeOptions = {}): Analysis {
  const graph = buildGraph(model, book.taxonomy.technologies)
  inferFacts(graph)
  const findings = findAll(graph, book, options)
  findings.sort((a, b) => b.score - a.score || a.unknowns.length - b.unknowns.length || b.evidence.length - a.evidence.length || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
  return {
    rules: { packs: book.packs.map((pack) => pack.id), count: book.packs.reduce((sum, pack) => sum + pack.rules.length, 0) },
    counts: { elements: graph.elements.length, flows: graph.flows.length, boundaries: graph.boundaries.length, diagrams: model.diagrams.length },
    findings,
    questions: rankQuestions(findings, graph, book.vocabulary),
    facts: resolvedFacts(graph),
  }
}

function findAll(graph: Graph, book: RuleBook, options: AnalyzeOptions): Finding[] {
  const run: Run = { graph, reach: new Map(), raised: new Map() }
  const index = indexTechnologies(graph)
  const off = new Set((options.off ?? []).map(({ rule, on }) => `${rule} ${on}`))
  const findings: Finding[] = []
  for (const pack of book.packs) {
    for (const rule of pack.rules) {
      for (const group of evaluateRule(rule, run, index)) {
        const hits = off.size === 0 ? group : group.filter(({ node }) => !off.has(`${rule.id} ${node.id}`))
        if (hits.length > 0) findings.push(buildFinding(rule, hits, run, book.vocabulary, options.bandScheme))
      }
    }
  }
  return findings
}

function resolvedFacts(graph: Graph): Record<string, Facts> {
  const facts: Record<string, Facts> = Object.create(null)
  for (const node of graph.byId.values()) facts[node.id] = node.facts
  return facts
}
