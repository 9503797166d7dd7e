import type { VerifyCheck } from '../domain/register.ts'
import { inEnglish, type VerifyText, verifyText } from '../domain/verify-phrases.ts'
import { fromBase64 } from './base64.ts'
import type { Crypto } from './crypto.ts'
import { openEnvelope, type Envelope } from './dsse.ts'
import { readSignoff } from './read-signoff.ts'
import type { RegisterFile } from './register-file.ts'
import type { Signoff } from './signoff.ts'
import { fingerprintOf, keyIdOf, preAuthenticationEncoding, signerName, signoffType } from './statement-bytes.ts'

/** One envelope, with what it says and whether that holds. */
export interface CheckedSigner {
  check: VerifyCheck
  said: { name: string; role: string; meaning: string; scope: string; assurance: string; comment: string; at: string; fingerprint: string }
  keyId: string | null
  /** What was signed; null where it could not be read or does not hold. */
  signoff: Signoff | null
  /** The digest of the name; null where the envelope could not be read. */
  sealed: string | null
}

/** What stands for a name that is not in this copy. */
export const cutName = '(name cut)'

/** How a signature over everything says its scope. */
export const wholeScope = 'all threats'

/** Checks one envelope of `file` against the hash of the register it came with. */
export async function checkSigner(envelope: Envelope, file: RegisterFile, hash: string, crypto: Crypto): Promise<CheckedSigner> {
  const opened = openEnvelope(envelope)
  if (!opened) return unreadable('envelope-base64')
  const signoff = readSignoff(opened.payload)
  if (!signoff) return unreadable('not-a-signoff')
  const name = file.disclosures.find((one) => one.digest === signoff.signer)
  const problem = await problemOf(envelope, opened, signoff, file, hash, crypto)
  const said = {
    name: name ? nameOf(name.value) : cutName,
    role: signoff.role,
    meaning: signoff.meaning,
    scope: scopeText(signoff.scope, file),
    assurance: signoff.assurance,
    comment: signoff.comment ?? '',
    at: signoff.at,
    fingerprint: fingerprintOf(signoff.keyId),
  }
  const what = verifyText('signature', { name: said.name, role: said.role })
  const check = problem === null ? checkOf(true, what, ...statementOf(signoff, said)) : checkOf(false, what, problem)
  return { check, said, keyId: signoff.keyId, signoff: problem === null ? signoff : null, sealed: signoff.signer }
}

function statementOf({ meaning, comment }: Signoff, said: CheckedSigner['said']): VerifyText[] {
  if (meaning === 'declined') return [verifyText('declines', said)]
  return [verifyText('signs', said), ...(comment === undefined ? [] : [verifyText('commented', { comment })])]
}

/** One thing that was looked at, by code and in English. */
export function checkOf(ok: boolean, what: VerifyText, ...detail: VerifyText[]): VerifyCheck {
  return { ok, what: inEnglish(what), detail: inEnglish(...detail), said: { what, detail } }
}

async function problemOf(
  envelope: Envelope,
  opened: { payload: Uint8Array; keyid: string; signature: Uint8Array },
  signoff: Signoff,
  file: RegisterFile,
  hash: string,
  crypto: Crypto,
): Promise<VerifyText | null> {
  if (envelope.payloadType !== signoffType) return verifyText('payload-type', { type: signoffType })
  if (opened.keyid !== signoff.keyId) return verifyText('other-key-named')
  const key = file.keys.find((one) => one.keyId === signoff.keyId)
  const publicKey = key ? fromBase64(key.publicKey) : null
  if (!publicKey) return verifyText('key-missing', { fingerprint: fingerprintOf(signoff.keyId) })
  if (publicKey.length !== 32 || keyIdOf(publicKey, crypto.sha256) !== signoff.keyId) return verifyText('key-other')
  if (opened.signature.length !== 64) return verifyText('signature-length')
  const message = preAuthenticationEncoding(envelope.payloadType, opened.payload)
  if (!(await crypto.verify(publicKey, message, opened.signature))) return verifyText('signature-wrong')
  if (signoff.meaning === 'declined' && (signoff.comment ?? '').trim() === '') return verifyText('declined-without-reason')
  if (signoff.revisionHash !== hash) return verifyText('other-revision', { hash: signoff.revisionHash })
  const name = file.disclosures.find((one) => one.digest === signoff.signer)
  if (name && (name.name !== signerName || typeof name.value !== 'string')) return verifyText('name-other')
  const known = new Set(file.register.threats.map((threat) => threat.id))
  if (signoff.scope !== 'all' && signoff.scope.some((id) => !known.has(id))) return verifyText('scope-unknown')
  return null
}

function nameOf(value: unknown): string {
  return typeof value === 'string' ? value : cutName
}

function scopeText(scope: Signoff['scope'], file: RegisterFile): string {
  if (scope === 'all') return wholeScope
  const displayIds = new Map(file.register.threats.map((threat) => [threat.id, threat.displayId]))
  return scope.map((id) => displayIds.get(id) ?? id).join(', ')
}

function unreadable(why: 'envelope-base64' | 'not-a-signoff'): CheckedSigner {
  const said = { name: '?', role: '?', meaning: '?', scope: '?', assurance: '?', comment: '', at: '?', fingerprint: '?' }
  return { check: checkOf(false, verifyText('a-signature'), verifyText(why)), said, keyId: null, signoff: null, sealed: null }
}
