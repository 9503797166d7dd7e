import type { Disclosure } from '../domain/workshop.ts'
import { toBase64Url } from './base64.ts'
import { canonicalBytes } from './canonical.ts'
import type { Sha256 } from './log.ts'

/** Bytes of randomness in a salt: as many bits as SD-JWT (RFC 9901) asks for. */
export const saltLength = 16

/** A digest as it stands in signed parts: base64url of 32 bytes. */
export const digestPattern = /^[A-Za-z0-9_-]{43}$/

/** What stands in the signed part for a sealed value: base64url SHA-256 of the canonical JSON of `[salt, name, value]`. */
export function disclosureDigest(salt: string, name: string, value: unknown, sha256: Sha256): string {
  return toBase64Url(sha256(canonicalBytes([salt, name, value])))
}

/** Seals `value` under `name` with `salt`, {@link saltLength} random bytes that are used for nothing else. */
export function seal(name: string, value: unknown, salt: Uint8Array, sha256: Sha256): Disclosure {
  const text = toBase64Url(salt)
  return { digest: disclosureDigest(text, name, value, sha256), salt: text, name, value }
}

/** Whether `disclosure` opens the digest that it claims to open. */
export function opens(disclosure: Disclosure, sha256: Sha256): boolean {
  return disclosureDigest(disclosure.salt, disclosure.name, disclosure.value, sha256) === disclosure.digest
}
