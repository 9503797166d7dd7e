import { createPublicKey, hash, verify as verifySignature } from 'node:crypto'
import { toBase64Url } from '../../shared/proof/base64.ts'
import type { Crypto } from '../../shared/proof/crypto.ts'

/** SHA-256 of `bytes`. */
export function sha256(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(hash('sha256', bytes, 'buffer'))
}

/** Verification with Node's own cryptography; `verify` answers false for anything that is not a key or a signature. */
export const nodeCrypto: Crypto = {
  sha256,
  verify(publicKey, message, signature) {
    try {
      const key = createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x: toBase64Url(publicKey) } })
      return verifySignature(null, message, key, signature)
    } catch {
      return false
    }
  },
}
