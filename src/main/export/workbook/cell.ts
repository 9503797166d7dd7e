import type { Band } from '../../../shared/domain/dread.ts'
import { plainText } from '../plain-text.ts'

/** How a cell is shown, apart from what it holds. `quoted`: a text that would be a formula if somebody typed it. */
export type Look = 'head' | 'text' | 'quoted' | 'number' | 'date' | 'instant' | `band-${Band}`

/** What a cell holds. Dates are whole days since 1899-12-30 and instants have a fraction, in UTC: numbers to the workbook. */
export type Cell =
  | { type: 'text'; value: string; look: Look }
  | { type: 'number'; value: number; look: Look }
  | { type: 'truth'; value: boolean; look: Look }

/** As long as a cell's text may be in a workbook, in UTF-16 units. */
const longest = 32_767
const msPerDay = 86_400_000
/** Days from the workbook's day 0 to 1970-01-01. */
const epoch = 25_569

/** A text, without what steers a terminal or turns the reading direction; nothing where there is none. */
export function text(value: string | null | undefined, look: Look = 'text'): Cell | null {
  const plain = plainText(value ?? '').slice(0, longest).replace(/\p{Cs}$/u, '')
  if (plain === '') return null
  return { type: 'text', value: plain, look: look === 'text' && /^[=+\-@]/.test(plain) ? 'quoted' : look }
}

export function number(value: number | null | undefined): Cell | null {
  return value === null || value === undefined ? null : { type: 'number', value, look: 'number' }
}

export function truth(value: boolean | null): Cell | null {
  return value === null ? null : { type: 'truth', value, look: 'number' }
}

/** A plain date. What is none is written as the text that it is. */
export function date(value: string | null | undefined): Cell | null {
  return days(value, 'date')
}

/** A UTC instant, to the millisecond. */
export function instant(value: string): Cell | null {
  return days(value, 'instant')
}

function days(value: string | null | undefined, look: 'date' | 'instant'): Cell | null {
  const at = Date.parse(value ?? '')
  return Number.isNaN(at) ? text(value) : { type: 'number', value: at / msPerDay + epoch, look }
}

/** A band in its colours; says so where there is none. */
export function band(value: Band | null): Cell {
  return value === null ? { type: 'text', value: 'not scored', look: 'text' } : { type: 'text', value, look: `band-${value}` }
}
