import type { RegisterRow } from '../../../shared/domain/register.ts'
import { fill } from '../../../shared/document/fill.ts'
import type { Words } from '../document-words.ts'
import type { RegisterRecord } from '../register-record.ts'
import { utc } from '../../../shared/document/figures.ts'
import { markdownTable as table, markdownText as text } from './markdown-text.ts'

/** Who signed the revision, what they meant by it, and what the signatures do not prove. */
export function signOffLines({ signOff: said, attendance, meaning, assurance, cover }: Words, revision: RegisterRecord['revision'], rows: readonly RegisterRow[]): string[] {
  if (!revision) return [said.draft]
  const displayIds = new Map(rows.map(({ threat }) => [threat.id, threat.displayId]))
  const signers = table(
    [attendance.name, said.role, said.meaning, said.scope, said.signed, said.assurance, said.fingerprint, said.checked],
    revision.signatures.map((one) => [
      text(one.name),
      text(one.role),
      one.comment === '' ? meaning[one.meaning] : `${meaning[one.meaning]}: ${text(one.comment)}`,
      one.scope === 'all' ? said.allThreats : text(one.scope.map((id) => displayIds.get(id) ?? id).join(', ')),
      utc(one.at),
      assurance[one.assurance],
      `\`${one.fingerprint}\``,
      one.valid ? said.fits : `**${said.fitsNot}**`,
    ]),
  )
  return [
    `${said.revision} ${fill(said.revisionIs, { number: revision.number, at: utc(revision.frozenAt) })}, ${cover.hash} \`${revision.hash}\`.`,
    '',
    ...(signers.length === 0 ? [said.nobody] : signers),
    '',
    said.noteBare,
  ]
}
