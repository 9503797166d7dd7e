import type { ProjectHeader } from '../../../shared/domain/project.ts'
import { scopePairs } from '../../../shared/document/document-phrases.ts'
import type { Words } from '../document-words.ts'
import { markdownTable as table, markdownText as text, markdownTitled as titled } from './markdown-text.ts'

/** What the register is about and how it is judged. */
export function scopeLines(words: Words, header: ProjectHeader): string[] {
  const { scope: said, confirmed, need } = words
  return [
    ...table(['', ''], scopePairs(words, header).filter(([, value]) => value !== '').map(([name, value]) => [name, text(value)])),
    ...titled(said.assumptions, table([said.assumption, said.owner, said.state], header.assumptions.map((one) => [text(one.text), text(one.owner), confirmed[one.confirmed]]))),
    ...titled(said.assets, table([said.asset, said.confidentiality, said.integrity, said.availability], header.assets.map((one) => [text(one.name), need[one.confidentiality], need[one.integrity], need[one.availability]]))),
  ]
}
