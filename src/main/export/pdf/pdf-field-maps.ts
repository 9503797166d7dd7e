import { fieldMaps, fieldMapStandards } from '../../../shared/domain/field-map.ts'
import { wherePhrase } from '../../../shared/document/document-phrases.ts'
import { heading, paragraph, rest, table, type Column } from './pdf-blocks.ts'
import { margins, type Piece } from './pdf-page.ts'
import type { PdfReport } from './pdf-report.ts'

const x = margins.side

/** Which clause of which standard asks about what, and where it stands here. */
export function fieldMapTables({ input: { choice }, type, words, width }: PdfReport): Piece[] {
  const { fieldMaps: said } = words
  const columns: Column[] = [{ head: said.clause, width: 84 }, { head: said.where, width: 176 }]
  return [
    heading(type, words.part.fieldMaps, width, x, { level: 1, page: 'portrait' }),
    ...paragraph(type, said.note, x, width),
    ...fieldMapStandards.flatMap((standard) => [
      heading(type, words.standard[standard], width, x, { level: 2 }),
      ...table(type, x, [{ head: said.clause, width: 84 }, { head: said.asks, width: rest(width, columns) }, { head: said.where, width: 176 }], fieldMaps[standard].map(({ clause, asks, parts }) => [clause, words.asks[asks], wherePhrase(words, parts, choice.parts)])),
    ]),
  ]
}
