import { mitigationsText } from '../list/mitigation-text.ts'
import { decisionTexts, statementTexts } from './decided-texts.ts'
import { factField, type Part, type Refers } from './diff.ts'
import type { Facts } from './fact.ts'
import type { Id } from './id.ts'
import type { ImportedFile } from './import.ts'
import { uniqueKeys } from './key.ts'
import type { Boundary, Element, Flow, Model } from './model.ts'

/** The parts of a model. They are the same thing where their ids are: a model from elsewhere is put under this one's ids first. Places and keys say nothing. */
export function partsOfModel(model: Model): Record<'elements' | 'flows' | 'boundaries', Part[]> {
  const keys = new Map([...model.elements, ...model.boundaries].map(({ id, key }) => [id, key]))
  const refers = (id: Id | null): Refers => ({ id, text: id === null ? '' : (keys.get(id) ?? '') })
  const names = new Map(model.diagrams.length > 1 ? model.diagrams.map(({ id, name }) => [id, name]) : [])
  const part = ({ id, key, label, diagram, facts, notes, outOfScope }: Element | Flow | Boundary, more: Part['says']): Part => ({
    id,
    key,
    label,
    says: { label, ...more, diagram: { id: diagram, text: names.get(diagram) ?? '' }, notes, outOfScope: outOfScope === undefined ? '' : outOfScope || 'yes', ...factTexts(facts) },
  })
  return {
    elements: model.elements.map((one) => part(one, { kind: one.kind, technology: one.technology ?? '', parent: refers(one.parent) })),
    flows: model.flows.map((one) => part(one, { source: refers(one.source), target: refers(one.target), bidirectional: one.bidirectional ? 'yes' : 'no' })),
    boundaries: model.boundaries.map((one) => part(one, { kind: one.kind, parent: refers(one.parent) })),
  }
}

/** Facts by name, in one order. Unknown is what a fact is that is not there. */
function factTexts(facts: Facts): Record<string, string> {
  const known = Object.entries(facts).filter(([, fact]) => fact.value !== 'unknown')
  return Object.fromEntries(known.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, fact]) => [`${factField}${name}`, fact.value]))
}

/** The rows of a threat list, which match by their display ids. Of rows with the same id, the second is `SS1#2`. */
export function partsOfList({ threats }: Pick<ImportedFile, 'threats'>): Part[] {
  const unique = uniqueKeys([], '#')
  return threats.map(({ displayId, title, description, stride, marker, confidence, score, affectedLabels, evidenceKeys, references, mitigations, decision, statement, concerns, covering = [] }) => ({
    id: null,
    key: unique(displayId),
    label: title,
    says: {
      title,
      description,
      stride: stride.join(', '),
      marker,
      confidence,
      score: score.dread ? Object.values(score.dread).join(' ') : (score.score ?? ''),
      total: score.total === null ? '' : String(score.total),
      severity: score.severity ?? '',
      affected: affectedLabels.join(', '),
      evidence: evidenceKeys.join(', '),
      references: references.map(({ text }) => text).join(', '),
      mitigations: mitigations.join('; '),
      ...statementTexts({ statement, concerns }),
      ...decisionTexts(decision ?? null),
      actions: mitigationsText(covering),
    },
  }))
}
