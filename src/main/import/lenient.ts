/** Reading of values whose type a file only promises. Whatever is not what was asked for is absent, never an error. */

export type Fields = Record<string, unknown>

export function isFields(value: unknown): value is Fields {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}

/** The record that a value is; an empty one where it is none. */
export function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {}
}

/** The own field of a record: what every object inherits is none. */
export function field(record: Fields, name: string): unknown {
  return Object.hasOwn(record, name) ? record[name] : undefined
}

export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

/** Text without NUL and without halves of characters, which no store and no signature can hold. Numbers are written out; anything else is empty. */
export function textOf(value: unknown, limit = 20_000): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (typeof value !== 'string') return ''
  return cleanText(value.length > limit ? value.slice(0, limit) : value)
}

/** Text without NUL and without halves of characters. */
export function cleanText(text: string): string {
  return text.replace(/[\p{Cs}\0]/gu, '')
}

/** A finite number of a size that a drawing may have; null for anything else, such as NaN. */
export function coordinate(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && Math.abs(value) < 1e7 ? value : null
}
