import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'

/** An Ed25519 key that signs. */
export interface PrivateKey {
  /** The 32 raw bytes. */
  publicKey: Uint8Array
  /** Ed25519 over `message`; 64 bytes. */
  sign: (message: Uint8Array) => Uint8Array
}

/** A new private key, as PKCS 8 in PEM. */
export function newPrivateKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
}

/** The key in a PEM text; null where it holds no Ed25519 key. */
export function readPrivateKey(pem: string): PrivateKey | null {
  const key = parsed(pem)
  if (key?.asymmetricKeyType !== 'ed25519') return null
  const { x } = createPublicKey(key).export({ format: 'jwk' })
  if (x === undefined) return null
  return { publicKey: new Uint8Array(Buffer.from(x, 'base64url')), sign: (message) => new Uint8Array(sign(null, message, key)) }
}

function parsed(pem: string): KeyObject | null {
  try {
    return createPrivateKey(pem)
  } catch {
    return null
  }
}
