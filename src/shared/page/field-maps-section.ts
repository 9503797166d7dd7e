import { fieldMaps, fieldMapStandards } from '../domain/field-map.ts'
import { wherePhrase } from '../document/document-phrases.ts'
import { htmlTable as table, htmlText as text } from './html-text.ts'
import type { PageContext } from './page-input.ts'

/** Which clause of which standard asks about what, and where it stands here. */
export function fieldMapsSection({ words, parts }: PageContext): string {
  const { fieldMaps: said } = words
  const maps = fieldMapStandards.map((standard) => `<h3>${text(words.standard[standard])}</h3>${table([said.clause, said.asks, said.where], fieldMaps[standard].map(({ clause, asks, parts: where }) => [text(clause), text(words.asks[asks]), text(wherePhrase(words, where, parts))]), words.standard[standard])}`)
  return `<p>${text(said.note)}</p>${maps.join('')}`
}
