import type { Band } from '../domain/dread.ts'
import type { ChangeMark } from '../domain/drawn-changes.ts'
import type { Id } from '../domain/id.ts'
import type { Box, Element, Model } from '../domain/model.ts'
import { outOfScope } from '../domain/scope.ts'
import type { DrawnDiagram, PictureTheme } from '../domain/seat-diagram.ts'
import { arrange, containers, leaves, type Arranged } from './arrange.ts'
import { legend, type LegendWords } from './legend.ts'
import { heatColours, pictureColours } from './look.ts'
import { markColours, markedBox, sign } from './marks.ts'
import { n } from './number.ts'
import { placeAll, type Positions } from './place.ts'
import { endsOf, pointAt } from './route.ts'
import { boundaryShape, elementShape, flowShape, freeEndShape, labelShape, lineTitle, noteShape } from './shapes.ts'

export interface PictureOptions {
  /** Only this diagram; the first one unless given. */
  diagram?: Id | undefined
  /** Elements and flows that are lit up, such as a finding's evidence. */
  highlight?: readonly Id[] | undefined
  /** The picture's frame goes around these parts; what lies beside them shows as far as there is room. Everything unless given. */
  zoom?: readonly Id[] | undefined
  /** Says below the picture what its shapes mean, in these words. */
  legend?: LegendWords | undefined
  /** Colours elements by how bad what is found about them is. */
  heat?: ReadonlyMap<Id, Band> | undefined
  /** What became of parts since an earlier state. */
  marks?: ReadonlyMap<Id, ChangeMark> | undefined
}

const margin = 24

/** The ids of `model`'s diagrams, and of no other, that hold something. */
export function drawnDiagrams(model: Model): Id[] {
  const used = new Set([...model.elements, ...model.boundaries, ...(model.notes ?? [])].map((part) => part.diagram))
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
  const out = outOfScope(model)
  const colours = pictureColours[theme]
  const arranged = arrange(part, placeAll(part, positions))
  const { boxes, flows, labels, notes } = arranged
  const lit = new Set(options.highlight)
  const lookOf = (element: Element, behind: boolean) => {
    const band = options.heat?.get(element.id)
    return { colours, lit: lit.has(element.id), behind, heat: band ? { ...heatColours[theme][band], band } : null, out: out.has(element.id) }
  }
  const shapeOf = (element: Element, behind: boolean) => {
    const box = boxes.get(element.id)
    return box ? [elementShape(element, box, lookOf(element, behind))] : []
  }
  const body = [
    ...part.boundaries.flatMap((boundary) => {
      const box = boxes.get(boundary.id)
      return box ? [boundaryShape(boundary, box, colours, out.has(boundary.id))] : []
    }),
    ...containers(part).flatMap((element) => shapeOf(element, true)),
    ...flows.map((flow) => {
      const mark = options.marks?.get(flow.id)
      const look = { lit: lit.has(flow.id), bidirectional: flow.bidirectional, out: out.has(flow.id) }
      if (!mark) return flowShape(flow.way, { ...look, colours, free: flow.free !== null })
      return flowShape(flow.way, { ...look, colours: { ...colours, line: markColours[theme][mark] }, free: flow.free !== null || mark === 'removed' })
    }),
    ...flows.flatMap(({ free }) => (free ? [freeEndShape(free, colours)] : [])),
    ...leaves(part).flatMap((element) => shapeOf(element, false)),
    ...notes.map(({ note, box }) => noteShape(note, box, colours)),
    ...labels.map((label) => labelShape(label, colours)),
    ...markShapes(part, arranged, options.marks ?? new Map(), theme),
  ]
  const drawn = frameOf(part, arranged, options.zoom ?? null)
  const used = new Map(orderedBands.filter((band) => [...(options.heat?.values() ?? [])].includes(band)).map((band) => [band, heatColours[theme][band]]))
  const below = options.legend && legend(part, { left: drawn.x + margin, top: drawn.y + drawn.height + 4, width: Math.max(drawn.width - 2 * margin, 320) }, { heat: used, out: [...part.elements, ...part.boundaries, ...part.flows].some(({ id }) => out.has(id)) }, options.legend, colours)
  const { x, y, width, height } = below && below.height > 0 ? { ...drawn, width: Math.max(drawn.width, below.width + 2 * margin), height: drawn.height + below.height + 4 + margin } : drawn
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${n(x)} ${n(y)} ${n(width)} ${n(height)}" width="${n(width)}" height="${n(height)}" font-family="Inter, Roboto, sans-serif">`,
    `<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" fill="${colours.paper}"/>`,
    ...body,
    ...(below ? [below.svg] : []),
    '</svg>',
  ]
  const elements = part.elements.flatMap(({ id, label, key }) => {
    const box = boxes.get(id)
    return box ? [{ id, label: label || key, box: { ...box, x: box.x - x, y: box.y - y } }] : []
  })
  return { svg: svg.filter((line) => line !== '').join('\n'), width, height, elements }
}

function markShapes(model: Model, { boxes, flows }: Arranged, marks: ReadonlyMap<Id, ChangeMark>, theme: PictureTheme): string[] {
  const colours = pictureColours[theme]
  const parts = [...model.boundaries, ...model.elements].flatMap(({ id }) => {
    const [mark, box] = [marks.get(id), boxes.get(id)]
    return mark && box ? [markedBox(box, mark, theme, colours)] : []
  })
  // Near its beginning: the label stands in the middle.
  const ways = flows.flatMap(({ id, way }) => {
    const mark = marks.get(id)
    return mark ? [sign(pointAt(way, 0.22), mark, theme, colours)] : []
  })
  return [...parts, ...ways]
}

const orderedBands: readonly Band[] = ['Critical', 'High', 'Medium', 'Low']

/** A frame around a single element would show it larger than life, and nothing of what it stands among. */
const leastZoom = { width: 520, height: 260 }

function roomy({ x, y, width, height }: Box, least: { width: number; height: number }): Box {
  const more = { x: Math.max(0, least.width - width), y: Math.max(0, least.height - height) }
  return { x: x - more.x / 2, y: y - more.y / 2, width: width + more.x, height: height + more.y }
}

function ofDiagram(model: Model, diagram: Id | undefined): Model {
  const here = (one: { diagram: Id }) => one.diagram === diagram
  return {
    diagrams: model.diagrams.filter((one) => one.id === diagram),
    elements: model.elements.filter(here),
    flows: model.flows.filter(here),
    boundaries: model.boundaries.filter(here),
    notes: (model.notes ?? []).filter(here),
  }
}

function frameOf(model: Model, { boxes, flows, labels, notes }: Arranged, zoom: readonly Id[] | null): Box {
  const wanted = zoom === null ? null : new Set(zoom)
  const titles = model.boundaries.flatMap(({ id, label, kind }) => {
    const box = kind === 'line' ? boxes.get(id) : undefined
    return box ? (lineTitle(label, box)?.box ?? []) : []
  })
  const everything = [...boxes.values(), ...titles, ...notes.map(({ box }) => box), ...labels.map(({ box }) => box), ...flows.flatMap(({ free }) => free ?? [])]
  const near = wanted === null ? everything : [...boxes].flatMap(([id, box]) => (wanted.has(id) ? [box] : []))
  const points = [
    ...near.flatMap((box) => [{ x: box.x, y: box.y }, { x: box.x + box.width, y: box.y + box.height }]),
    ...flows.filter(({ id }) => wanted === null || wanted.has(id)).flatMap(({ way }) => (way.type === 'line' ? way.points : [endsOf(way).from, pointAt(way, 0.25), pointAt(way, 0.5), pointAt(way, 0.75), endsOf(way).to])),
  ]
  if (points.length === 0) return { x: 0, y: 0, width: 2 * margin, height: 2 * margin }
  const least = points.reduce((a, b) => ({ x: Math.min(a.x, b.x), y: Math.min(a.y, b.y) }))
  const most = points.reduce((a, b) => ({ x: Math.max(a.x, b.x), y: Math.max(a.y, b.y) }))
  const frame = { x: least.x - margin, y: least.y - margin, width: most.x - least.x + 2 * margin, height: most.y - least.y + 2 * margin }
  return roomy(frame, wanted === null ? { width: 0, height: 0 } : leastZoom)
}
