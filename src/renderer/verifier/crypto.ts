import { hashes, verify } from '@noble/ed25519'
import { sha256, sha512 } from '@noble/hashes/sha2.js'
import type { Crypto } from '../../shared/proof/crypto.ts'

hashes.sha512 = sha512

/** The browser's own Ed25519 where it has one, else one in plain script; both follow RFC 8032. */
export const pageCrypto: Crypto = {
  sha256,
  async verify(publicKey, message, signature) {
    return (await ownVerify(publicKey, message, signature)) ?? plainVerify(publicKey, message, signature)
  },
}

/** Null where the browser can not say. */
async function ownVerify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean | null> {
  try {
    const key = await crypto.subtle.importKey('raw', new Uint8Array(publicKey), 'Ed25519', false, ['verify'])
    return await crypto.subtle.verify('Ed25519', key, new Uint8Array(signature), new Uint8Array(message))
  } catch {
    return null
  }
}

function plainVerify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  try {
    return verify(signature, message, publicKey, { zip215: false })
  } catch {
    return false
  }
}
