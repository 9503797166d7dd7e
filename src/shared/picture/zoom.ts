import type { Id } from '../domain/id.ts'
import type { Box, Element, Model } from '../domain/model.ts'
import type { PictureTheme } from '../domain/seat-diagram.ts'
import { diagramSvg } from './diagram.ts'
import type { Positions } from './place.ts'
import { centre } from './route.ts'

/** Parts that lie further apart than this (in diagram pixels) would be too small to read: they are drawn closer together. */
const widest = 1100
const highest = 620
/** How far around the parts the drawing goes on, for screens that are wider than the parts. */
const around = 700
const mostShown = 48
const mostNeighbours = 4

/**
 * The diagram around `parts` (elements and flows), with these lit up and the frame around them: what stands near them stays where
 * people know it. Parts without places, or too far apart to be read, are laid out anew with their nearest neighbours.
 * Costs as much as what it shows, not as much as the model. Null where `parts` name nothing that is drawn.
 */
export function zoomedSvg(model: Model, positions: Positions, theme: PictureTheme, parts: readonly Id[]): string | null {
  const lit = litElements(model, parts)
  const first = lit[0]
  if (!first) return null
  const own = lit.flatMap((element) => positions.get(element.id) ?? [])
  const frame = own.length === lit.length ? boundingBox(own) : null
  const drawn = frame && frame.width <= widest && frame.height <= highest ? inPlace(model, positions, lit, frame) : closeTogether(model, lit)
  const zoom = [...lit.map((element) => element.id), ...parts, ...drawn.near]
  return diagramSvg(drawn.model, drawn.positions, theme, { diagram: first.diagram, highlight: parts, zoom })
}

/** The elements of `parts`, and the ends of its flows; all on the diagram of the first. */
function litElements(model: Model, parts: readonly Id[]): Element[] {
  const wanted = new Set(parts)
  for (const { id, source, target } of model.flows) {
    if (!wanted.has(id)) continue
    for (const end of [source, target]) if (end !== null) wanted.add(end)
  }
  const lit = model.elements.filter((element) => wanted.has(element.id))
  return lit.filter((element) => element.diagram === lit[0]?.diagram)
}

interface Drawn {
  model: Model
  positions: Positions
  /** Neighbours that the frame takes in as well. */
  near: Id[]
}

function inPlace(model: Model, positions: Positions, lit: readonly Element[], frame: Box): Drawn {
  const diagram = lit[0]?.diagram
  const neighbours = neighboursOf(model, lit)
  const wide = { x: frame.x - around, y: frame.y - around, width: frame.width + 2 * around, height: frame.height + 2 * around }
  const middle = centre(frame)
  const far = (element: Element): number => {
    const box = positions.get(element.id)
    if (!box) return Infinity
    const at = centre(box)
    return Math.hypot(at.x - middle.x, at.y - middle.y)
  }
  const standing = model.elements.filter((element) => element.diagram === diagram && touches(positions.get(element.id), wide))
  const candidates = [...new Set([...standing, ...neighbours.filter((element) => positions.has(element.id))])].filter((element) => !lit.includes(element))
  const shown = [...lit, ...candidates.toSorted((a, b) => far(a) - far(b)).slice(0, mostShown)]
  return { model: reduced(model, shown, (element) => element.parent), positions, near: [] }
}

/** Without places of their own: the layout sets them side by side, and boundaries around them. */
function closeTogether(model: Model, lit: readonly Element[]): Drawn {
  const near = neighboursOf(model, lit).slice(0, mostNeighbours)
  const boundaries = new Set(model.boundaries.map((boundary) => boundary.id))
  const parents = new Map([...model.elements, ...model.boundaries].map((part) => [part.id, part.parent]))
  const shown = [...lit, ...near]
  // An element that contains another stands beside it here, so that both can be read.
  const boundaryOf = (element: Element): Id | null => {
    const seen = new Set<Id>()
    let at = element.parent
    while (at !== null && !boundaries.has(at) && !seen.has(at)) {
      seen.add(at)
      at = parents.get(at) ?? null
    }
    return at !== null && boundaries.has(at) ? at : null
  }
  return { model: reduced(model, shown, boundaryOf), positions: new Map(), near: near.map((element) => element.id) }
}

function neighboursOf(model: Model, lit: readonly Element[]): Element[] {
  const own = new Set(lit.map((element) => element.id))
  const near = new Set<Id>()
  for (const { source, target } of model.flows) {
    if (source !== null && target !== null && own.has(source) !== own.has(target)) near.add(own.has(source) ? target : source)
  }
  return model.elements.filter((element) => near.has(element.id) && element.diagram === lit[0]?.diagram)
}

/** The model with these elements only, their flows among each other, and the boundaries around them. */
function reduced(model: Model, shown: readonly Element[], parentOf: (element: Element) => Id | null): Model {
  const ids = new Set(shown.map((element) => element.id))
  const parents = new Map([...model.elements, ...model.boundaries].map((part) => [part.id, part.parent]))
  const around = new Set<Id>()
  for (const element of shown) {
    for (let at = element.parent; at !== null && !around.has(at); at = parents.get(at) ?? null) around.add(at)
  }
  return {
    diagrams: model.diagrams,
    elements: shown.map((element) => ({ ...element, parent: parentOf(element) })),
    flows: model.flows.filter(({ source, target }) => source !== null && target !== null && ids.has(source) && ids.has(target)),
    boundaries: model.boundaries.filter((boundary) => around.has(boundary.id)).map((boundary) => ({ ...boundary, parent: boundary.parent !== null && around.has(boundary.parent) ? boundary.parent : null })),
  }
}

function touches(box: Box | undefined, frame: Box): boolean {
  if (!box) return false
  return box.x < frame.x + frame.width && box.x + box.width > frame.x && box.y < frame.y + frame.height && box.y + box.height > frame.y
}

function boundingBox(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x))
  const y = Math.min(...boxes.map((box) => box.y))
  const right = Math.max(...boxes.map((box) => box.x + box.width))
  const bottom = Math.max(...boxes.map((box) => box.y + box.height))
  return { x, y, width: right - x, height: bottom - y }
}
