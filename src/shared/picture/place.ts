import type { Id } from '../domain/id.ts'
import { connectedFlows, type Box, type Model } from '../domain/model.ts'
import { inUncrossedColumns } from './columns.ts'
import { nodeSize } from './text.ts'

/** Where things stand, by id, in diagram pixels. */
export type Positions = ReadonlyMap<Id, Box>

const gapAcross = 140
const gapDown = 52
const padding = 28
const titleHeight = 26

/** The positions that a model's parts have of their own. */
export function ownPositions(model: Model): Positions {
  const positions = new Map<Id, Box>()
  for (const part of [...model.elements, ...model.boundaries]) if (part.position) positions.set(part.id, part.position)
  return positions
}

/**
 * A place for every element and boundary of `model` (one diagram). What stands in `known` stays; where nothing does, everything is laid out
 * in columns along the flows, boundaries around their contents; where only some does, the others stand in rows below.
 */
export function placeAll(model: Model, known: Positions): Map<Id, Box> {
  const placed = new Map<Id, Box>()
  for (const part of [...model.elements, ...model.boundaries]) {
    const box = known.get(part.id)
    if (box && box.width > 0 && box.height > 0) placed.set(part.id, box)
  }
  const unplaced = model.elements.filter((element) => !placed.has(element.id))
  if (unplaced.length === model.elements.length) layOut(model, placed)
  else standBelow(unplaced, placed)
  wrapBoundaries(model, placed)
  return placed
}

function standBelow(unplaced: Model['elements'], placed: Map<Id, Box>): void {
  const boxes = [...placed.values()]
  const left = Math.min(...boxes.map((box) => box.x))
  const top = Math.max(...boxes.map((box) => box.y + box.height)) + 2 * gapDown
  const columns = Math.max(3, Math.ceil(Math.sqrt(unplaced.length)))
  for (const [index, element] of unplaced.entries()) {
    const size = nodeSize(element.label)
    placed.set(element.id, { x: left + (index % columns) * 220, y: top + Math.floor(index / columns) * 110, ...size })
  }
}

interface Tree {
  id: Id | null
  children: Tree[]
  width: number
  height: number
  /** Own place, relative to the parent's inside. */
  x: number
  y: number
}

// Boxes in boxes: each is laid out by itself, then stands as one item in its parent.
function layOut(model: Model, placed: Map<Id, Box>): void {
  const parents = soundParents(model)
  const sizes = new Map(model.elements.map((element) => [element.id, nodeSize(element.label)]))
  const inside = new Map<Id | null, Id[]>()
  for (const part of [...model.boundaries.filter((boundary) => boundary.kind === 'box'), ...model.elements]) {
    const parent = parents.get(part.id) ?? null
    inside.set(parent, [...(inside.get(parent) ?? []), part.id])
  }
  const flows = connectedFlows(model)
  const arrange = (id: Id | null): Tree => {
    const children = (inside.get(id) ?? []).map(arrange)
    const own = id === null ? undefined : sizes.get(id)
    if (children.length === 0) return { id, children, x: 0, y: 0, ...(own ?? { width: 160, height: 80 }) }
    const size = inColumns(children, id, flows, parents)
    return { id, children, x: 0, y: 0, width: size.width + 2 * padding, height: size.height + 2 * padding + titleHeight }
  }
  const settle = (tree: Tree, x: number, y: number): void => {
    if (tree.id !== null) placed.set(tree.id, { x, y, width: tree.width, height: tree.height })
    for (const child of tree.children) settle(child, x + padding + child.x, y + padding + titleHeight + child.y)
  }
  settle(arrange(null), 0, 0)
}

// A part that contains itself, over however many steps, stands at the top.
export function soundParents(model: Model): Map<Id, Id> {
  const given = new Map<Id, Id>()
  const known = new Set([...model.elements, ...model.boundaries].map((part) => part.id))
  for (const part of [...model.elements, ...model.boundaries]) if (part.parent !== null && known.has(part.parent)) given.set(part.id, part.parent)
  const sound = new Map<Id, Id>()
  for (const [id, parent] of given) {
    const seen = new Set([id])
    let next: Id | undefined = parent
    while (next !== undefined && !seen.has(next)) {
      seen.add(next)
      next = given.get(next)
    }
    if (next === undefined) sound.set(id, parent)
  }
  return sound
}

function inColumns(items: Tree[], inside: Id | null, flows: ReturnType<typeof connectedFlows>, parents: ReadonlyMap<Id, Id>): { width: number; height: number } {
  const index = new Map(items.map((item, at) => [item.id, at]))
  const childOf = (id: Id): number | undefined => {
    for (let at: Id | undefined = id; at !== undefined; at = parents.get(at)) if ((parents.get(at) ?? null) === inside) return index.get(at)
    return undefined
  }
  const edges: [number, number][] = []
  for (const flow of flows) {
    const from = childOf(flow.source)
    const to = childOf(flow.target)
    if (from !== undefined && to !== undefined && from !== to) edges.push([from, to])
  }
  const columns = inUncrossedColumns(items.length, edges)
  return standInColumns(items, columns)
}

function standInColumns(items: Tree[], columns: number[][]): { width: number; height: number } {
  const heights = columns.map((column) => column.reduce((sum, node) => sum + (items[node]?.height ?? 0), 0) + gapDown * Math.max(0, column.length - 1))
  const height = Math.max(0, ...heights)
  let x = 0
  for (const [at, column] of columns.entries()) {
    const width = Math.max(0, ...column.map((node) => items[node]?.width ?? 0))
    let y = (height - (heights[at] ?? 0)) / 2
    for (const node of column) {
      const item = items[node]
      if (!item) continue
      item.x = x + (width - item.width) / 2
      item.y = y
      y += item.height + gapDown
    }
    x += width + gapAcross
  }
  return { width: Math.max(0, x - gapAcross), height }
}

// A boundary without a place of its own goes around what it contains, the innermost first.
function wrapBoundaries(model: Model, placed: Map<Id, Box>): void {
  const parents = soundParents(model)
  const depth = (id: Id): number => {
    let steps = 0
    for (let at = parents.get(id); at !== undefined; at = parents.get(at)) steps += 1
    return steps
  }
  for (const boundary of model.boundaries.toSorted((a, b) => depth(b.id) - depth(a.id))) {
    if (placed.has(boundary.id)) continue
    const inside = [...parents].filter(([, parent]) => parent === boundary.id).flatMap(([id]) => placed.get(id) ?? [])
    if (inside.length === 0) continue
    const x = Math.min(...inside.map((box) => box.x)) - padding
    const y = Math.min(...inside.map((box) => box.y)) - padding - titleHeight
    const right = Math.max(...inside.map((box) => box.x + box.width)) + padding
    const bottom = Math.max(...inside.map((box) => box.y + box.height)) + padding
    placed.set(boundary.id, { x, y, width: right - x, height: bottom - y })
  }
}
