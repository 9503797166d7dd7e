import type { Band } from '../domain/dread.ts'
import type { Box, Model } from '../domain/model.ts'
import type { HeatColours, PictureColours } from './look.ts'
import { n } from './number.ts'
import { boundaryShape, elementShape, flowShape } from './shapes.ts'
import { smallSize, widthOf, xmlText } from './text.ts'

/** The words of a legend, in the language of its reader. */
export interface LegendWords {
  process: string
  'data-store': string
  'external-entity': string
  boundary: string
  flow: string
  outOfScope: string
  bands: Record<Band, string>
}

export const englishLegend: LegendWords = {
  process: 'Process',
  'data-store': 'Data store',
  'external-entity': 'External entity',
  boundary: 'Trust boundary',
  flow: 'Data flow',
  outOfScope: 'Out of scope',
  bands: { Critical: 'Critical', High: 'High', Medium: 'Medium', Low: 'Low' },
}

const sign = { width: 38, height: 20 }
const gap = { inside: 8, between: 24, down: 12 }
const empty = { diagram: '', key: '', label: ' ', facts: {}, parent: null, position: null, sourceId: null, notes: '' }

interface Entry {
  word: string
  draw: (box: Box) => string
}

/** What there is in a picture beside its kinds of parts. */
interface Seen {
  heat: ReadonlyMap<Band, HeatColours>
  out: boolean
}

/** What the legend of a picture says: only what is in it. */
function entriesOf(model: Model, { heat, out }: Seen, words: LegendWords, colours: PictureColours): Entry[] {
  const plain = { colours, lit: false, behind: false, heat: null, out: false }
  const kinds = (['process', 'data-store', 'external-entity'] as const).filter((kind) => model.elements.some((element) => element.kind === kind))
  return [
    ...kinds.map((kind): Entry => ({ word: words[kind], draw: (box) => elementShape({ ...empty, id: kind, kind, technology: null }, box, plain) })),
    ...(model.boundaries.length === 0 ? [] : [{ word: words.boundary, draw: (box: Box) => boundaryShape({ ...empty, label: '', id: '', kind: 'box' }, box, colours, false) }]),
    ...(model.flows.length === 0
      ? []
      : [{ word: words.flow, draw: ({ x, y, width, height }: Box) => flowShape({ type: 'line', points: [{ x, y: y + height / 2 }, { x: x + width, y: y + height / 2 }] }, { colours, lit: false, bidirectional: false, free: false, out: false }) }]),
    ...(out ? [{ word: words.outOfScope, draw: (box: Box) => elementShape({ ...empty, id: 'out', kind: 'external-entity', technology: null }, box, { ...plain, out: true }) }] : []),
    ...[...heat].map(([band, look]): Entry => ({ word: words.bands[band], draw: (box) => elementShape({ ...empty, id: band, kind: 'external-entity', technology: null }, box, { ...plain, heat: { ...look, band } }) })),
  ]
}

/** The legend from `left` and `top` on, in as many rows as `width` asks for; with the size it takes. */
export function legend(model: Model, at: { left: number; top: number; width: number }, seen: Seen, words: LegendWords, colours: PictureColours): { svg: string; width: number; height: number } {
  const shapes: string[] = []
  let [x, y, widest] = [0, 0, 0]
  for (const { word, draw } of entriesOf(model, seen, words, colours)) {
    const needed = sign.width + gap.inside + widthOf(word, smallSize)
    if (x > 0 && x + needed > at.width) [x, y] = [0, y + sign.height + gap.down]
    const box = { x: at.left + x, y: at.top + y, ...sign }
    shapes.push(draw(box), `<text x="${n(box.x + sign.width + gap.inside)}" y="${n(box.y + sign.height / 2 + smallSize * 0.35)}" font-size="${smallSize}" fill="${colours.line}">${xmlText(word)}</text>`)
    widest = Math.max(widest, x + needed)
    x += needed + gap.between
  }
  return { svg: shapes.filter((shape) => shape !== '').join('\n'), width: widest, height: shapes.length === 0 ? 0 : y + sign.height }
}
