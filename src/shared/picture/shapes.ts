import type { Band } from '../domain/dread.ts'
import type { Boundary, Box, Element, Note, Point } from '../domain/model.ts'
import type { FlowLabel } from './flow-label.ts'
import { hatch } from './hatch.ts'
import type { HeatColours, PictureColours } from './look.ts'
import { n } from './number.ts'
import { endsOf, pointAt, type Route } from './route.ts'
import { labelSize, lineHeight, smallSize, titleSize, widthOf, wrap, wrapLines, xmlText } from './text.ts'

/** How an element looks beyond its kind. */
export interface ElementLook {
  colours: PictureColours
  lit: boolean
  /** It contains others, and is drawn behind them. */
  behind: boolean
  heat: (HeatColours & { band: Band }) | null
  /** It is out of scope. */
  out: boolean
}

function place({ x, y, width, height }: Box): string {
  return `x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}"`
}

function oneLine(text: string, x: number, y: number, colour: string, more = ''): string {
  return `<text x="${n(x)}" y="${n(y)}" font-size="${titleSize}" font-weight="bold"${more} fill="${colour}">${xmlText(text)}</text>`
}

/** Where a title stands in the corner of `box`, with the room it takes. */
export function titleOf(label: string, box: Box): { text: string; box: Box } | undefined {
  const text = wrap(label, titleSize, Math.max(60, box.width - 24), 1)[0]
  return text === undefined ? undefined : { text, box: { x: box.x + 10, y: box.y + 4, width: widthOf(text, titleSize) * 1.08 + 8, height: 20 } }
}

/** The title of a boundary that is a line stands above it, for it has no inside. */
export function lineTitle(label: string, box: Box): { text: string; box: Box } | undefined {
  const text = wrap(label, titleSize, 200, 1)[0]
  if (text === undefined) return undefined
  const width = widthOf(text, titleSize) * 1.08 + 8
  return { text, box: { x: box.x + box.width / 2 - width / 2, y: box.y - 24, width, height: 20 } }
}

/** Up to this wide a boundary that is a line is drawn as one, in diagram pixels. */
const thin = 16

/** `out`: it is out of scope. */
export function boundaryShape({ label, kind }: Boundary, box: Box, colours: PictureColours, out: boolean): string {
  const dashed = `stroke="${colours.line}" stroke-width="1.5" stroke-dasharray="7 5"`
  if (kind === 'box') {
    const title = titleOf(label, box)
    const shape = `<rect ${place(box)} rx="10" fill="${colours.zone}" fill-opacity="0.34" ${dashed}/>${out ? hatch(box, 10, colours) : ''}`
    return title ? `${shape}\n${oneLine(title.text, box.x + 14, box.y + 21, colours.line)}` : shape
  }
  const title = lineTitle(label, box)
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  const shape =
    box.width <= thin
      ? `<line x1="${n(middle.x)}" y1="${n(box.y)}" x2="${n(middle.x)}" y2="${n(box.y + box.height)}" ${dashed}/>`
      : box.height <= thin
        ? `<line x1="${n(box.x)}" y1="${n(middle.y)}" x2="${n(box.x + box.width)}" y2="${n(middle.y)}" ${dashed}/>`
        : `<rect ${place(box)} fill="none" ${dashed}/>`
  return title ? `${shape}\n${oneLine(title.text, middle.x, box.y - 9, colours.line, ' text-anchor="middle"')}` : shape
}

/** The radius of a process's corners. */
export function cornerOf({ height }: Box, behind: boolean): number {
  return behind ? 16 : Math.min(height / 2, 26)
}

export function elementShape(element: Element, box: Box, { colours, lit, behind, heat, out }: ElementLook): string {
  const { x, y, width, height } = box
  const stroke = lit ? colours.lit : colours.line
  const outline = `stroke="${stroke}" stroke-width="${lit ? 3 : element.kind === 'external-entity' ? 2 : 1.5}"`
  const fill = heat?.fill ?? (element.kind === 'external-entity' ? colours.paper : colours.fill)
  const opacity = behind && !heat ? ' fill-opacity="0.6"' : ''
  const shapes: string[] = []
  if (element.kind === 'data-store') {
    shapes.push(`<rect ${place(box)} fill="${fill}"${opacity}/>`)
    for (const at of [y, y + height]) shapes.push(`<line x1="${n(x)}" y1="${n(at)}" x2="${n(x + width)}" y2="${n(at)}" stroke="${stroke}" stroke-width="${lit ? 3.2 : 1.9}"/>`)
  } else {
    const round = element.kind === 'process' ? ` rx="${n(cornerOf(box, behind))}"` : ''
    shapes.push(`<rect ${place(box)}${round} fill="${fill}"${opacity} ${outline}/>`)
  }
  if (out) shapes.push(hatch(box, element.kind === 'process' ? cornerOf(box, behind) : 0, colours))
  const colour = heat?.text ?? colours.text
  const label = element.label || element.key
  if (behind) {
    const title = titleOf(label, box)
    if (title) shapes.push(oneLine(title.text, x + 14, y + 21, colour))
  } else shapes.push(textLines(wrap(label, labelSize, Math.max(30, width - 16), linesThatFit(height)), x + width / 2, y + height / 2, labelSize, colour))
  if (heat) shapes.push(`<text x="${n(x + width - 9)}" y="${n(y + 14)}" font-size="10" font-weight="bold" text-anchor="end" fill="${heat.text}">${heat.band.charAt(0)}</text>`)
  return shapes.join('\n')
}

function linesThatFit(height: number): number {
  return Math.max(1, Math.floor((height - 6) / (labelSize * lineHeight)))
}

export function noteShape({ text }: Note, box: Box, colours: PictureColours): string {
  const lines = wrapLines(text, labelSize, Math.max(30, box.width - 24), Math.max(1, Math.floor((box.height - 16) / (labelSize * lineHeight))))
  const first = box.y + 12 + labelSize * 0.85
  const texts = lines.map((line, at) => `<text x="${n(box.x + 12)}" y="${n(first + at * labelSize * lineHeight)}" font-size="${labelSize}" fill="${colours.text}">${xmlText(line)}</text>`)
  return [`<rect ${place(box)} fill="${colours.note}" fill-opacity="0.75"/>`, ...texts].join('\n')
}

export interface FlowLook {
  colours: PictureColours
  lit: boolean
  bidirectional: boolean
  /** One of its ends is free. */
  free: boolean
  /** It is out of scope. */
  out: boolean
}

export function flowShape(way: Route, { colours, lit, bidirectional, free, out }: FlowLook): string {
  const colour = lit ? colours.lit : colours.line
  const dash = free ? ' stroke-dasharray="5 4"' : out ? ' stroke-dasharray="1.5 3.5"' : ''
  const line = `<path d="${pathOf(way)}" fill="none" stroke="${colour}" stroke-width="${lit ? 2.8 : 1.5}"${dash}/>`
  const heads = [arrowHead(way, false, colour), ...(bidirectional ? [arrowHead(way, true, colour)] : [])]
  return [line, ...heads].join('\n')
}

function pathOf(way: Route): string {
  if (way.type === 'line') return way.points.map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'} ${n(x)} ${n(y)}`).join(' ')
  const { from, bend, to } = way
  return `M ${n(from.x)} ${n(from.y)} Q ${n(bend.x)} ${n(bend.y)} ${n(to.x)} ${n(to.y)}`
}

function arrowHead(way: Route, atStart: boolean, colour: string): string {
  const { from, to } = endsOf(way)
  const tip = atStart ? from : to
  const before = way.type === 'line' ? (atStart ? way.points[1] : way.points.at(-2)) ?? tip : pointAt(way, atStart ? 0.06 : 0.94)
  const length = Math.hypot(tip.x - before.x, tip.y - before.y) || 1
  const along = { x: (tip.x - before.x) / length, y: (tip.y - before.y) / length }
  const back = { x: tip.x - along.x * 10, y: tip.y - along.y * 10 }
  const points: Point[] = [tip, { x: back.x - along.y * 4.8, y: back.y + along.x * 4.8 }, { x: back.x + along.y * 4.8, y: back.y - along.x * 4.8 }]
  return `<polygon points="${points.map((point) => `${n(point.x)},${n(point.y)}`).join(' ')}" fill="${colour}"/>`
}

/** The small circle where a flow's free end is. */
export function freeEndShape(box: Box, colours: PictureColours): string {
  return `<circle cx="${n(box.x + box.width / 2)}" cy="${n(box.y + box.height / 2)}" r="${n(box.width / 2)}" fill="${colours.paper}" stroke="${colours.line}" stroke-width="1.5" stroke-dasharray="3 2"/>`
}

export function labelShape({ lines, box }: FlowLabel, colours: PictureColours): string {
  const ground = `<rect ${place(box)} fill="${colours.paper}" fill-opacity="0.9"/>`
  return `${ground}\n${textLines(lines, box.x + box.width / 2, box.y + box.height / 2, smallSize, colours.text)}`
}

// One element a line, with a baseline of its own: the only way that every reader of SVG draws alike.
export function textLines(lines: readonly string[], x: number, middle: number, size: number, colour: string): string {
  const step = size * lineHeight
  const first = middle - ((lines.length - 1) * step) / 2 + size * 0.35
  return lines.map((line, at) => `<text x="${n(x)}" y="${n(first + at * step)}" font-size="${size}" text-anchor="middle" fill="${colour}">${xmlText(line)}</text>`).join('\n')
}
