import type { RegisterRow } from '../../../shared/domain/register.ts'
import { markdownTable as table, markdownText as text } from './markdown-text.ts'
import type { RegisterRecord } from '../register-record.ts'
import { utc } from '../workshop-words.ts'

/** Who signed the revision, what they meant by it, and what the signatures do not prove. */
export function signOffLines(revision: RegisterRecord['revision'], rows: readonly RegisterRow[]): string[] {
  if (!revision) return ['This is a draft. Nobody has signed it.']
  const displayIds = new Map(rows.map(({ threat }) => [threat.id, threat.displayId]))
  const signers = table(
    ['Name', 'Role', 'Meaning', 'Scope', 'Signed', 'Assurance', 'Key fingerprint', 'Checked'],
    revision.signatures.map((one) => [
      text(one.name),
      text(one.role),
      one.comment === '' ? one.meaning : `${one.meaning}: ${text(one.comment)}`,
      one.scope === 'all' ? 'all threats' : text(one.scope.map((id) => displayIds.get(id) ?? id).join(', ')),
      utc(one.at),
      one.assurance,
      `\`${one.fingerprint}\``,
      one.valid ? 'the signature fits' : '**the signature does not fit**',
    ]),
  )
  return [
    `Revision ${revision.number}, frozen ${utc(revision.frozenAt)}, SHA-256 \`${revision.hash}\`.`,
    '',
    ...(signers.length === 0 ? ['Nobody has signed this revision yet.'] : signers),
    '',
    'This sheet repeats what is signed; it is not the signature. The signed register (the JSON export of this revision) is: "npx dreadnought verify FILE" checks it with no network. Signatures do not prove who holds a key, nor the time; compare the fingerprints over a way you trust. "Attested by the host" means that the host signed for this person.',
  ]
}
