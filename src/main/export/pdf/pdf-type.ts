import type { Content, Style } from 'pdfmake/interfaces.js'
import { directed } from './pdf-bidi.ts'
import type { Face } from './pdf-font.ts'

/** How a text is set; sizes in points. */
export interface Setting {
  size?: number
  bold?: boolean
}

/** Letters of one font and one direction, in the order in which they are read; `width` in thousandths of the size. */
export interface Run {
  text: string
  font: string
  width: number
  rtl: boolean
}

/** The fonts that text is set in. `others` have letters that the first two lack, and are read when one is asked for. */
export interface Faces {
  regular: Face
  bold: Face
  others?: readonly { name: string; face: () => Face }[]
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
  /** What stands on one line, from left to right. */
  runs(line: string, bold?: boolean): Run[]
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

/** Up to here widths stand in an array, of which the characters of almost every text are. */
const plainEnd = 0x2100
/** What has to be looked at before it is shown: what cannot be seen, what joins the letter before it, what has a direction. */
const notPlain = /[\u0000-\u001f\u007f-\u009f\u00ad\u0300-\u036f\u0590-\u08ff\u200b-\u200f\u2028-\u202e\u2060-\u206f]/

/** Widths of the characters that need no more than their width; of all others, NaN. */
function plainWidths({ widths }: Face): Float64Array {
  const plain = new Float64Array(plainEnd).fill(Number.NaN)
  for (const [codePoint, width] of widths) if (codePoint < plainEnd && !notPlain.test(String.fromCharCode(codePoint))) plain[codePoint] = width
  return plain
}

/** The width of a text of plain characters only; NaN of any other. */
function plainWidth(text: string, plain: Float64Array): number {
  let width = 0
  for (let place = 0; place < text.length; place++) width += plain[text.charCodeAt(place)] ?? Number.NaN
  return width
}

/** Kerning, which these widths leave out, mostly takes width away; where it adds, this much room is left. */
const slack = 0.99

/** Letters that join take less room than each on its own, of which the widths are; about this share of it. */
const joining = /[\u0620-\u06ff]/
const joinedShare = 0.88

/** Letters that may be parted from the next one anywhere: Chinese, Japanese, Korean. */
const breaksAfter = /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]/

const digit = /\d/

function mayBreak(character: string, next: string): boolean {
  if (character === '-') return !digit.test(next)
  return character === ' ' || character === '/' || (character > '\u2e7f' && breaksAfter.test(character))
}

export function createType(faces: Faces): Type {
  let anyLost = false
  const others = new Map<string, Face>()
  const fonts = new Map<string, string | null>()
  const plain = { regular: plainWidths(faces.regular), bold: plainWidths(faces.bold) }

  function faceOf(name: string): Face {
    if (name === 'regular') return faces.regular
    if (name === 'bold') return faces.bold
    const known = others.get(name) ?? faces.others?.find((one) => one.name === name)?.face()
    if (!known) throw new Error(`no font ${name}`)
    others.set(name, known)
    return known
  }

  /** The font that has a letter: `regular`, which stands for bold too, where it can. */
  function fontOf(character: string): string | null {
    const codePoint = character.codePointAt(0) ?? 0
    if (codePoint === 10 || faces.regular.widths.has(codePoint)) return 'regular'
    const known = fonts.get(character)
    if (known !== undefined) return known
    const found = faces.others?.find(({ name }) => faceOf(name).widths.has(codePoint))?.name ?? null
    fonts.set(character, found)
    return found
  }

  function widthOf(character: string, { widths }: Face): number {
    const codePoint = character.codePointAt(0) ?? 0
    const own = widths.get(codePoint)
    if (own !== undefined) return own
    const other = fontOf(character)
    return other === null ? 0 : (faceOf(other).widths.get(codePoint) ?? 0)
  }

  const has = (text: string) => Array.from(text).every((one) => fontOf(one) !== null)

  function shown(text: string): string {
    if (!Number.isNaN(plainWidth(text, plain.regular))) return text
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
    const face = bold ? faces.bold : faces.regular
    const room = (width * slack * 1000) / size
    const own = plain[bold ? 'bold' : 'regular']
    const whole = plainWidth(text, own)
    if (whole <= room) return [text.trim()]
    if (!Number.isNaN(whole)) return wrap(text.trim(), room, (character) => own[character.charCodeAt(0)] ?? 0)
    return shown(text).split('\n').flatMap((paragraph) => wrap(paragraph.trim(), room, (character) => widthOf(character, face)))
  }

  function runs(line: string, bold = false): Run[] {
    const main = bold ? 'bold' : 'regular'
    const whole = plainWidth(line, plain[main])
    if (!Number.isNaN(whole)) return [{ text: line, font: main, width: whole, rtl: false }]
    return directed(line).flatMap(({ text, rtl }) => {
      // Signs that stand in the main font are no letters of a script, so nobody but us turns them around.
      const own = fontRuns(text, main).map((run) => (rtl && run.font === main ? { ...run, text: Array.from(run.text).toReversed().join(''), rtl: false } : { ...run, rtl }))
      return rtl ? own.toReversed() : own
    })
  }

  /** Spaces and signs stay in the font of the letters before them where that has them, so that words are not torn. */
  function fontRuns(text: string, main: string): { text: string; font: string; width: number }[] {
    const mainFace = faceOf(main)
    const done: { text: string; font: string; width: number }[] = []
    for (const character of text) {
      const last = done.at(-1)
      const codePoint = character.codePointAt(0) ?? 0
      const sticks = last !== undefined && last.font !== main && !/[\p{L}\p{N}]/u.test(character) && faceOf(last.font).widths.has(codePoint)
      const other = mainFace.widths.has(codePoint) ? main : (fontOf(character) ?? main)
      const font = sticks ? last.font : other === 'regular' ? main : other
      const width = (faceOf(font).widths.get(codePoint) ?? 0) * (joining.test(character) ? joinedShare : 1)
      if (last && last.font === font) {
        last.text += character
        last.width += width
      } else done.push({ text: character, font, width })
    }
    return done
  }

  return { shown, lines, runs, lost: () => anyLost }
}

/** Breaks at the last space, after the last slash or hyphen (but not within a date or a number of a ticket), or between Chinese letters, that fits; in a word that is wider than a line, anywhere. */
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
    if (mayBreak(character, text.charAt(place))) mayEnd = { place, used }
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
