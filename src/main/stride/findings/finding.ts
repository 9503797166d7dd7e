import { bandOf, defaultBandScheme, total, type BandScheme, type DreadValues } from '../../../shared/domain/dread.ts'
import type { Finding, FactOn } from '../../../shared/domain/finding.ts'
import { empty, type Clause, type Run } from '../evaluate/run.ts'
import type { Hit } from '../evaluate/evaluate.ts'
import { evidenceOf } from '../evaluate/evidence.ts'
import type { Evidence } from '../evaluate/run.ts'
import { yes } from '../evaluate/kleene.ts'
import type { PreparedRaise, PreparedRule } from '../evaluate/prepared-rule.ts'
import { endOf } from '../evaluate/truth-table.ts'
import type { ElementNode, FlowNode } from '../graph/graph.ts'
import { fillTemplate, joinLabels, type Placeholder } from '../packs/template.ts'
import type { Vocabulary } from '../vocabulary/facts.ts'
import { addReason, explain, noReasons, type Reasons } from './explain.ts'
import { findingIdOf } from './identity.ts'

/**
 * The finding that one group of hits makes. It is confirmed where the rule holds of at least one of them. Lists that are the same for several
 * findings are one object: nobody may change them.
 */
export function buildFinding(rule: PreparedRule, hits: readonly Hit[], run: Run, vocabulary: Vocabulary, scheme: BandScheme = defaultBandScheme): Finding {
  const { id, pack, stride, references, mitigations } = rule
  const evidence = evidenceOf(rule, hits, run)
  const reasons = noReasons()
  for (const { node, row } of hits) for (const { leaf, value } of row.deciding) explain(leaf.clause, endOf(node, leaf.end), value, run, reasons)
  const unknowns = unknownsOf(reasons.read)
  const suggested = suggest(rule, hits, run, reasons)
  const words = (name: Placeholder): readonly string[] => wordsFor(name, hits, evidence)
  const status = hits.some(({ row }) => row.value === yes) ? 'confirmed' : 'possible'
  const why = fillTemplate(rule.why, words)
  return {
    id: findingIdOf(id, evidence.text),
    rule: id,
    pack,
    title: fillTemplate(rule.title, words),
    why: status === 'possible' && unknowns.length > 0 ? `${why} Not known yet: ${openFacts(unknowns, vocabulary)}.` : why,
    stride,
    affected: evidence.affected,
    evidence: evidence.ids,
    subjects: evidence.subjects,
    references,
    mitigations,
    suggested,
    score: total(suggested),
    severity: bandOf(suggested, scheme),
    status,
    unknowns,
    // A list that grew keeps room for more; one of its length takes a third of it.
    facts: reasons.read.slice(),
  }
}

function unknownsOf(read: readonly FactOn[]): Finding['unknowns'] {
  return read.filter(({ value }) => value === null).map(({ on, fact }) => ({ on, fact }))
}

/** The rule's suggestion, raised where a modifier's condition is true of some hit; every factor stays within 1 to 10. */
function suggest(rule: PreparedRule, hits: readonly Hit[], run: Run, reasons: Reasons): DreadValues {
  let values = rule.dread
  for (const raise of rule.raises) {
    const why = firstRaised(raise, hits, run)
    if (why === null) continue
    for (const reason of why) addReason(reasons, reason)
    values = raised(values, raise.by)
  }
  return values
}

/** Why the raise holds of the first hit that it holds of; null where there is none. */
function firstRaised(raise: PreparedRaise, hits: readonly Hit[], run: Run): readonly FactOn[] | null {
  for (const { node } of hits) {
    const why = whyRaised(raise, node, run)
    if (why !== null) return why
  }
  return null
}

/** Why the raise holds of the node, null where it does not. Most findings about a node share their raises, so it is asked once in a run. */
function whyRaised({ place, when }: PreparedRaise, node: ElementNode | FlowNode, run: Run): readonly FactOn[] | null {
  const known = (run.raised[place] ??= empty(node.type === 'flow' ? run.graph.flows : run.graph.elements))
  let why = known[node.index]
  if (why === undefined) {
    why = when.ask(node, run) === yes ? reasonsFor(when, node, run) : null
    known[node.index] = why
  }
  return why
}

function reasonsFor(when: Clause, node: ElementNode | FlowNode, run: Run): readonly FactOn[] {
  const reasons = noReasons()
  explain(when, node, yes, run, reasons)
  return reasons.read
}

function raised(values: DreadValues, by: DreadValues): DreadValues {
  return {
    damage: within(values.damage + by.damage),
    reproducibility: within(values.reproducibility + by.reproducibility),
    exploitability: within(values.exploitability + by.exploitability),
    affectedUsers: within(values.affectedUsers + by.affectedUsers),
    discoverability: within(values.discoverability + by.discoverability),
  }
}

function within(value: number): number {
  return value < 1 ? 1 : value > 10 ? 10 : value
}

function wordsFor(name: Placeholder, hits: readonly Hit[], { flows, neighbours }: Evidence): readonly string[] {
  switch (name) {
    case 'element':
      return hits.map(({ node }) => node.label)
    case 'source':
      return hits.map(({ node }) => (node.type === 'flow' ? node.source.label : node.label))
    case 'target':
      return hits.map(({ node }) => (node.type === 'flow' ? node.target.label : node.label))
    case 'flow':
      return flows.map((flow) => flow.label)
    case 'technology':
      return hits.map(({ node }) => (node.type === 'flow' ? node.target : node).technology?.name ?? 'component')
    case 'boundary':
      return hits.flatMap(({ node }) => (node.type === 'flow' ? node.crosses : node.inside.slice(0, 1))).map((boundary) => boundary.label)
    case 'neighbour':
      return neighbours.map((element) => element.label)
    case 'count':
      return [String(hits.length)]
  }
}

function openFacts(unknowns: readonly { fact: string }[], vocabulary: Vocabulary): string {
  return joinLabels(unknowns.map(({ fact }) => inSentence(vocabulary.get(fact)?.label ?? fact)))
}

function inSentence(label: string): string {
  return label.charAt(0).toLowerCase() + label.slice(1)
}
