import type { Stride } from '../domain/stride.ts'
import { strideCategories } from '../domain/stride.ts'

/** A piece of a row's text, from `start` up to `end`. */
export interface Span {
  start: number
  end: number
}

/** Puts `text` where `span` is. */
export interface Splice {
  span: Span
  text: string
}

/** The text with all splices made. Spans must not overlap. */
export function splice(text: string, splices: Splice[]): string {
  let result = text
  for (const { span, text: replacement } of [...splices].sort((a, b) => b.span.start - a.span.start)) {
    result = result.slice(0, span.start) + replacement + result.slice(span.end)
  }
  return result
}

/** The category a list names, however it is written: `INFORMATION DISCLOSURE`, `Denial-of-service`; null where it names none. */
export function strideNamed(name: string): Stride | null {
  const fold = (text: string): string => text.toLowerCase().replace(/[^a-z]/g, '')
  const wanted = fold(name)
  return strideCategories.find((category) => fold(category) === wanted) ?? null
}

/** At most `limit` UTF-16 units of a text, and never half a character at its end. */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text
  const last = text.charCodeAt(limit - 1)
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? limit - 1 : limit)
}
