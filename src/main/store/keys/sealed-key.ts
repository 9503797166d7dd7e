import { z } from 'zod'
import { Instant } from '../../../shared/domain/id.ts'
import { newPrivateKey, readPrivateKey, type PrivateKey } from './private-key.ts'
import type { KeyProtection } from './key-protection.ts'

/** A private key that the system keeps. Its public part stands beside it, so that the key is known also where the system does not open it. */
export const SealedKey = z.strictObject({
  format: z.literal('dreadnought-sealed-key/1'),
  /** Base64 of the 32 raw bytes. */
  publicKey: z.base64(),
  since: Instant,
  /** Base64 of what the system made of the PEM. */
  sealed: z.base64(),
})
export type SealedKey = z.infer<typeof SealedKey>

/** Seals a private key. Null where the system, asked to open it again, gives back anything else. */
export function sealKey(pem: string, since: Instant, protection: KeyProtection): string | null {
  const key = readPrivateKey(pem)
  if (!key) return null
  const sealed = attempted(() => protection.seal(pem))
  if (sealed === null || attempted(() => protection.open(sealed)) !== pem) return null
  return JSON.stringify({ format: 'dreadnought-sealed-key/1', publicKey: base64(key.publicKey), since, sealed: base64(sealed) } satisfies SealedKey)
}

export function readSealedKey(text: string): SealedKey | null {
  return SealedKey.safeParse(attempted((): unknown => JSON.parse(text))).data ?? null
}

/** The key, or why it can not be had: the system does not open it, or it is another one than it says. */
export function openSealedKey(held: SealedKey, protection: KeyProtection | null): PrivateKey | 'key-locked' | 'key-damaged' {
  const pem = protection && attempted(() => protection.open(new Uint8Array(Buffer.from(held.sealed, 'base64'))))
  if (pem === null) return 'key-locked'
  const key = readPrivateKey(pem)
  return key && base64(key.publicKey) === held.publicKey ? key : 'key-damaged'
}

/** A new key, sealed; null where the system refuses. */
export function newSealedKey(since: Instant, protection: KeyProtection): string | null {
  return sealKey(newPrivateKey(), since, protection)
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}

function attempted<Result>(work: () => Result): Result | null {
  try {
    return work()
  } catch {
    return null
  }
}
