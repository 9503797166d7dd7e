import canonicalize from 'canonicalize'
import { utf8 } from './bytes.ts'

/**
 * RFC 8785 canonical JSON of `value`: sorted keys, no white space, one spelling for each number.
 * Throws a TypeError or Error on whatever JSON cannot say exactly: undefined (also as a property or array item),
 * functions, symbols, bigints, objects with `toJSON`, numbers that are not finite, lone surrogates, cycles.
 */
export function canonicalText(value: unknown): string {
  // First, because it refuses cycles, on which the walk below would not end.
  const text = canonicalize(value)
  refuseWhatJsonDrops(value)
  if (text === undefined) throw new TypeError('undefined has no canonical form')
  return text
}

/** {@link canonicalText} as UTF-8: the bytes that are hashed, signed and stored. */
export function canonicalBytes(value: unknown): Uint8Array {
  return utf8(canonicalText(value))
}

// JSON.stringify's habit of leaving properties out, or of calling toJSON, would let two different values share one form.
function refuseWhatJsonDrops(value: unknown): void {
  const waiting: unknown[] = [value]
  while (waiting.length > 0) {
    const next = waiting.pop()
    if (next === null) continue
    switch (typeof next) {
      case 'string':
      case 'number':
      case 'boolean':
        continue
      case 'object':
        if ('toJSON' in next) throw new TypeError('an object with toJSON has no canonical form')
        for (const item of Array.isArray(next) ? next : Object.values(next)) waiting.push(item)
        continue
      default:
        throw new TypeError(`${typeof next} has no canonical form`)
    }
  }
}
