import { sha256 } from '@noble/hashes/sha2.js'
import type { SignatureRequest } from '../../../shared/domain/register.ts'
import type { SignSeatView } from '../../../shared/domain/sign-seat.ts'
import { toBase64 } from '../../../shared/proof/base64.ts'
import { canonicalBytes } from '../../../shared/proof/canonical.ts'
import { seal, saltLength } from '../../../shared/proof/disclosure.ts'
import { fingerprintOf, keyIdOf, preAuthenticationEncoding, signerName, signoffType } from '../../../shared/proof/statement-bytes.ts'
import { deviceKey } from './device-key.ts'

/** What this device hands in: a statement over the revision, signed with its own key, and the name that goes with it. */
export function signedStatement(view: SignSeatView, request: SignatureRequest) {
  const key = deviceKey()
  const keyId = keyIdOf(key.publicKey, sha256)
  const signer = seal(signerName, request.name, crypto.getRandomValues(new Uint8Array(saltLength)), sha256)
  const { role, meaning, scope, comment } = request
  const payload = canonicalBytes({ revisionHash: view.hash, signer: signer.digest, role, meaning, scope, assurance: 'seat key', ...(comment === '' ? {} : { comment }), at: new Date().toISOString(), keyId })
  const signature = key.sign(preAuthenticationEncoding(signoffType, payload))
  return {
    envelope: { payload: toBase64(payload), payloadType: signoffType, signatures: [{ keyid: keyId, sig: toBase64(signature) }] },
    key: { keyId, algorithm: 'ed25519' as const, publicKey: toBase64(key.publicKey) },
    signer,
  }
}

/** The fingerprint of this device's key. */
export function ownFingerprint(): string {
  return fingerprintOf(keyIdOf(deviceKey().publicKey, sha256))
}
