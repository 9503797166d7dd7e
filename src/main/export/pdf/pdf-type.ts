import type { Content, Style } from 'pdfmake/interfaces.js'
import type { Face } from './pdf-font.ts'

/** How a text is set; sizes in points. */
export interface Setting {
  size?: number
  bold?: boolean
}

/**
 * Sets text in lines. Our own lines, because pdfmake measures, styles and draws every word on its own, which is most of the
 * time that a large register takes; and because it has no replacement for characters that the font lacks.
 */
export interface Type {
  /** Text from outside as it may stand on a page. */
  shown(text: string): string
  /** `text` in lines at most `width` points wide; at least one. */
  lines(text: string, width: number, setting?: Setting): string[]
  /** Whether anything was shown that the font has no shape for. */
  lost(): boolean
}

/** Stands for a character (or an emoji of several) that the font has no shape for. */
export const replacement = '\ufffd'

export const bodySize = 9.5

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })
/** Control characters, and marks that turn the reading direction around or cannot be seen. */
const unseen = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]/g
const lookalikes: Record<string, string> = { '→': '->', '←': '‹-', '⇒': '=>', '↔': '‹->', '−': '–', '✓': '•', '■': '•' }

/** Kerning, which these widths leave out, mostly takes width away; where it adds, this much room is left. */
const slack = 0.99

export function createType(faces: { regular: Face; bold: Face }): Type {
  let anyLost = false

  const has = (character: string) => Array.from(character).every((one) => one === '\n' || faces.regular.widths.has(one.codePointAt(0) ?? 0))

  function shown(text: string): string {
    const whole = text.replaceAll('\r\n', '\n').replaceAll('\t', ' ').normalize('NFC')
    const clean = whole.replaceAll(unseen, '')
    if (has(clean)) return clean
    // Joiners hold an emoji of several together, so they go only once it is known what belongs together.
    return Array.from(graphemes.segment(whole), ({ segment }) => {
      const seen = segment.replaceAll(unseen, '')
      const alike = lookalikes[seen] ?? seen
      if (has(alike)) return alike
      anyLost = true
      return replacement
    }).join('')
  }

  function lines(text: string, width: number, { size = bodySize, bold = false }: Setting = {}): string[] {
    const { widths } = bold ? faces.bold : faces.regular
    const room = (width * slack * 1000) / size
    return shown(text).split('\n').flatMap((paragraph) => wrap(paragraph.trim(), room, (character) => widths.get(character.codePointAt(0) ?? 0) ?? 0))
  }

  return { shown, lines, lost: () => anyLost }
}

/** Breaks at the last space, or after the last hyphen or slash, that fits; in a word that is wider than a line, anywhere. */
function wrap(text: string, room: number, widthOf: (character: string) => number): string[] {
  const done: string[] = []
  let [start, place, used] = [0, 0, 0]
  /** Where the line may end, and the width of it up to there. */
  let mayEnd = { place: 0, used: 0 }
  for (const character of text) {
    const width = widthOf(character)
    // What is left after a break may be too wide still.
    while (used + width > room && character !== ' ' && place > start) {
      if (mayEnd.place <= start) mayEnd = { place, used }
      done.push(text.slice(start, mayEnd.place).trimEnd())
      start = mayEnd.place
      used -= mayEnd.used
    }
    place += character.length
    used += width
    if (character === ' ' || character === '-' || character === '/') mayEnd = { place, used }
  }
  done.push(text.slice(start).trimEnd())
  return done
}

/** A text as content: its lines below each other, in a column `width` points wide. */
export function set(type: Type, text: string, width: number, { size, bold, ...style }: Setting & Style = {}): Extract<Content, { margin?: unknown }> {
  const setting = { ...(size === undefined ? {} : { size }), ...(bold === undefined ? {} : { bold }) }
  const all = { ...style, ...(size === undefined ? {} : { fontSize: size }), ...(bold === undefined ? {} : { bold }) }
  const [first = '', ...others] = type.lines(text, width, setting)
  if (others.length === 0) return { text: first, noWrap: true, ...all }
  return { stack: [first, ...others].map((one) => ({ text: one, noWrap: true })), ...all }
}
