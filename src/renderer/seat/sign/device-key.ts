import { getPublicKey, hashes, sign } from '@noble/ed25519'
import { sha512 } from '@noble/hashes/sha2.js'
import { fromBase64, toBase64 } from '../../../shared/proof/base64.ts'
import { recall, remember } from '../memory.ts'

// Phones on plain HTTP have no crypto.subtle.
hashes.sha512 = sha512

export interface DeviceKey {
  /** The 32 raw bytes. */
  publicKey: Uint8Array
  sign: (message: Uint8Array) => Uint8Array
}

/** This device's own Ed25519 key, made at first use. It never leaves the device. */
export function deviceKey(): DeviceKey {
  const kept = fromBase64(recall('sign-key') ?? '')
  const seed = kept?.length === 32 ? kept : crypto.getRandomValues(new Uint8Array(32))
  remember('sign-key', toBase64(seed))
  return { publicKey: getPublicKey(seed), sign: (message) => sign(message, seed) }
}
