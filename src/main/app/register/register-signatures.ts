import type { Database } from 'better-sqlite3'
import type { SignatureInfo } from '../../../shared/domain/register.ts'
import { fromUtf8 } from '../../../shared/proof/bytes.ts'
import { opens } from '../../../shared/proof/disclosure.ts'
import { openEnvelope, preAuthenticationEncoding, type Envelope } from '../../../shared/proof/dsse.ts'
import { fingerprintOf, keyIdOf, Signoff, signoffType } from '../../../shared/proof/signoff.ts'
import { cutName } from '../../../shared/proof/verify-signer.ts'
import { listSignatures, readDisclosures, type RevisionRow, type SignatureRow } from '../../store/revisions.ts'
import { nodeCrypto, sha256 } from '../crypto.ts'

/** The signatures of a stored revision, each checked against its hash. */
export function readSignatures(db: Database, row: RevisionRow): SignatureInfo[] {
  const disclosures = readDisclosures(db, row.id)
  return listSignatures(db, row.id).map((signature) => {
    const signoff = readSignoff(signature.envelope)
    const name = disclosures.find((one) => one.digest === signoff.signer)
    const valid = signoff.revisionHash === row.hash && isSigned(signature) && (!name || opens(name, sha256))
    const { role, meaning, scope, assurance, at, keyId } = signoff
    return { id: signature.id, name: typeof name?.value === 'string' ? name.value : cutName, role, meaning, scope, assurance, at, fingerprint: fingerprintOf(keyId), valid }
  })
}

function readSignoff(from: Envelope): Signoff {
  const payload = openEnvelope(from)?.payload
  return Signoff.parse(JSON.parse((payload && fromUtf8(payload)) ?? 'null'))
}

function isSigned({ envelope, keyId, publicKey }: SignatureRow): boolean {
  const opened = openEnvelope(envelope)
  if (!opened || envelope.payloadType !== signoffType || keyIdOf(publicKey, sha256) !== keyId || opened.keyid !== keyId) return false
  return nodeCrypto.verify(publicKey, preAuthenticationEncoding(signoffType, opened.payload), opened.signature) === true
}
