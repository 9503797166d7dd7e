import type { WorkshopEvent } from '../domain/workshop.ts'
import { hex } from './bytes.ts'
import { inEnglish, type VerifyText, verifyText } from '../domain/verify-phrases.ts'
import { canonicalBytes } from './canonical.ts'

/** Hashes bytes with SHA-256, synchronously. Passed in, so that the same code runs in Node and in a browser. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array

/** `prevHash` of a log's first event, and head hash of an empty log. */
export const zeroHash = '0'.repeat(64)

/** The hash of an event: hexadecimal SHA-256 of the canonical JSON of all its other fields, `prevHash` among them. */
export function eventHash(event: Omit<WorkshopEvent, 'hash'>, sha256: Sha256): string {
  const { seq, at, actor, type, payload, prevHash } = event
  return hex(sha256(canonicalBytes({ seq, at, actor, type, payload, prevHash })))
}

/** Hash of the last event, which stands for the whole log. */
export function headHash(log: readonly WorkshopEvent[]): string {
  return log.at(-1)?.hash ?? zeroHash
}

/** The first place where `log` is not an unbroken chain from number 1 on, in words; null where it is one. */
export function brokenLink(log: readonly WorkshopEvent[], sha256: Sha256): string | null {
  const broken = brokenChain(log, sha256)
  return broken === null ? null : inEnglish(broken)
}

/** As {@link brokenLink}, with the code of the words. */
export function brokenChain(log: readonly WorkshopEvent[], sha256: Sha256): VerifyText | null {
  let prevHash = zeroHash
  let seq = 0
  for (const event of log) {
    seq += 1
    if (event.seq !== seq) return verifyText('event-missing', { seq, next: event.seq })
    if (event.prevHash !== prevHash) return verifyText('event-loose', { seq })
    if (eventHash(event, sha256) !== event.hash) return verifyText('event-changed', { seq })
    prevHash = event.hash
  }
  return null
}
