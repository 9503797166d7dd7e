import { fill, joined } from '../document-words.ts'
import { facts, heading, rest, table } from './pdf-blocks.ts'
import { margins, type Piece } from './pdf-page.ts'
import type { PdfReport } from './pdf-report.ts'

const x = margins.side

/** What the register is about and how it is judged. */
export function scope({ input: { header, revision }, type, words, width }: PdfReport): Piece[] {
  const { scope: said } = words
  const { critical, high, medium, id: scheme, discoverability } = header.bandScheme
  const owner = [{ head: said.owner, width: 116 }, { head: said.state, width: 84 }]
  const needs = [said.confidentiality, said.integrity, said.availability].map((head) => ({ head, width: 86 }))
  return [
    heading(type, words.part.scope, width, x, { level: 1, page: 'portrait' }),
    ...facts(type, [
      [said.purpose, header.purpose],
      [said.environment, header.environment],
      [said.exclusions, header.exclusions],
      [said.line, header.treatmentLine === null ? said.lineNone : fill(said.lineAt, { line: header.treatmentLine })],
      [said.acceptance, header.acceptanceCriteria],
      [said.bands, fill(said.bandsAre, { critical, high, medium, scheme, discoverability: words.discoverability[discoverability] })],
      [said.review, header.reviewDate ?? ''],
      [said.packs, revision ? joined([...revision.rulePacks, revision.catalogue], ', ') : ''],
    ], x, width),
    ...(header.assumptions.length === 0
      ? []
      : [heading(type, said.assumptions, width, x, { level: 2 }), ...table(type, x, [{ head: said.assumption, width: rest(width, owner) }, ...owner], header.assumptions.map((one) => [one.text, one.owner, words.confirmed[one.confirmed]]))]),
    ...(header.assets.length === 0
      ? []
      : [heading(type, said.assets, width, x, { level: 2 }), ...table(type, x, [{ head: said.asset, width: rest(width, needs) }, ...needs], header.assets.map((one) => [one.name, words.need[one.confidentiality], words.need[one.integrity], words.need[one.availability]]))]),
  ]
}
