import { bandOf, defaultBandScheme, total, type BandScheme, type DreadValues } from '../../../shared/domain/dread.ts'
import type { Finding } from '../../../shared/domain/finding.ts'
import type { Run } from '../evaluate/compile.ts'
import { witnesses, type Hit } from '../evaluate/evaluate.ts'
import { explain, noReasons, type Reasons } from './explain.ts'
import type { Vocabulary } from '../vocabulary/facts.ts'
import { otherEnd, type ElementNode, type FlowNode } from '../graph/graph.ts'
import { findingId } from './identity.ts'
import { yes } from '../evaluate/kleene.ts'
import type { PreparedRule } from '../evaluate/prepare.ts'
import { fillTemplate, joinLabels, type Placeholder } from '../packs/template.ts'

/** The finding that one group of hits makes. It is confirmed where the rule holds of at least one of them. */
export function buildFinding(rule: PreparedRule, hits: readonly Hit[], run: Run, vocabulary: Vocabulary, scheme: BandScheme = defaultBandScheme): Finding {
  const parts = collectParts(rule, hits, run)
  const reasons = noReasons()
  for (const hit of hits) explain(rule.whenClause, hit.node, hit.value, run, reasons)
  const unknowns: Finding['unknowns'] = []
  for (const { on, fact, value } of reasons.read) if (value === null) unknowns.push({ on, fact })
  const suggested = suggest(rule, hits, run, reasons)
  const words = (name: Placeholder): readonly string[] => wordsFor(name, hits, parts)
  const status = hits.some((hit) => hit.value === yes) ? 'confirmed' : 'possible'
  const why = fillTemplate(rule.why, words)
  const affected = parts.elements.map((element) => element.id)
  const evidence = affected.concat(parts.flows.map((flow) => flow.id))
  return {
    id: findingId(rule.id, evidence),
    rule: rule.id,
    pack: rule.pack,
    title: fillTemplate(rule.title, words),
    why: status === 'possible' && unknowns.length > 0 ? `${why} Not known yet: ${openFacts(unknowns, vocabulary)}.` : why,
    stride: rule.stride,
    affected,
    evidence,
    subjects: hits.map(({ node }) => node.id),
    references: rule.references,
    mitigations: rule.mitigations,
    suggested,
    score: total(suggested),
    severity: bandOf(suggested, scheme),
    status,
    unknowns,
    facts: reasons.read,
  }
}

interface Parts {
  elements: readonly ElementNode[]
  flows: readonly FlowNode[]
  /** Elements at the other end of evidence flows of element rules. */
  neighbours: readonly ElementNode[]
}

function collectParts(rule: PreparedRule, hits: readonly Hit[], run: Run): Parts {
  const single = hits.length === 1 ? hits[0]?.node : undefined
  if (single?.type === 'flow') {
    const { source, target } = single
    return { elements: source === target ? [source] : source.index < target.index ? [source, target] : [target, source], flows: [single], neighbours: [] }
  }
  if (single?.type === 'element' && rule.witness.incoming === null && rule.witness.outgoing === null) {
    return { elements: [single], flows: [], neighbours: [] }
  }
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
  return { elements: inOrder(elements), flows: inOrder(flows), neighbours: inOrder(neighbours) }
}

/** Each once, in the model's order. */
function inOrder<Node extends { index: number }>(nodes: Node[]): Node[] {
  if (nodes.length < 2) return nodes
  nodes.sort((a, b) => a.index - b.index)
  return nodes.filter((node, place) => node !== nodes[place - 1])
}

/** The rule's suggestion, raised where a modifier's condition is true of some hit; every factor stays within 1 to 10. */
function suggest(rule: PreparedRule, hits: readonly Hit[], run: Run, reasons: Reasons): DreadValues {
  let values = rule.dread
  for (const { when, by } of rule.raises) {
    for (const { node } of hits) {
      if (when.ask(node, run) !== yes) continue
      explain(when, node, yes, run, reasons)
      values = raised(values, by)
      break
    }
  }
  return values
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

function wordsFor(name: Placeholder, hits: readonly Hit[], parts: Parts): readonly string[] {
  switch (name) {
    case 'element':
      return hits.map(({ node }) => node.label)
    case 'source':
      return hits.map(({ node }) => (node.type === 'flow' ? node.source.label : node.label))
    case 'target':
      return hits.map(({ node }) => (node.type === 'flow' ? node.target.label : node.label))
    case 'flow':
      return parts.flows.map((flow) => flow.label)
    case 'technology':
      return hits.map(({ node }) => (node.type === 'flow' ? node.target : node).technology?.name ?? 'component')
    case 'boundary':
      return hits.flatMap(({ node }) => (node.type === 'flow' ? node.crosses : node.inside.slice(0, 1))).map((boundary) => boundary.label)
    case 'neighbour':
      return parts.neighbours.map((element) => element.label)
    case 'count':
      return [String(hits.length)]
  }
}

function openFacts(unknowns: readonly { fact: string }[], vocabulary: Vocabulary): string {
  const labels = unknowns.map(({ fact }) => vocabulary.get(fact)?.label ?? fact)
  return joinLabels(labels.map((label) => label.charAt(0).toLowerCase() + label.slice(1)))
}
