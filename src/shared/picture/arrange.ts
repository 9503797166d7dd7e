import type { Id } from '../domain/id.ts'
import type { Box, Element, Model, Note } from '../domain/model.ts'
import { placeLabels, type FlowLabel } from './flow-label.ts'
import { soundParents } from './place.ts'
import { centre, loop, overlap, route, through, type Outline, type Route } from './route.ts'
import { cornerOf, lineTitle, titleOf } from './shapes.ts'
import { shownBox } from './text.ts'

/** Above this many elements flows are drawn straight: going around costs more than it shows. */
const aroundUpTo = 200
/** Room that a container keeps around what is in it, where its own box is too small for that. */
const room = { side: 14, top: 30 }
const freeEnd = { size: 12, across: 110, down: 50 }

export interface RoutedFlow {
  id: Id
  label: string
  bidirectional: boolean
  way: Route
  /** The circle at its free end, if it has one. */
  free: Box | null
}

/** Where everything in a picture is. */
export interface Arranged {
  /** Of elements and boundaries. */
  boxes: Map<Id, Box>
  notes: { note: Note; box: Box }[]
  flows: RoutedFlow[]
  labels: FlowLabel[]
}

/** Elements that contain something: each stays one element, drawn behind its content. */
export function containers(model: Model): Element[] {
  const parents = parentsOf(model)
  return model.elements.filter((element) => parents.has(element.id))
}

export function leaves(model: Model): Element[] {
  const parents = parentsOf(model)
  return model.elements.filter((element) => !parents.has(element.id))
}

function parentsOf(model: Model): Set<Id | null> {
  return new Set([...model.elements, ...model.boundaries].map((part) => part.parent))
}

/** Drawings that are tighter than their labels are pulled apart, until no label lies on an element or on another label. */
export function arrange(model: Model, placed: ReadonlyMap<Id, Box>): Arranged {
  const tried = model.elements.length > aroundUpTo ? [1] : [1, 1.15, 1.3, 1.5, 1.75, 2, 2.4]
  let best: (Arranged & { cost: number }) | undefined
  for (const scale of tried) {
    const boxes = pulledApart(model, placed, scale)
    const notes = (model.notes ?? []).map((note) => ({ note, box: scaled(note.position, scale, true) }))
    const flows = routed(model, boxes, scale)
    const labels = placeLabels(flows, obstacles(model, boxes, notes))
    const cost = labels.reduce((sum, label) => sum + label.cost, 0) + onEachOther(model, boxes)
    if (!best || cost < best.cost) best = { boxes, notes, flows, labels, cost }
    if (cost === 0) break
  }
  return best ?? { boxes: new Map(placed), notes: [], flows: [], labels: [] }
}

function scaled(box: Box, scale: number, keepSize: boolean): Box {
  const wide = { x: box.x * scale, y: box.y * scale, width: box.width * scale, height: box.height * scale }
  if (!keepSize) return wide
  return { x: wide.x + (wide.width - box.width) / 2, y: wide.y + (wide.height - box.height) / 2, width: box.width, height: box.height }
}

function pulledApart(model: Model, placed: ReadonlyMap<Id, Box>, scale: number): Map<Id, Box> {
  const labels = new Map(leaves(model).map((element) => [element.id, element.label || element.key]))
  const thin = new Set(model.boundaries.flatMap(({ id, kind }) => (kind === 'line' ? [id] : [])))
  const boxes = new Map(
    [...placed].map(([id, box]) => {
      const label = labels.get(id)
      if (label !== undefined) return [id, shownBox(label, scaled(box, scale, true))]
      return [id, thin.has(id) ? stretched(box, scale) : scaled(box, scale, false)]
    }),
  )
  growContainers(model, boxes)
  return boxes
}

/** A line stays as thin as it was. */
function stretched(box: Box, scale: number): Box {
  const wide = scaled(box, scale, false)
  const middle = centre(wide)
  return box.width < box.height ? { ...wide, x: middle.x - box.width / 2, width: box.width } : { ...wide, y: middle.y - box.height / 2, height: box.height }
}

/** A container is at least as large as what is in it, the innermost first. */
function growContainers(model: Model, boxes: Map<Id, Box>): void {
  const parents = soundParents(model)
  const depth = (id: Id): number => {
    let steps = 0
    for (let at = parents.get(id); at !== undefined; at = parents.get(at)) steps += 1
    return steps
  }
  const lines = new Set(model.boundaries.flatMap(({ id, kind }) => (kind === 'line' ? [id] : [])))
  for (const [id, parent] of [...parents].map((pair) => ({ pair, deep: depth(pair[0]) })).sort((a, b) => b.deep - a.deep).map(({ pair }) => pair)) {
    const [own, child] = [boxes.get(parent), boxes.get(id)]
    if (!own || !child || lines.has(parent)) continue
    const left = Math.min(own.x, child.x - room.side)
    const top = Math.min(own.y, child.y - room.top)
    const right = Math.max(own.x + own.width, child.x + child.width + room.side)
    const bottom = Math.max(own.y + own.height, child.y + child.height + room.side)
    boxes.set(parent, { x: left, y: top, width: right - left, height: bottom - top })
  }
}

/** What labels keep off: elements, notes and titles. */
function obstacles(model: Model, boxes: ReadonlyMap<Id, Box>, notes: Arranged['notes']): Box[] {
  const titles = model.boundaries.flatMap(({ id, label, kind }) => {
    const box = boxes.get(id)
    return box ? ((kind === 'line' ? lineTitle(label, box) : titleOf(label, box))?.box ?? []) : []
  })
  const behind = containers(model).flatMap(({ id, label, key }) => {
    const box = boxes.get(id)
    return box ? (titleOf(label || key, box)?.box ?? []) : []
  })
  return [...leaves(model).flatMap((element) => boxes.get(element.id) ?? []), ...titles, ...behind, ...notes.map(({ box }) => box)]
}

/** The area of elements that lie on each other: a drawing can be so tight that names do not fit in. */
function onEachOther(model: Model, boxes: ReadonlyMap<Id, Box>): number {
  if (model.elements.length > aroundUpTo) return 0
  const standing = leaves(model).flatMap((element) => boxes.get(element.id) ?? [])
  return standing.reduce((sum, box, at) => sum + standing.slice(at + 1).reduce((more, other) => more + overlap(box, other), 0), 0)
}

function routed(model: Model, boxes: ReadonlyMap<Id, Box>, scale: number): RoutedFlow[] {
  const around = model.elements.length > aroundUpTo ? [] : leaves(model)
  const lanes = new Map<string, number>()
  const outlines = outlinesOf(model, boxes)
  const flows: RoutedFlow[] = []
  for (const [index, { id, label, source, target, bidirectional, bends }] of model.flows.entries()) {
    const [start, end] = [source === null ? undefined : outlines.get(source), target === null ? undefined : outlines.get(target)]
    const from = start ?? freeBox(end, -1, index)
    const to = end ?? freeBox(start, 1, index)
    const free = start ? (end ? null : to) : from
    const add = (way: Route) => flows.push({ id, label, bidirectional, way, free })
    if (bends) {
      add(through(from, to, bends.map(({ x, y }) => ({ x: x * scale, y: y * scale }))))
      continue
    }
    if (source !== null && source === target) {
      add(loop(from))
      continue
    }
    const pair = source !== null && target !== null && source < target ? `${source}\n${target}` : `${String(target)}\n${String(source)}`
    const lane = free ? 0 : (lanes.get(pair) ?? 0)
    lanes.set(pair, lane + 1)
    const others = around.filter((element) => element.id !== source && element.id !== target).flatMap((element) => boxes.get(element.id) ?? [])
    add(route(from, to, laneOf(lane, source !== null && target !== null && source < target), free ? [] : others))
  }
  return flows
}

function outlinesOf(model: Model, boxes: ReadonlyMap<Id, Box>): Map<Id, Outline> {
  const parents = parentsOf(model)
  const outlines = new Map<Id, Outline>(boxes)
  for (const { id, kind } of model.elements) {
    const box = kind === 'process' ? boxes.get(id) : undefined
    if (box) outlines.set(id, { ...box, radius: cornerOf(box, parents.has(id)) })
  }
  return outlines
}

/** Where a flow ends that ends nowhere: beside the end that is known, else left of everything. */
function freeBox(near: Box | undefined, side: 1 | -1, index: number): Box {
  const at = near ? { x: near.x + near.width / 2 + side * (near.width / 2 + freeEnd.across), y: near.y + near.height / 2 + freeEnd.down } : { x: -300 + side * 70, y: index * 40 }
  return { x: at.x - freeEnd.size / 2, y: at.y - freeEnd.size / 2, width: freeEnd.size, height: freeEnd.size }
}

// 0, 1, -1, 2, -2: as seen from one of the two ends, so that a flow and its answer bend apart.
function laneOf(place: number, forward: boolean): number {
  const side = place % 2 === 1 ? Math.ceil(place / 2) : -place / 2
  return forward || side === 0 ? side : -side
}
