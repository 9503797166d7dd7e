import { utc } from '../document/figures.ts'

/** What a browser would obey, or drop, instead of showing it: control characters but line feed and tab, and those that turn the direction of text. */
const unseen = /(?!\t|\n)[\p{Cc}\p{Surrogate}\u2028\u2029\u202a-\u202e\u2066-\u2069\u200e\u200f\ufeff]/gu

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text from outside as text in HTML, in an element or a quoted attribute. What could not be seen is written as `\u202e`. */
export function htmlText(text: string): string {
  return text
    .replace(unseen, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replace(/[&<>"']/g, (char) => entities[char] ?? char)
}

/** A table; heads are text, cells are HTML. Empty without rows. */
export function htmlTable(head: readonly string[], rows: readonly (readonly string[])[], label: string): string {
  if (rows.length === 0) return ''
  const cells = (row: readonly string[]) => row.map((cell) => `<td dir="auto">${cell}</td>`).join('')
  return `<div class="wide" role="region" aria-label="${htmlText(label)}" tabindex="0"><table><thead><tr>${head.map((name) => `<th scope="col">${htmlText(name)}</th>`).join('')}</tr></thead><tbody>${rows.map((row) => `<tr>${cells(row)}</tr>`).join('')}</tbody></table></div>`
}

/** Names with what they stand for; what is empty is left out. Names are text, values are HTML. */
export function htmlPairs(pairs: readonly (readonly [string, string])[]): string {
  const filled = pairs.filter(([, value]) => value !== '')
  return filled.length === 0 ? '' : `<dl>${filled.map(([name, value]) => `<div><dt>${htmlText(name)}</dt><dd dir="auto">${value}</dd></div>`).join('')}</dl>`
}

/** A body under a heading of the third rank; empty where it has no body. */
export function htmlTitled(title: string, body: string): string {
  return body === '' ? '' : `<h3>${htmlText(title)}</h3>${body}`
}

/** A section; empty where it has no body. */
export function htmlSection(id: string, title: string, body: string): string {
  return body === '' ? '' : `<section id="${id}"><h2>${htmlText(title)}</h2>${body}</section>`
}

/** `2026-01-31 09:00 UTC`. */
export function utcText(instant: string): string {
  return htmlText(utc(instant))
}
