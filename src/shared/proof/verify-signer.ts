import type { VerifyCheck } from '../domain/register.ts'
import { fromBase64 } from './base64.ts'
import { fromUtf8 } from './bytes.ts'
import { canonicalText } from './canonical.ts'
import type { Crypto } from './crypto.ts'
import { openEnvelope, preAuthenticationEncoding, type Envelope } from './dsse.ts'
import type { RegisterFile } from './register-file.ts'
import { fingerprintOf, keyIdOf, Signoff, signerName, signoffType } from './signoff.ts'

/** One envelope, with what it says and whether that holds. */
export interface CheckedSigner {
  check: VerifyCheck
  said: { name: string; role: string; meaning: string; scope: string; assurance: string; at: string; fingerprint: string }
  keyId: string | null
  /** The digest of the name; null where the envelope could not be read. */
  sealed: string | null
}

/** What stands for a name that is not in this copy. */
export const cutName = '(name cut)'

/** Checks one envelope of `file` against the hash of the register it came with. */
export async function checkSigner(envelope: Envelope, file: RegisterFile, hash: string, crypto: Crypto): Promise<CheckedSigner> {
  const opened = openEnvelope(envelope)
  if (!opened) return unreadable('its base64 is not exact')
  const text = fromUtf8(opened.payload)
  const signoff = text === null ? null : readSignoff(text)
  if (!signoff) return unreadable('what was signed is not a sign-off in canonical form')
  const name = file.disclosures.find((one) => one.digest === signoff.signer)
  const problem = await problemOf(envelope, opened, signoff, file, hash, crypto)
  const said = {
    name: name ? nameOf(name.value) : cutName,
    role: signoff.role,
    meaning: signoff.meaning,
    scope: scopeText(signoff.scope, file),
    assurance: signoff.assurance,
    at: signoff.at,
    fingerprint: fingerprintOf(signoff.keyId),
  }
  const what = `Signature of ${said.name}, ${said.role}`
  const detail = problem ?? `${said.meaning}, ${said.scope}, ${said.at}, ${said.assurance}, key ${said.fingerprint}`
  return { check: { what, ok: problem === null, detail }, said, keyId: signoff.keyId, sealed: signoff.signer }
}

async function problemOf(
  envelope: Envelope,
  opened: { payload: Uint8Array; keyid: string; signature: Uint8Array },
  signoff: Signoff,
  file: RegisterFile,
  hash: string,
  crypto: Crypto,
): Promise<string | null> {
  if (envelope.payloadType !== signoffType) return `its payload type is not ${signoffType}`
  if (opened.keyid !== signoff.keyId) return 'the envelope names another key than what was signed'
  const key = file.keys.find((one) => one.keyId === signoff.keyId)
  const publicKey = key ? fromBase64(key.publicKey) : null
  if (!publicKey) return `its key ${fingerprintOf(signoff.keyId)} is not in the file`
  if (publicKey.length !== 32 || keyIdOf(publicKey, crypto.sha256) !== signoff.keyId) return 'the key is not the one that its fingerprint names'
  if (opened.signature.length !== 64) return 'a signature has 64 bytes'
  const message = preAuthenticationEncoding(envelope.payloadType, opened.payload)
  if (!(await crypto.verify(publicKey, message, opened.signature))) return 'the signature does not fit what was signed'
  if (signoff.revisionHash !== hash) return `it is over another revision, with SHA-256 ${signoff.revisionHash}`
  const name = file.disclosures.find((one) => one.digest === signoff.signer)
  if (name && (name.name !== signerName || typeof name.value !== 'string')) return 'the disclosure of its name is of something else'
  const known = new Set(file.register.threats.map((threat) => threat.id))
  if (signoff.scope !== 'all' && signoff.scope.some((id) => !known.has(id))) return 'its scope names threats that are not in the register'
  return null
}

function readSignoff(text: string): Signoff | null {
  try {
    const value: unknown = JSON.parse(text)
    const read = Signoff.safeParse(value)
    return read.success && canonicalText(value) === text ? read.data : null
  } catch {
    return null
  }
}

function nameOf(value: unknown): string {
  return typeof value === 'string' ? value : cutName
}

function scopeText(scope: Signoff['scope'], file: RegisterFile): string {
  if (scope === 'all') return 'all threats'
  const displayIds = new Map(file.register.threats.map((threat) => [threat.id, threat.displayId]))
  return scope.map((id) => displayIds.get(id) ?? id).join(', ')
}

function unreadable(detail: string): CheckedSigner {
  const said = { name: '?', role: '?', meaning: '?', scope: '?', assurance: '?', at: '?', fingerprint: '?' }
  return { check: { what: 'A signature', ok: false, detail }, said, keyId: null, sealed: null }
}
