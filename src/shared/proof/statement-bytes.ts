// Without zod: phones sign with this, and fetch nothing they do not need.
import { concatBytes, hex, utf8 } from './bytes.ts'
import type { Sha256 } from './log.ts'

/** Payload type of a sign-off's envelope. */
export const signoffType = 'application/vnd.dreadnought.signoff+json'

/** Name of the disclosure that holds a signer's name. */
export const signerName = 'signer'

/** What is signed, by DSSE 1: type and body with their lengths in bytes, so that neither can pass for the other. */
export function preAuthenticationEncoding(payloadType: string, payload: Uint8Array): Uint8Array {
  const type = utf8(payloadType)
  return concatBytes(utf8(`DSSEv1 ${type.length} `), type, utf8(` ${payload.length} `), payload)
}

/** The id of a key: hexadecimal SHA-256 of its 32 raw bytes. */
export function keyIdOf(publicKey: Uint8Array, sha256: Sha256): string {
  return hex(sha256(publicKey))
}

/** A key id for reading aloud and comparing: groups of four, such as `3f2a:9b1c:...`. */
export function fingerprintOf(keyId: string): string {
  return keyId.match(/.{1,4}/g)?.join(':') ?? ''
}
