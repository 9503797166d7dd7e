import type { Box } from '../../../../shared/domain/model.ts'
import { fontFamily } from '../../../ui/tokens.ts'

/** Pixels of diagram a line of a node's label takes. */
export const lineHeight = 18
export const labelFont = `550 14px ${fontFamily}`
const labelPadding = { x: 20, y: 15 }
const widest = 172
const narrowest = 116
const lowest = 54

export type Measure = (text: string) => number

/** Widths of texts in the label font; a guess where there is no canvas. */
export function createMeasure(): Measure {
  const context = typeof document === 'undefined' ? null : document.createElement('canvas').getContext('2d')
  if (context) context.font = labelFont
  const known = new Map<string, number>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const width = context ? context.measureText(text).width : text.length * 7.4
    known.set(text, width)
    return width
  }
}

export interface NodeSize {
  width: number
  height: number
  /** Width at which the label wraps. */
  textWidth: number
}

/** Lines a text takes when it is wrapped at `width`, word by word. */
export function lineCount(text: string, width: number, measure: Measure): number {
  let lines = 1
  let line = ''
  for (const word of text.split(/\s+/)) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && measure(longer) > width) {
      lines += 1
      line = word
    } else {
      line = longer
    }
  }
  return lines
}

/** The size of a node that shows its whole label: as placed, or larger where the label wants more. */
export function nodeSize(label: string, placed: Box | null, measure: Measure): NodeSize {
  const words = label.split(/\s+/).map(measure)
  const longestWord = Math.min(Math.max(0, ...words), 320)
  const natural = placed?.width ?? Math.min(widest, Math.max(narrowest, measure(label) + 2 * labelPadding.x))
  const width = Math.ceil(Math.max(natural, longestWord + 2 * labelPadding.x))
  const textWidth = width - 2 * labelPadding.x + 4
  const height = Math.ceil(Math.max(placed?.height ?? lowest, lineCount(label, textWidth, measure) * lineHeight + 2 * labelPadding.y))
  return { width, height, textWidth }
}
