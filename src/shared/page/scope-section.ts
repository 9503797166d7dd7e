import { scopePairs } from '../document/document-phrases.ts'
import { htmlPairs as pairs, htmlTable as table, htmlText as text, htmlTitled as titled } from './html-text.ts'
import type { PageContext } from './page-input.ts'
import { personText } from './person.ts'

/** What the register is about, and how it is judged. */
export function scopeSection({ register: { header }, words, unseal }: PageContext): string {
  const { scope: said } = words
  return [
    pairs(scopePairs(words, header).map(([name, value]) => [name, text(value)])),
    titled(said.assumptions, table([said.assumption, said.owner, said.state], header.assumptions.map((one) => [text(one.text), personText(one.owner, unseal, words), words.confirmed[one.confirmed]]), said.assumptions)),
    titled(said.assets, table([said.asset, said.confidentiality, said.integrity, said.availability], header.assets.map((one) => [text(one.name), words.need[one.confidentiality], words.need[one.integrity], words.need[one.availability]]), said.assets)),
  ].join('')
}
