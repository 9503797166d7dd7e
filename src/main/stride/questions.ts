import type { Finding, Question } from '../../shared/domain/finding.ts'
import type { Vocabulary } from './facts.ts'
import type { Graph } from './graph.ts'

interface Asked {
  on: string
  fact: string
  label: string
  /** Place in the model. */
  place: number
  weight: number
  findings: string[]
}

/**
 * The unknown facts that possible findings hang on, those first whose answer settles most:
 * by the sum of the suggested totals of their findings, then by how many, then by fact and place in the model.
 */
export function rankQuestions(findings: readonly Finding[], graph: Graph, vocabulary: Vocabulary): Question[] {
  const asked = new Map<string, Asked[]>()
  for (const finding of findings) {
    if (finding.status !== 'possible') continue
    for (const { on, fact } of finding.unknowns) {
      const ofObject = asked.get(on) ?? []
      if (ofObject.length === 0) asked.set(on, ofObject)
      let entry = ofObject.find((known) => known.fact === fact)
      if (entry === undefined) {
        const node = graph.byId.get(on)
        const place = node === undefined || node.type === 'boundary' ? 0 : node.index
        entry = { on, fact, label: node?.label ?? on, place, weight: 0, findings: [] }
        ofObject.push(entry)
      }
      entry.weight += finding.score
      entry.findings.push(finding.id)
    }
  }
  const ranked = [...asked.values()].flat().sort(
    (a, b) => b.weight - a.weight || b.findings.length - a.findings.length || compare(a.fact, b.fact) || a.place - b.place || compare(a.on, b.on),
  )
  return ranked.map(({ on, fact, label, findings: ids }) => {
    const definition = vocabulary.get(fact)
    return {
      fact,
      on,
      text: (definition?.text ?? '{on}?').split('{on}').join(label),
      answers: definition?.answers ?? [],
      settles: ids.length,
      findings: ids,
    }
  })
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
