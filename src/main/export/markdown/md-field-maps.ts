import type { DocumentPart } from '../../../shared/domain/document.ts'
import { fieldMaps, fieldMapStandards } from '../../../shared/domain/field-map.ts'
import type { Words } from '../document-words.ts'
import { wherePhrase } from '../../../shared/document/document-phrases.ts'
import { markdownTable as table, markdownText as text } from './markdown-text.ts'

/** Which clause of which standard asks about what, and where it stands here. A picture stands in no text. */
export function fieldMapLines(words: Words, parts: readonly DocumentPart[]): string[] {
  const there = parts.filter((part) => part !== 'pictures')
  return [
    words.fieldMaps.note,
    '',
    ...fieldMapStandards.flatMap((standard) => [
      `### ${text(words.standard[standard])}`,
      '',
      ...table([words.fieldMaps.clause, words.fieldMaps.asks, words.fieldMaps.where], fieldMaps[standard].map((row) => [text(row.clause), text(words.asks[row.asks]), text(wherePhrase(words, row.parts, there))])),
      '',
    ]),
  ]
}
