import { scopePairs } from '../../../shared/document/document-phrases.ts'
import type { Id } from '../../../shared/domain/id.ts'
import type { Model } from '../../../shared/domain/model.ts'
import { joined } from '../../../shared/document/fill.ts'
import { facts, heading, rest, table } from './pdf-blocks.ts'
import { margins, type Piece } from './pdf-page.ts'
import type { PdfReport } from './pdf-report.ts'

const x = margins.side

/** What the register is about and how it is judged. */
export function scope(report: PdfReport): Piece[] {
  const { input: { header, revision }, type, words, width } = report
  const { scope: said } = words
  const owner = [{ head: said.owner, width: 116 }, { head: said.state, width: 84 }]
  return [
    heading(type, words.part.scope, width, x, { level: 1, page: 'portrait' }),
    ...facts(type, [
      ...scopePairs(words, header),
      [said.packs, revision ? joined([...revision.rulePacks, revision.catalogue], ', ') : ''],
    ], x, width),
    ...(header.assumptions.length === 0
      ? []
      : [heading(type, said.assumptions, width, x, { level: 2 }), ...table(type, x, [{ head: said.assumption, width: rest(width, owner) }, ...owner], header.assumptions.map((one) => [one.text, one.owner, words.confirmed[one.confirmed]]))]),
    ...assets(report),
    ...outside(report),
  ]
}

/** What is to be protected, how much, and where it stands. */
function assets({ input: { header, model }, type, words, width }: PdfReport): Piece[] {
  if (header.assets.length === 0) return []
  const { scope: said } = words
  const names = partNames(model)
  const columns = [{ head: said.classification, width: 82 }, ...[said.confidentiality, said.integrity, said.availability].map((head) => ({ head, width: 70 })), { head: said.on, width: 104 }]
  return [
    heading(type, said.assets, width, x, { level: 2 }),
    ...table(type, x, [{ head: said.asset, width: rest(width, columns) }, ...columns], header.assets.map(({ name, classification, confidentiality, integrity, availability, on = [] }) => [
      name, classification === undefined ? '–' : words.classification[classification], words.need[confidentiality], words.need[integrity], words.need[availability], on.flatMap((id) => names.get(id) ?? []).join(', ') || '–',
    ])),
  ]
}

/** Parts of the model that are not looked at, and why. What stands inside of them is not looked at either, and not told. */
function outside({ input: { model }, type, words, width }: PdfReport): Piece[] {
  const { scope: said } = words
  const names = partNames(model)
  const diagrams = new Map(model.diagrams.map(({ id, name }) => [id, name]))
  const marked = [...model.boundaries, ...model.elements, ...model.flows].flatMap(({ id, diagram, outOfScope }) => (outOfScope === undefined ? [] : [[names.get(id) ?? '', diagrams.get(diagram) ?? '', outOfScope === '' ? said.noReason : outOfScope]]))
  if (marked.length === 0) return []
  const columns = [{ head: said.diagram, width: 116 }, { head: said.reason, width: 236 }]
  return [heading(type, said.outOfScope, width, x, { level: 2 }), ...table(type, x, [{ head: said.part, width: rest(width, columns) }, ...columns], marked)]
}

/** What parts are called; a flow without a label by its ends. */
function partNames(model: Model): Map<Id, string> {
  const names = new Map([...model.elements, ...model.boundaries].map(({ id, label, key }) => [id, label || key]))
  for (const { id, label, key, source, target } of model.flows) {
    const ends = [source, target].map((end) => (end === null ? '?' : (names.get(end) ?? '?')))
    names.set(id, label || (source === null && target === null ? key : ends.join(' → ')))
  }
  return names
}
