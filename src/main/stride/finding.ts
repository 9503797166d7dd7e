import { bandOf, defaultBandScheme, dreadFactors, total, type BandScheme, type DreadValues } from '../../shared/domain/dread.ts'
import type { Finding } from '../../shared/domain/finding.ts'
import type { Run } from './compile.ts'
import { witnesses, type Hit } from './evaluate.ts'
import { explain, noReasons, type Reasons } from './explain.ts'
import type { Vocabulary } from './facts.ts'
import { otherEnd, type ElementNode, type FlowNode } from './graph.ts'
import { findingId } from './identity.ts'
import { yes } from './kleene.ts'
import type { Rule } from './rules.ts'
import type { Raise } from './scoring.ts'
import { fillTemplate, joinLabels, type Placeholder } from './template.ts'

/** The finding that one group of hits makes. It is confirmed where the rule holds of at least one of them. */
export function buildFinding(rule: Rule, hits: readonly Hit[], run: Run, vocabulary: Vocabulary, scheme: BandScheme = defaultBandScheme): Finding {
  const parts = collectParts(rule, hits, run)
  const reasons = noReasons()
  for (const hit of hits) explain(rule.when, hit.node, hit.value, run, reasons)
  const unknowns = reasons.read.filter((read) => read.value === null).map(({ on, fact }) => ({ on, fact }))
  const suggested = suggest(rule, hits, run, reasons)
  const words = (name: Placeholder): string[] => wordsFor(name, hits, parts)
  const status = hits.some((hit) => hit.value === yes) ? 'confirmed' : 'possible'
  const why = fillTemplate(rule.why, words)
  const evidence = [...parts.elements, ...parts.flows].map((node) => node.id)
  return {
    id: findingId(rule.id, evidence),
    rule: rule.id,
    pack: rule.pack,
    title: fillTemplate(rule.title, words),
    why: status === 'possible' && unknowns.length > 0 ? `${why} Not known yet: ${openFacts(unknowns, vocabulary)}.` : why,
    stride: rule.stride,
    affected: parts.elements.map((element) => element.id),
    evidence,
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
  elements: ElementNode[]
  flows: FlowNode[]
  /** Elements at the other end of evidence flows of element rules. */
  neighbours: ElementNode[]
}

function collectParts(rule: Rule, hits: readonly Hit[], run: Run): Parts {
  const single = hits.length === 1 ? hits[0]?.node : undefined
  if (single?.type === 'flow' && single.source !== single.target) {
    const { source, target } = single
    return { elements: source.index < target.index ? [source, target] : [target, source], flows: [single], neighbours: [] }
  }
  if (single?.type === 'element' && rule.evidence.incoming === null && rule.evidence.outgoing === null) {
    return { elements: [single], flows: [], neighbours: [] }
  }
  const elements = new Set<ElementNode>()
  const flows = new Set<FlowNode>()
  const neighbours = new Set<ElementNode>()
  for (const { node } of hits) {
    if (node.type === 'flow') {
      flows.add(node)
      elements.add(node.source).add(node.target)
      continue
    }
    elements.add(node)
    for (const flow of witnesses(rule, node, run)) {
      const other = otherEnd(flow, node)
      flows.add(flow)
      elements.add(other)
      neighbours.add(other)
    }
  }
  return { elements: inOrder(elements), flows: inOrder(flows), neighbours: inOrder(neighbours) }
}

function inOrder<Node extends { index: number }>(nodes: Set<Node>): Node[] {
  return [...nodes].sort((a, b) => a.index - b.index)
}

/** The rule's suggestion, raised where a modifier's condition is true of some hit; every factor stays within 1 to 10. */
function suggest(rule: Rule, hits: readonly Hit[], run: Run, reasons: Reasons): DreadValues {
  if (rule.raise.length === 0) return rule.dread
  const values = { ...rule.dread }
  for (const raise of rule.raise) {
    const { when, by } = raise
    const hit = hits.find(({ node }) => raises(raise, node, run))
    if (hit === undefined) continue
    explain(when, hit.node, yes, run, reasons)
    for (const factor of dreadFactors) values[factor] = Math.min(10, Math.max(1, values[factor] + by[factor]))
  }
  return values
}

function raises({ when, test }: Raise, node: ElementNode | FlowNode, run: Run): boolean {
  let known = run.raised.get(when)
  if (known === undefined) {
    known = []
    run.raised.set(when, known)
  }
  return (known[node.index] ??= test(node, run) === yes)
}

function wordsFor(name: Placeholder, hits: readonly Hit[], parts: Parts): string[] {
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
