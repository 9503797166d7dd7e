import type { Finding, Question } from '../../shared/domain/finding.ts'
import type { Vocabulary } from './facts.ts'
import type { Graph } from './graph.ts'

/**
 * The unknown facts that possible findings hang on, those first whose answer settles most:
 * by the sum of the suggested totals of their findings, then by how many, then by fact and place in the model.
 */
export function rankQuestions(findings: readonly Finding[], graph: Graph, vocabulary: Vocabulary): Question[] {
  const asked = new Map<string, { on: string; fact: string; weight: number; findings: string[] }>()
  for (const finding of findings) {
    if (finding.status !== 'possible') continue
    for (const { on, fact } of finding.unknowns) {
      const key = `${fact} ${on}`
      const entry = asked.get(key)
      if (entry) {
        entry.weight += finding.score
        entry.findings.push(finding.id)
      } else asked.set(key, { on, fact, weight: finding.score, findings: [finding.id] })
    }
  }
  const order = (on: string): number => {
    const node = graph.byId.get(on)
    return node === undefined || node.type === 'boundary' ? 0 : node.index
  }
  const ranked = [...asked.values()].sort(
    (a, b) => b.weight - a.weight || b.findings.length - a.findings.length || compare(a.fact, b.fact) || order(a.on) - order(b.on) || compare(a.on, b.on),
  )
  return ranked.map(({ on, fact, findings: ids }) => {
    const definition = vocabulary.get(fact)
    const label = graph.byId.get(on)?.label ?? on
    return {
      fact,
      on,
      text: (definition?.text ?? '{on}?').replaceAll('{on}', () => label),
      answers: [...(definition?.answers ?? [])],
      settles: ids.length,
      findings: ids,
    }
  })
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
