import { z } from 'zod'
import { Id, Instant } from '../domain/id.ts'
import { assurances } from '../domain/register.ts'
import { signatureMeanings } from '../domain/sign-off.ts'
import { digestPattern } from './disclosure.ts'

const Hash = z.string().regex(/^[0-9a-f]{64}$/)

/** What one signer signs. The name is only there as a digest. */
export const Signoff = z.strictObject({
  /** SHA-256 of the canonical register, in hexadecimal. */
  revisionHash: Hash,
  /** Digest of the disclosure of the signer's name. */
  signer: z.string().regex(digestPattern),
  role: z.string().min(1).max(200),
  meaning: z.enum(signatureMeanings),
  scope: z.union([z.literal('all'), z.array(Id).min(1)]),
  assurance: z.enum(assurances),
  /** As the signer wrote it; the reason where somebody declines. Absent where there is none. */
  comment: z.string().min(1).max(2000).optional(),
  at: Instant,
  keyId: Hash,
})
export type Signoff = z.infer<typeof Signoff>

/** An Ed25519 public key as it travels with signatures. */
export const PublicKey = z.strictObject({
  /** SHA-256 of the raw key, in hexadecimal. */
  keyId: Hash,
  algorithm: z.literal('ed25519'),
  /** Base64 of the 32 raw bytes. */
  publicKey: z.string(),
})
export type PublicKey = z.infer<typeof PublicKey>

/** The key id that a person wrote as a fingerprint, with or without separators; null where it can not be one. */
export function keyIdOfFingerprint(text: string): string | null {
  const plain = text.trim().replace(/^sha256:/i, '').replaceAll(/[\s:.-]/g, '').toLowerCase()
  return /^[0-9a-f]{64}$/.test(plain) ? plain : null
}
