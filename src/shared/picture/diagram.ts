import type { Id } from '../domain/id.ts'
import type { Box, Element, Model } from '../domain/model.ts'
import type { DrawnDiagram, PictureTheme } from '../domain/seat-diagram.ts'
import { placeAll, type Positions } from './place.ts'
import { loop, overlap, pointAt, route, type Route } from './route.ts'
import { labelSize, lineHeight, smallSize, widthOf, wrap, xmlText } from './text.ts'

export interface PictureOptions {
  /** Only this diagram; the first one unless given. */
  diagram?: Id
  /** Elements and flows that are lit up, such as a finding's evidence. */
  highlight?: readonly Id[]
  /** The picture's frame goes around these parts; what lies beside them shows as far as there is room. Everything unless given. */
  zoom?: readonly Id[]
}

interface Colours {
  paper: string
  fill: string
  store: string
  line: string
  text: string
  flow: string
  boundary: string
  lit: string
}

const colours: Record<PictureTheme, Colours> = {
  light: { paper: '#ffffff', fill: '#f3f6fa', store: '#e9f0ec', line: '#37414d', text: '#16191d', flow: '#5a6675', boundary: '#9a4a1f', lit: '#c2185b' },
  dark: { paper: '#14171b', fill: '#22272e', store: '#1f2a26', line: '#aab4c0', text: '#f0f3f6', flow: '#97a3b0', boundary: '#e0a070', lit: '#ff6fa5' },
}

const margin = 24
/** Above this many elements flows are drawn straight: going around costs more than it shows. */
const aroundUpTo = 200

/** The ids of `model`'s diagrams, and of no other, that hold something. */
export function drawnDiagrams(model: Model): Id[] {
  const used = new Set([...model.elements, ...model.boundaries].map((part) => part.diagram))
  return model.diagrams.toSorted((a, b) => a.order - b.order).map((diagram) => diagram.id).filter((id) => used.has(id))
}

/**
 * One diagram as an SVG text in data-flow notation: processes round, stores between two lines, external entities square, boundaries dashed.
 * Pure: the same input gives the same text. Labels are escaped. What `positions` do not place is laid out.
 */
export function diagramSvg(model: Model, positions: Positions, theme: PictureTheme, options: PictureOptions = {}): string {
  return drawDiagram(model, positions, theme, options).svg
}

/** As {@link diagramSvg}, with its size and the place of each element in it. */
export function drawDiagram(model: Model, positions: Positions, theme: PictureTheme, options: PictureOptions = {}): DrawnDiagram {
  const part = ofDiagram(model, options.diagram ?? drawnDiagrams(model)[0])
  const palette = colours[theme]
  const { boxes, flows, labels } = withRoom(part, placeAll(part, positions))
  const lit = new Set(options.highlight)
  const all = [...boxes.values(), ...labels.map((label) => label.box)]
  const zoom = options.zoom ? new Set(options.zoom) : null
  const near = zoom === null ? all : [...boxes].flatMap(([id, box]) => (zoom.has(id) ? [box] : []))
  const frame = roomy(frameOf(near, flows.filter((flow) => zoom === null || zoom.has(flow.id)).map((flow) => flow.way)), zoom === null ? { width: 0, height: 0 } : leastZoom)
  const body = [
    ...part.boundaries.map((boundary) => boundaryShape(boundary.label, boundary.kind, boxes.get(boundary.id), palette)),
    ...containers(part).map((element) => elementShape(element, boxes.get(element.id), palette, lit.has(element.id), true)),
    ...flows.map((flow) => flowShape(flow.way, flow.bidirectional, palette, lit.has(flow.id))),
    ...leaves(part).map((element) => elementShape(element, boxes.get(element.id), palette, lit.has(element.id), false)),
    ...labels.map((label) => labelShape(label, palette)),
  ]
  const { x, y, width, height } = frame
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${n(x)} ${n(y)} ${n(width)} ${n(height)}" width="${n(width)}" height="${n(height)}" font-family="Inter, Roboto, sans-serif">`,
    `<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" fill="${palette.paper}"/>`,
    ...body.filter((shape) => shape !== ''),
    '</svg>',
  ].join('\n')
  const elements = part.elements.flatMap(({ id, label, key }) => {
    const box = boxes.get(id)
    return box ? [{ id, label: label || key, box: { ...box, x: box.x - x, y: box.y - y } }] : []
  })
  return { svg, width, height, elements }
}

/** A frame around a single element would show it larger than life, and nothing of what it stands among. */
const leastZoom = { width: 520, height: 260 }

function roomy({ x, y, width, height }: Box, least: { width: number; height: number }): Box {
  const more = { x: Math.max(0, least.width - width), y: Math.max(0, least.height - height) }
  return { x: x - more.x / 2, y: y - more.y / 2, width: width + more.x, height: height + more.y }
}

interface Arranged {
  boxes: Map<Id, Box>
  flows: RoutedFlow[]
  labels: FlowLabel[]
}

// Drawings that are tighter than their labels are pulled apart, until no label lies on an element or on another label.
function withRoom(model: Model, placed: Map<Id, Box>): Arranged {
  const tried = model.elements.length > aroundUpTo ? [1] : [1, 1.2, 1.4, 1.7, 2, 2.4]
  let best: (Arranged & { cost: number }) | undefined
  for (const scale of tried) {
    const boxes = pulledApart(model, placed, scale)
    const flows = routed(model, boxes)
    const labels = flowLabels(model, flows, boxes)
    const cost = labels.reduce((sum, label) => sum + label.cost, 0)
    if (!best || cost < best.cost) best = { boxes, flows, labels, cost }
    if (cost === 0) break
  }
  return best ?? { boxes: placed, flows: [], labels: [] }
}

function pulledApart(model: Model, placed: ReadonlyMap<Id, Box>, scale: number): Map<Id, Box> {
  const keepSize = new Set(leaves(model).map((element) => element.id))
  return new Map(
    [...placed].map(([id, box]) => {
      const wide = { x: box.x * scale, y: box.y * scale, width: box.width * scale, height: box.height * scale }
      if (!keepSize.has(id)) return [id, wide]
      return [id, { x: wide.x + (wide.width - box.width) / 2, y: wide.y + (wide.height - box.height) / 2, width: box.width, height: box.height }]
    }),
  )
}

function ofDiagram(model: Model, diagram: Id | undefined): Model {
  return {
    diagrams: model.diagrams.filter((one) => one.id === diagram),
    elements: model.elements.filter((one) => one.diagram === diagram),
    flows: model.flows.filter((one) => one.diagram === diagram),
    boundaries: model.boundaries.filter((one) => one.diagram === diagram),
  }
}

// An element with children stays one element, drawn behind them.
function containers(model: Model): Element[] {
  const parents = new Set([...model.elements, ...model.boundaries].map((part) => part.parent))
  return model.elements.filter((element) => parents.has(element.id))
}

function leaves(model: Model): Element[] {
  const behind = new Set(containers(model).map((element) => element.id))
  return model.elements.filter((element) => !behind.has(element.id))
}

interface RoutedFlow {
  id: Id
  label: string
  bidirectional: boolean
  way: Route
}

function routed(model: Model, boxes: ReadonlyMap<Id, Box>): RoutedFlow[] {
  const obstacles = model.elements.length > aroundUpTo ? [] : leaves(model)
  const lanes = new Map<string, number>()
  const flows: RoutedFlow[] = []
  for (const { id, label, source, target, bidirectional } of model.flows) {
    const from = source === null ? undefined : boxes.get(source)
    const to = target === null ? undefined : boxes.get(target)
    if (!from || !to || source === null || target === null) continue
    const pair = source < target ? `${source}\n${target}` : `${target}\n${source}`
    const lane = lanes.get(pair) ?? 0
    lanes.set(pair, lane + 1)
    const others = obstacles.filter((element) => element.id !== source && element.id !== target).flatMap((element) => boxes.get(element.id) ?? [])
    flows.push({ id, label, bidirectional, way: source === target ? loop(from) : route(from, to, laneOf(lane, source < target), others) })
  }
  return flows
}

// 0, 1, -1, 2, -2: as seen from one of the two ends, so that a flow and its answer bend apart.
function laneOf(place: number, forward: boolean): number {
  const side = place % 2 === 1 ? Math.ceil(place / 2) : -place / 2
  return forward || side === 0 ? side : -side
}

interface FlowLabel {
  lines: string[]
  box: Box
  /** The area of what it lies on: elements, titles, other labels. */
  cost: number
}

function flowLabels(model: Model, flows: readonly RoutedFlow[], boxes: ReadonlyMap<Id, Box>): FlowLabel[] {
  const labels: FlowLabel[] = []
  const titles = model.boundaries.flatMap((boundary) => titleBox(boundary.label, boxes.get(boundary.id)) ?? [])
  const taken = [...leaves(model).flatMap((element) => boxes.get(element.id) ?? []), ...titles]
  for (const { label, way } of flows) {
    const best = bestLabel(label, way, taken)
    if (!best) continue
    labels.push(best)
    taken.push(best.box)
  }
  return labels
}

// Narrow labels leave more of a short arrow to see; wide ones read better where there is room.
function bestLabel(label: string, way: Route, taken: readonly Box[]): FlowLabel | undefined {
  const room = Math.hypot(way.to.x - way.from.x, way.to.y - way.from.y)
  let best: FlowLabel | undefined
  for (const most of [Math.min(130, Math.max(70, room - 40)), 84]) {
    const lines = wrap(label, smallSize, most, 4)
    if (lines.length === 0) return undefined
    const width = Math.max(...lines.map((line) => widthOf(line, smallSize))) + 8
    const height = lines.length * smallSize * lineHeight + 4
    for (const t of [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74]) {
      const point = pointAt(way, t)
      const box = { x: point.x - width / 2, y: point.y - height / 2, width, height }
      const cost = taken.reduce((sum, other) => sum + overlap(box, other), 0)
      if (!best || cost < best.cost) best = { lines, box, cost }
      if (cost === 0) return best
    }
  }
  return best
}

function titleBox(label: string, box: Box | undefined): Box | undefined {
  const title = box && wrap(label, smallSize, Math.max(60, box.width - 20), 1)[0]
  return box && title !== undefined ? { x: box.x + 6, y: box.y + 4, width: widthOf(title, smallSize) * 1.1 + 8, height: 20 } : undefined
}

function boundaryShape(label: string, kind: 'box' | 'line', box: Box | undefined, palette: Colours): string {
  if (!box) return ''
  const { x, y, width, height } = box
  const dashed = `stroke="${palette.boundary}" stroke-width="1.5" stroke-dasharray="7 5" fill="none"`
  const shape =
    kind === 'line'
      ? `<line x1="${n(x)}" y1="${n(y)}" x2="${n(x + width)}" y2="${n(y + height)}" ${dashed}/>`
      : `<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" rx="6" ${dashed}/>`
  const title = wrap(label, smallSize, Math.max(60, width - 20), 1)[0]
  if (title === undefined) return shape
  return `${shape}\n<text x="${n(x + 10)}" y="${n(y + 19)}" font-size="${smallSize}" font-weight="bold" fill="${palette.boundary}">${xmlText(title)}</text>`
}

function elementShape(element: Element, box: Box | undefined, palette: Colours, lit: boolean, behind: boolean): string {
  if (!box) return ''
  const { x, y, width, height } = box
  const stroke = lit ? palette.lit : palette.line
  const weight = lit ? 3 : 1.5
  const outline = `stroke="${stroke}" stroke-width="${weight}"`
  const place = `x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}"`
  const shapes: string[] = []
  if (element.kind === 'data-store') {
    shapes.push(`<rect ${place} fill="${palette.store}"/>`)
    for (const at of [y, y + height]) shapes.push(`<line x1="${n(x)}" y1="${n(at)}" x2="${n(x + width)}" y2="${n(at)}" ${outline}/>`)
  } else {
    const round = element.kind === 'process' ? ` rx="${n(behind ? 16 : Math.min(height / 2, 26))}"` : ''
    shapes.push(`<rect ${place}${round} fill="${behind ? 'none' : palette.fill}" ${outline}/>`)
  }
  const lines = wrap(element.label || element.key, labelSize, Math.max(30, width - 16), behind ? 1 : Math.max(1, Math.floor((height - 6) / (labelSize * lineHeight))))
  const middle = behind ? y + 18 : y + height / 2
  return [...shapes, textLines(lines, x + width / 2, middle, labelSize, palette.text)].join('\n')
}

function flowShape(way: Route, bidirectional: boolean, palette: Colours, lit: boolean): string {
  const colour = lit ? palette.lit : palette.flow
  const { from, bend, to } = way
  const line = `<path d="M ${n(from.x)} ${n(from.y)} Q ${n(bend.x)} ${n(bend.y)} ${n(to.x)} ${n(to.y)}" fill="none" stroke="${colour}" stroke-width="${lit ? 2.5 : 1.4}"/>`
  const heads = [arrowHead(way, false, colour), ...(bidirectional ? [arrowHead(way, true, colour)] : [])]
  return [line, ...heads].join('\n')
}

function arrowHead(way: Route, atStart: boolean, colour: string): string {
  const tip = atStart ? way.from : way.to
  const before = pointAt(way, atStart ? 0.06 : 0.94)
  const length = Math.hypot(tip.x - before.x, tip.y - before.y) || 1
  const along = { x: (tip.x - before.x) / length, y: (tip.y - before.y) / length }
  const back = { x: tip.x - along.x * 10, y: tip.y - along.y * 10 }
  const points = [tip, { x: back.x - along.y * 4.5, y: back.y + along.x * 4.5 }, { x: back.x + along.y * 4.5, y: back.y - along.x * 4.5 }]
  return `<polygon points="${points.map((point) => `${n(point.x)},${n(point.y)}`).join(' ')}" fill="${colour}"/>`
}

function labelShape({ lines, box }: FlowLabel, palette: Colours): string {
  const ground = `<rect x="${n(box.x)}" y="${n(box.y)}" width="${n(box.width)}" height="${n(box.height)}" fill="${palette.paper}" fill-opacity="0.88"/>`
  return `${ground}\n${textLines(lines, box.x + box.width / 2, box.y + box.height / 2, smallSize, palette.text)}`
}

// One element a line, with a baseline of its own: the only way that every reader of SVG draws alike.
function textLines(lines: readonly string[], x: number, middle: number, size: number, colour: string): string {
  const step = size * lineHeight
  const first = middle - ((lines.length - 1) * step) / 2 + size * 0.35
  return lines.map((line, at) => `<text x="${n(x)}" y="${n(first + at * step)}" font-size="${size}" text-anchor="middle" fill="${colour}">${xmlText(line)}</text>`).join('\n')
}

function frameOf(boxes: readonly Box[], ways: readonly Route[]): Box {
  const points = [
    ...boxes.flatMap((box) => [{ x: box.x, y: box.y }, { x: box.x + box.width, y: box.y + box.height }]),
    ...ways.flatMap((way) => [way.from, pointAt(way, 0.25), pointAt(way, 0.5), pointAt(way, 0.75), way.to]),
  ]
  if (points.length === 0) return { x: 0, y: 0, width: 2 * margin, height: 2 * margin }
  const least = points.reduce((a, b) => ({ x: Math.min(a.x, b.x), y: Math.min(a.y, b.y) }))
  const most = points.reduce((a, b) => ({ x: Math.max(a.x, b.x), y: Math.max(a.y, b.y) }))
  return { x: least.x - margin, y: least.y - margin, width: most.x - least.x + 2 * margin, height: most.y - least.y + 2 * margin }
}

/** A number as SVG wants it: at most two decimals, never an exponent. */
function n(value: number): string {
  const rounded = Math.round(value * 100) / 100
  return Number.isFinite(rounded) && Math.abs(rounded) < 1e9 ? String(rounded === 0 ? 0 : rounded) : '0'
}
