import { bandsPhrase } from '../document/document-phrases.ts'
import { fill } from '../document/fill.ts'
import { htmlPairs as pairs, htmlTable as table, htmlText as text, htmlTitled as titled } from './html-text.ts'
import type { PageContext } from './page-input.ts'
import { personText } from './person.ts'

/** What the register is about, and how it is judged. */
export function scopeSection({ register: { header }, words, unseal }: PageContext): string {
  const { scope: said } = words
  return [
    pairs([
      [said.purpose, text(header.purpose)],
      [said.environment, text(header.environment)],
      [said.exclusions, text(header.exclusions)],
      [said.line, text(header.treatmentLine === null ? said.lineNone : fill(said.lineAt, { line: header.treatmentLine }))],
      [said.acceptance, text(header.acceptanceCriteria)],
      [said.bands, text(bandsPhrase(words, header.bandScheme))],
      [said.review, text(header.reviewDate ?? '')],
    ]),
    titled(said.assumptions, table([said.assumption, said.owner, said.state], header.assumptions.map((one) => [text(one.text), personText(one.owner, unseal, words), words.confirmed[one.confirmed]]), said.assumptions)),
    titled(said.assets, table([said.asset, said.confidentiality, said.integrity, said.availability], header.assets.map((one) => [text(one.name), words.need[one.confidentiality], words.need[one.integrity], words.need[one.availability]]), said.assets)),
  ].join('')
}
