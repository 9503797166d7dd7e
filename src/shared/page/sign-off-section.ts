import { requiredSignatures } from '../proof/required-signers.ts'
import { htmlTable as table, htmlText as text, utcText } from './html-text.ts'
import { statedSigners, type PageInput } from './page-input.ts'

const scopes = { all: 'all threats', 'must-treat': 'threats above the treatment line', accepted: 'threats whose risk is accepted' } as const
const states = { open: 'open', partly: 'not for everything', declined: 'declined', signed: 'signed' } as const

/** Who signed, what they meant by it, who has still to, and what signatures do not prove. */
export function signOffSection({ register, frozen, disclosures }: PageInput): string {
  if (!frozen) return '<p>This is a draft. Nobody has signed it.</p>'
  const signers = statedSigners(frozen.envelopes, disclosures)
  const displayIds = new Map(register.threats.map(({ id, displayId }) => [id, displayId]))
  const required = requiredSignatures(register.header.requiredSigners, register.threats, signers)
  const signed = table(
    ['Name', 'Role', 'Meaning', 'Scope', 'Comment', 'Signed', 'Assurance', 'Key fingerprint'],
    signers.map((one) => [text(one.name), text(one.role), one.meaning, one.scope === 'all' ? 'all threats' : text(one.scope.map((id) => displayIds.get(id) ?? id).join(', ')), text(one.comment), utcText(one.at), one.assurance, `<code>${text(one.fingerprint)}</code>`]),
    'Signatures',
  )
  return [
    required.length === 0 ? '' : `<h3>Who has to sign</h3>${table(['Role', 'Meaning', 'For at least', 'State'], required.map((one) => [text(one.role), one.meaning, scopes[one.scope], [states[one.state], text(one.names.join(', '))].filter((part) => part !== '').join(': ')]), 'Who has to sign')}`,
    signed === '' ? '<p>Nobody has signed this revision yet.</p>' : `<h3>Signatures</h3>${signed}`,
    '<p class="note">This sheet repeats what is signed; it is not the signature. Signatures do not prove who holds a key, nor the time: compare the fingerprints over a way you trust. “Attested by the host” means that the host signed for this person.</p>',
  ].join('')
}
