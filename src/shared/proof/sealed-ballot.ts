import type { AnswerContent, BallotItem, SealedAnswer } from '../domain/sealed-ballot.ts'
import { canonicalBytes } from './canonical.ts'
import { utf8 } from './bytes.ts'

/** The bytes whose SHA-256 stands for a threat as somebody read it, with the factors that were asked. */
export function itemBytes({ id, displayId, title, description, stride, affected, factors }: BallotItem): Uint8Array {
  return canonicalBytes({ id, displayId, title, description, stride, affected, factors })
}

/** The bytes whose SHA-256 is an answer's `agenda`. */
export function agendaBytes(agenda: AnswerContent['agenda']): Uint8Array {
  return canonicalBytes(agenda)
}

/** The additional data of the seal: an answer opens only in its own workshop, for its own seat, agenda and key. */
export function boundTo({ format, workshop, seat, agenda, key }: Pick<SealedAnswer, 'format' | 'workshop' | 'seat' | 'agenda' | 'key'>): Uint8Array {
  return canonicalBytes({ format, workshop, seat, agenda, key })
}

/** HKDF's `info`, for the key of the content (32 bytes) and the nonce (12 bytes) that follow each other. */
export function derivationInfo(format: string, recipient: Uint8Array): Uint8Array {
  const text = utf8(format)
  const info = new Uint8Array(text.length + recipient.length)
  info.set(text)
  info.set(recipient, text.length)
  return info
}

/** Key and nonce in bytes. */
export const derivedLength = 44

/** A sealed text grows to a multiple of this, in bytes: the length of a file must not tell a 10 from a 7. */
const paddedTo = 2048

/** `content` as it is sealed: JSON with spaces behind it. */
export function paddedJson(content: unknown): Uint8Array {
  const bytes = utf8(JSON.stringify(content))
  const padded = new Uint8Array(Math.ceil(bytes.length / paddedTo) * paddedTo).fill(0x20)
  padded.set(bytes)
  return padded
}
