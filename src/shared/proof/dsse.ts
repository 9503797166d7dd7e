import { z } from 'zod'
import { fromBase64, toBase64 } from './base64.ts'

/** A DSSE envelope with exactly one signature: one envelope a signer. */
export const Envelope = z.strictObject({
  /** Base64 of the signed bytes. */
  payload: z.string(),
  payloadType: z.string(),
  signatures: z.array(z.strictObject({ keyid: z.string(), sig: z.string() })).length(1),
})
export type Envelope = z.infer<typeof Envelope>

export function envelope(payloadType: string, payload: Uint8Array, keyid: string, signature: Uint8Array): Envelope {
  return { payload: toBase64(payload), payloadType, signatures: [{ keyid, sig: toBase64(signature) }] }
}

/** The bytes inside an envelope; null where its base64 is not exactly what {@link envelope} writes. */
export function openEnvelope(from: Envelope): { payload: Uint8Array; keyid: string; signature: Uint8Array } | null {
  const payload = fromBase64(from.payload)
  const [first] = from.signatures
  const signature = first ? fromBase64(first.sig) : null
  return payload && signature && first ? { payload, keyid: first.keyid, signature } : null
}
