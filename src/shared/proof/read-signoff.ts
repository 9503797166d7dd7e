import { fromUtf8 } from './bytes.ts'
import { canonicalText } from './canonical.ts'
import { Signoff } from './signoff.ts'

/** The sign-off in an envelope's payload; null where it is none, or is not written in its one form: what can be spelled in two ways can be read in two ways. */
export function readSignoff(payload: Uint8Array | undefined): Signoff | null {
  const stated = statedSignoff(payload)
  return stated?.canonical === true ? stated.signoff : null
}

/** What a payload states, in whatever form it is written: for showing what does not hold, never for counting on it. */
export function statedSignoff(payload: Uint8Array | undefined): { signoff: Signoff; canonical: boolean } | null {
  const text = payload === undefined ? null : fromUtf8(payload)
  if (text === null) return null
  try {
    const value: unknown = JSON.parse(text)
    const read = Signoff.safeParse(value)
    return read.success ? { signoff: read.data, canonical: canonicalText(value) === text } : null
  } catch {
    return null
  }
}
