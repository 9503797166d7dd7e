import type { PDFKitFont } from './pdf-kit-font.ts'

/** Writes text of one font as the operands of `TJ`: glyphs in hexadecimal, and between them how much closer they stand, in thousandths. */
export interface Letters {
  text(text: string): string
  /** Letters that take each other's shape or run from right to left, shaped as a whole. */
  shaped(text: string): string
}

/** Scripts whose letters take their shape from their neighbours. */
const joins = /[\u0590-\u0dff\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\ufb1d-\ufdff\ufe70-\ufeff]/

export function needsShaping(text: string): boolean {
  return joins.test(text)
}

/** Up to this length a text is mostly a name or a figure that stands on every card, and kept as it was set. */
const shortText = 32

/**
 * Letter by letter and pair by pair, each asked of the font once: shaping every word anew is most of the time that a large register takes. It leaves
 * out ligatures, and the widths are those that the lines were broken by.
 */
export function createLetters(font: PDFKitFont): Letters {
  const glyphs = new Map<string, string>()
  const kerns = new Map<number, number>()
  const texts = new Map<string, string>()

  function glyphOf(letter: string): string {
    const known = glyphs.get(letter)
    if (known !== undefined) return known
    const [encoded] = font.encode(letter, [])
    const glyph = encoded.join('')
    glyphs.set(letter, glyph)
    return glyph
  }

  function kernOf(last: string, letter: string): number {
    const pair = (last.codePointAt(0) ?? 0) * 0x110000 + (letter.codePointAt(0) ?? 0)
    const known = kerns.get(pair)
    if (known !== undefined) return known
    const [encoded, positions] = font.encode(last + letter, [])
    const first = positions[0]
    // A ligature is one glyph, and nothing stands between.
    const kern = first && encoded.length === 2 ? Math.round(first.xAdvance - first.advanceWidth) : 0
    kerns.set(pair, kern)
    return kern
  }

  function set(value: string): string {
    let [done, hex, last] = ['', '', '']
    for (const letter of value) {
      const kern = last === '' ? 0 : kernOf(last, letter)
      if (kern !== 0) {
        done += `<${hex}>${-kern}`
        hex = ''
      }
      hex += glyphOf(letter)
      last = letter
    }
    return `${done}<${hex}>`
  }

  function text(value: string): string {
    if (value.length > shortText) return set(value)
    const known = texts.get(value)
    if (known !== undefined) return known
    const done = set(value)
    texts.set(value, done)
    return done
  }

  function shaped(value: string): string {
    const [encoded, positions] = font.encode(value, [])
    return encoded.map((glyph, index) => {
      const position = positions[index]
      const kern = position ? Math.round(position.xAdvance - position.advanceWidth) : 0
      return `<${glyph}>${kern === 0 ? '' : -kern}`
    }).join('')
  }

  return { text, shaped }
}
