import { outOfScope } from '../../../shared/domain/scope.ts'
import { diagramSvg, drawnDiagrams } from '../../../shared/picture/diagram.ts'
import { ownPositions } from '../../../shared/picture/place.ts'
import type { PdfReport } from './pdf-report.ts'
import { heading, lineHeight, quiet, tableSize } from './pdf-blocks.ts'
import { fill, joined } from '../../../shared/document/fill.ts'
import { margins, textHeight, type Piece } from './pdf-page.ts'
import type { Run, Type } from './pdf-type.ts'

/** Before the name of one of our fonts, where a picture names its family. */
export const ownFont = 'dreadnought-'

/** Every diagram on a page of its own, upright or across as it fits. */
export function pictures({ input: { model }, type, words, width, wide, paper }: PdfReport): Piece[] {
  const positions = ownPositions(model)
  const out = outOfScope(model)
  return drawnDiagrams(model).flatMap((diagram): Piece[] => {
    const name = model.diagrams.find((one) => one.id === diagram)?.name ?? ''
    const svg = withFonts(type, diagramSvg(model, positions, 'light', { diagram }))
    const size = sizeOf(svg)
    const page = size.width > 1.35 * size.height ? 'landscape' : 'portrait'
    const room = page === 'landscape' ? wide : width
    const title = heading(type, name === '' ? words.part.pictures : fill(words.picture.of, { name }), room, margins.side, { level: 1, page })
    const without = [...model.elements, ...model.boundaries, ...model.flows].some((part) => part.diagram === diagram && out.has(part.id))
    const legend = quiet(type, joined([words.picture.legend, without ? words.picture.outOfScope : ''], ' '), margins.side, room, 8)
    const high = textHeight(paper, page) - title.height - 2 * lineHeight(tableSize) - 20
    const scale = Math.min(room / size.width, high / size.height, 1.25)
    const [w, h] = [size.width * scale, size.height * scale]
    const picture: Piece = { height: h, marks: [{ kind: 'picture', x: margins.side + (room - w) / 2, y: 0, width: w, height: h, svg }], keep: true }
    return [title, picture, ...legend]
  })
}

function sizeOf(svg: string): { width: number; height: number } {
  const [, width = '1', height = '1'] = / width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? []
  return { width: Math.max(1, Number(width)), height: Math.max(1, Number(height)) }
}

const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" }

/** A picture whose labels name the font of each run of letters, for the drawer has no fallback; what stands from right to left is in its order. */
export function withFonts(type: Type, svg: string): string {
  return svg.replaceAll(/>([^<>]*[^\u0000-\u02ff<>][^<>]*)<\/(text|tspan)>/g, (_, escaped: string, tag: string) => {
    const text = type.shown(escaped.replaceAll(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? entity))
    const runs = type.runs(text)
    const [only] = runs
    if (only && runs.length === 1 && only.font === 'regular') return `>${escapedText(text)}</${tag}>`
    return `>${runs.map(spanned).join('')}</${tag}>`
  })
}

/** A run in its font. The drawer sets words one after the other from the left, so those from right to left are handed to it in that order. */
function spanned({ text, font, rtl }: Run): string {
  if (font === 'regular') return escapedText(text)
  const own = (word: string) => (word === ' ' ? ' ' : `<tspan font-family="${ownFont}${font}">${escapedText(word)}</tspan>`)
  return rtl ? text.split(/( )/).filter((word) => word !== '').toReversed().map(own).join('') : own(text)
}

function escapedText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
