import { z } from 'zod'
import { agreements } from '../domain/sign-off.ts'
import { Disclosure } from '../domain/workshop.ts'
import { Id } from '../domain/id.ts'
import { fromBase64 } from './base64.ts'
import { canonicalBytes } from './canonical.ts'
import type { Crypto } from './crypto.ts'
import { opens } from './disclosure.ts'
import { Envelope, openEnvelope } from './dsse.ts'
import { readSignoff } from './read-signoff.ts'
import { PublicKey, type Signoff } from './signoff.ts'
import { RegisterDocument } from './register-document.ts'
import { keyIdOf, preAuthenticationEncoding, signerName, signoffType } from './statement-bytes.ts'

export const signRequestFormat = 'dreadnought-sign-request/1'
export const signatureFileFormat = 'dreadnought-signature/1'

/** What a signer is asked for; each may answer otherwise. */
export const Asked = z.strictObject({
  role: z.string().max(200),
  meaning: z.enum(agreements),
  scope: z.union([z.literal('all'), z.array(Id).min(1)]),
})
export type Asked = z.infer<typeof Asked>

/** A revision that goes to somebody who is to sign it: the whole signed part, so that whoever signs can hash it, and nobody's name. */
export const SignRequest = z.strictObject({
  format: z.literal(signRequestFormat),
  asked: Asked.nullable(),
  register: RegisterDocument,
  revisionHash: z.string(),
})
export type SignRequest = z.infer<typeof SignRequest>

/** One signature that comes back. */
export const SignatureFile = z.strictObject({
  format: z.literal(signatureFileFormat),
  envelope: Envelope,
  key: PublicKey,
  revisionHash: z.string(),
  /** Opens the signer's name. */
  signer: Disclosure.strict(),
})
export type SignatureFile = z.infer<typeof SignatureFile>

export function signatureFileBytes({ envelope, key, revisionHash, signer }: Omit<SignatureFile, 'format'>): Uint8Array {
  return canonicalBytes({ format: signatureFileFormat, envelope, key, revisionHash, signer })
}

/** Why a signature from outside is not taken in. */
export type SignatureFlaw = 'signature-damaged' | 'signature-other-revision' | 'signature-wrong' | 'signature-no-reason' | 'scope-unknown'

export interface HeldSignature {
  signoff: Signoff
  name: string
  publicKey: Uint8Array
}

/**
 * What a signature from outside says, once everything in it holds: over the revision with `hash`, by the key that it brings, with the name that was
 * sealed, for threats that are in `known`. Never throws.
 */
export async function heldSignature(file: Omit<SignatureFile, 'format'>, hash: string, known: ReadonlySet<string>, crypto: Crypto): Promise<HeldSignature | SignatureFlaw> {
  const opened = openEnvelope(file.envelope)
  const publicKey = fromBase64(file.key.publicKey)
  const signoff = opened && readSignoff(opened.payload)
  if (!opened || !signoff || publicKey?.length !== 32 || opened.signature.length !== 64 || file.envelope.payloadType !== signoffType) return 'signature-damaged'
  if (file.revisionHash !== hash || signoff.revisionHash !== hash) return 'signature-other-revision'
  const keyId = keyIdOf(publicKey, crypto.sha256)
  if (file.key.keyId !== keyId || signoff.keyId !== keyId || opened.keyid !== keyId) return 'signature-wrong'
  if (!(await crypto.verify(publicKey, preAuthenticationEncoding(signoffType, opened.payload), opened.signature))) return 'signature-wrong'
  const name = file.signer.value
  if (file.signer.name !== signerName || typeof name !== 'string' || name.trim() === '' || name.length > 200) return 'signature-damaged'
  if (file.signer.digest !== signoff.signer || !opens(file.signer, crypto.sha256)) return 'signature-damaged'
  if (signoff.meaning === 'declined' && (signoff.comment ?? '').trim() === '') return 'signature-no-reason'
  if (signoff.scope !== 'all' && (signoff.scope.some((id) => !known.has(id)) || new Set(signoff.scope).size !== signoff.scope.length)) return 'scope-unknown'
  return { signoff, name, publicKey }
}
