import canonicalize from 'canonicalize'
import { utf8 } from './bytes.ts'

/**
 * RFC 8785 canonical JSON of `value`: sorted keys, no white space, one spelling for each number.
 * Throws a TypeError or Error on whatever JSON cannot say exactly: undefined (also as a property or array item),
 * functions, symbols, bigints, objects with `toJSON`, numbers that are not finite, lone surrogates, cycles.
 */
export function canonicalText(value: unknown): string {
  // What JSON.stringify writes is canonical where every object's properties stand in order, and it takes half as long as the library.
  if (isInOrder(value, 0)) {
    const text = JSON.stringify(value)
    // How it writes half a surrogate pair.
    if (!text.includes('\\ud')) return text
  }
  const sorted = sortedCopy(value, 0)
  return sorted === unusual ? libraryText(value) : JSON.stringify(sorted)
}

function libraryText(value: unknown): string {
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

/** Stands for what {@link sortedCopy} does not copy. */
const unusual = Symbol('unusual')
/** Nothing of ours is nested deeper; a cycle is. */
const deepest = 100
const loneSurrogate = /\p{Surrogate}/u
/** JavaScript puts these before all others, or takes them for something else. */
const unsortable = /^(?:\d+|__proto__)$/

/** Whether all objects in `value` have their properties in canonical order already, as those have that are made to be hashed. */
function isInOrder(value: unknown, depth: number): boolean {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true
    case 'number':
      return Number.isFinite(value)
    case 'object':
      if (value === null) return true
      if (depth === deepest) return false
      return Array.isArray(value) ? isListInOrder(value, depth + 1) : isObjectInOrder(value, depth + 1)
    default:
      return false
  }
}

function isListInOrder(list: readonly unknown[], depth: number): boolean {
  for (const item of list) if (!isInOrder(item, depth)) return false
  return true
}

function isObjectInOrder(value: object, depth: number): boolean {
  if (!isPlain(value)) return false
  let last: string | null = null
  for (const name in value) {
    if ((last !== null && name <= last) || !isInOrder(value[name], depth)) return false
    last = name
  }
  return true
}

/** `value` with the properties of all objects in canonical order; {@link unusual} where the library has to write it, or refuse it. */
function sortedCopy(value: unknown, depth: number): unknown {
  switch (typeof value) {
    case 'string':
      return loneSurrogate.test(value) ? unusual : value
    case 'number':
      return Number.isFinite(value) ? value : unusual
    case 'boolean':
      return value
    case 'object':
      if (value === null) return null
      if (depth === deepest) return unusual
      return Array.isArray(value) ? sortedList(value, depth + 1) : sortedObject(value, depth + 1)
    default:
      return unusual
  }
}

function sortedList(list: readonly unknown[], depth: number): unknown {
  const copy: unknown[] = []
  for (const item of list) {
    const sorted = sortedCopy(item, depth)
    if (sorted === unusual) return unusual
    copy.push(sorted)
  }
  return copy
}

function sortedObject(value: object, depth: number): unknown {
  if (!isPlain(value)) return unusual
  const copy: Record<string, unknown> = {}
  for (const name of Object.keys(value).sort()) {
    const sorted = sortedCopy(value[name], depth)
    if (sorted === unusual || unsortable.test(name) || loneSurrogate.test(name)) return unusual
    copy[name] = sorted
  }
  return copy
}

function isPlain(value: object): value is Readonly<Record<string, unknown>> {
  return Object.getPrototypeOf(value) === Object.prototype && !('toJSON' in value)
}
