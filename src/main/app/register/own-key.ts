import { createPublicKey } from 'node:crypto'
import { toBase64Url } from '../../../shared/proof/base64.ts'
import { fingerprintOf } from '../../../shared/proof/statement-bytes.ts'
import type { AppContext } from '../context.ts'
import { signingKey } from '../keys.ts'
import type { ExportedFile } from './register-export.ts'

/** What others may know of the key that this installation signs with: its fingerprint, and the public part as PEM. */
export function ownKey(context: AppContext): { fingerprint: string; file: ExportedFile } {
  const { keyId, publicKey } = signingKey(context)
  const key = createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x: toBase64Url(publicKey) } })
  const pem = key.export({ type: 'spki', format: 'pem' }).toString()
  return { fingerprint: fingerprintOf(keyId), file: { name: `dreadnought-key-${keyId.slice(0, 8)}.pub.pem`, mime: 'application/x-pem-file', bytes: Buffer.from(pem).toString('base64') } }
}
