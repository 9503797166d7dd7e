import type { Database } from 'better-sqlite3'
import type { SignatureInfo } from '../../../shared/domain/register.ts'
import type { Disclosure } from '../../../shared/domain/workshop.ts'
import { fromBase64 } from '../../../shared/proof/base64.ts'
import { opens } from '../../../shared/proof/disclosure.ts'
import { openEnvelope } from '../../../shared/proof/dsse.ts'
import type { RegisterParts } from '../../../shared/proof/register-file.ts'
import { statedSignoff } from '../../../shared/proof/read-signoff.ts'
import { cutName } from '../../../shared/proof/verify-signer.ts'
import { listSignatures, readDisclosures, type RevisionRow, type SignatureRow } from '../../store/revisions.ts'
import { nodeCrypto, sha256 } from '../crypto.ts'
import { fingerprintOf, keyIdOf, preAuthenticationEncoding, signoffType } from '../../../shared/proof/statement-bytes.ts'

/** The signatures of a stored revision, each checked against its hash. */
export function readSignatures(db: Database, row: RevisionRow): SignatureInfo[] {
  const disclosures = readDisclosures(db, row.id)
  return listSignatures(db, row.id).map((signature) => signatureInfo(signature, row.hash, disclosures))
}

/** The signatures of a register file whose hash is `hash`, each checked. Throws where an envelope holds no sign-off. */
export function signaturesOf({ envelopes, keys, disclosures }: Pick<RegisterParts, 'envelopes' | 'keys' | 'disclosures'>, hash: string): SignatureInfo[] {
  return envelopes.map((envelope, index) => {
    const keyId = envelope.signatures[0]?.keyid ?? ''
    const publicKey = fromBase64(keys.find((key) => key.keyId === keyId)?.publicKey ?? '') ?? new Uint8Array()
    return signatureInfo({ id: String(index), envelope, keyId, publicKey }, hash, disclosures)
  })
}

function signatureInfo(signature: Pick<SignatureRow, 'id' | 'envelope' | 'keyId' | 'publicKey'>, hash: string, disclosures: readonly Disclosure[]): SignatureInfo {
  const stated = statedSignoff(openEnvelope(signature.envelope)?.payload)
  if (!stated) throw new Error('an envelope holds no sign-off')
  const { signoff, canonical } = stated
  const name = disclosures.find((one) => one.digest === signoff.signer)
  const valid = canonical && signoff.revisionHash === hash && isSigned(signature) && (!name || opens(name, sha256))
  const { role, meaning, scope, comment, assurance, at, keyId } = signoff
  return { id: signature.id, name: typeof name?.value === 'string' ? name.value : cutName, role, meaning, scope, comment: comment ?? '', assurance, at, fingerprint: fingerprintOf(keyId), valid }
}

function isSigned({ envelope, keyId, publicKey }: Pick<SignatureRow, 'envelope' | 'keyId' | 'publicKey'>): boolean {
  const opened = openEnvelope(envelope)
  if (!opened || envelope.payloadType !== signoffType || keyIdOf(publicKey, sha256) !== keyId || opened.keyid !== keyId) return false
  return nodeCrypto.verify(publicKey, preAuthenticationEncoding(signoffType, opened.payload), opened.signature) === true
}
