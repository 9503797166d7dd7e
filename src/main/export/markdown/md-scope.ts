import type { ProjectHeader } from '../../../shared/domain/project.ts'
import { bandsPhrase } from '../../../shared/document/document-phrases.ts'
import { fill } from '../../../shared/document/fill.ts'
import type { Words } from '../document-words.ts'
import { markdownTable as table, markdownText as text, markdownTitled as titled } from './markdown-text.ts'

/** What the register is about and how it is judged. */
export function scopeLines(words: Words, header: ProjectHeader): string[] {
  const { scope: said, confirmed, need } = words
  const named: [string, string][] = [
    [said.purpose, header.purpose],
    [said.environment, header.environment],
    [said.exclusions, header.exclusions],
    [said.line, header.treatmentLine === null ? said.lineNone : fill(said.lineAt, { line: header.treatmentLine })],
    [said.acceptance, header.acceptanceCriteria],
    [said.bands, bandsPhrase(words, header.bandScheme)],
    [said.review, header.reviewDate ?? ''],
  ]
  return [
    ...table(['', ''], named.filter(([, value]) => value !== '').map(([name, value]) => [name, text(value)])),
    ...titled(said.assumptions, table([said.assumption, said.owner, said.state], header.assumptions.map((one) => [text(one.text), text(one.owner), confirmed[one.confirmed]]))),
    ...titled(said.assets, table([said.asset, said.confidentiality, said.integrity, said.availability], header.assets.map((one) => [text(one.name), need[one.confidentiality], need[one.integrity], need[one.availability]]))),
  ]
}
