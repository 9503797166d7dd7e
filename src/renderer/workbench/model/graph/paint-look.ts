import type { Band } from '../../../../shared/domain/dread.ts'
import type { Palette, SeverityLook } from '../../../ui/tokens.ts'
import type { Badge } from './badges.ts'
import { labelFont, type Measure } from './node-size.ts'

/** Everything about how the diagram looks that is not in the model. */
export interface Look {
  palette: Palette
  severity: Record<Band, SeverityLook>
  badges: ReadonlyMap<string, Badge>
  /** These are lit and the rest is dim; null where all is alike. */
  lit: ReadonlySet<string> | null
  /** The rest is dim, and these are as ever; null where nothing is asked for. */
  shown: ReadonlySet<string> | null
  /** How hot nodes are, where the diagram is coloured so: their fill, and a mark that says it without colour. */
  heat: ReadonlyMap<string, HeatLook> | null
}

/** `bars` is the step, 1 to 4; `figure` the number that it comes from. */
export interface HeatLook extends SeverityLook {
  bars: number
  figure: string
}

/** A flow's free end is a node of its own, and looks as its flow does. */
const flowOf = (id: string): string => (id.startsWith('free-end:') ? id.slice(id.indexOf(':', 9) + 1) : id)

/** Whether something is not what is asked for. What is chosen always shows: the focus must be seen wherever it goes. */
export function isDim({ lit, shown }: Look, { id, marks }: { id: string; marks: ReadonlySet<string> }): boolean {
  if ((lit === null && shown === null) || marks.has('chosen')) return false
  const of = flowOf(id)
  return (lit !== null && !lit.has(of)) || (shown !== null && !shown.has(of))
}

/** Where something is painted to, at what scale. The pen draws in diagram pixels. */
export interface Brush {
  pen: CanvasRenderingContext2D
  look: Look
  measure: Measure
  /** CSS pixels a diagram pixel. */
  zoom: number
  /** One device pixel in diagram pixels: nothing is thinner. */
  hair: number
}

/** The smallest letters that can be read, in CSS pixels: nothing is written in smaller ones. */
export const smallest = 9

/**
 * Below these zooms, things are too small to be seen or read. A name of 14 px is shown as it is down to `nodeLabel`, and below that as much
 * of it as fits in the smallest letters; a flow's text, which has no box to be cut to, goes.
 */
export const detail = { nodeLabel: 0.64, flowLabel: 0.62, boundaryLabel: 0.4, arrow: 0.28, shape: 0.26, curve: 0.2, badgeCount: 0.4 } as const

export const fonts = {
  node: labelFont,
  boundary: labelFont.replace(/^\d+ 14px/, '600 13px'),
  flow: labelFont.replace(/^\d+ 14px/, '400 12px'),
  strongFlow: labelFont.replace(/^\d+ 14px/, '600 12px'),
}

/** `text` in lines no wider than `width` by `measure`, word by word. */
export function wrapped(text: string, width: number, measure: Measure): string[] {
  const lines: string[] = []
  for (const paragraph of text.split('\n')) {
    let line = ''
    for (const word of paragraph.split(/\s+/)) {
      const longer = line === '' ? word : `${line} ${word}`
      if (line !== '' && measure(longer) > width) {
        lines.push(line)
        line = word
      } else {
        line = longer
      }
    }
    lines.push(line)
  }
  return lines
}
