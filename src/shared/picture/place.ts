import type { Id } from '../domain/id.ts'
import { connectedFlows, type Box, type Model } from '../domain/model.ts'
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
function soundParents(model: Model): Map<Id, Id> {
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
  const columns = inLayers(items.length, edges)
  return standInColumns(items, columns, edges)
}

// Longest paths over the flows that do not lead back, found depth first in the model's order.
function inLayers(count: number, edges: [number, number][]): number[][] {
  const out = Array.from({ length: count }, (): number[] => [])
  for (const [from, to] of edges) out[from]?.push(to)
  const state = new Array<0 | 1 | 2>(count).fill(0)
  const order: number[] = []
  const forward: [number, number][] = []
  const roots = [...Array(count).keys()].sort((a, b) => incoming(a) - incoming(b))
  function incoming(node: number): number {
    return edges.some(([, to]) => to === node) ? 1 : 0
  }
  for (const root of roots) {
    if (state[root] !== 0) continue
    const stack: { node: number; next: number }[] = [{ node: root, next: 0 }]
    state[root] = 1
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const to = out[top.node]?.[top.next]
      top.next += 1
      if (to === undefined) {
        state[top.node] = 2
        order.unshift(top.node)
        stack.pop()
      } else if (state[to] !== 1) {
        forward.push([top.node, to])
        if (state[to] === 0) {
          state[to] = 1
          stack.push({ node: to, next: 0 })
        }
      }
    }
  }
  const layer = new Array<number>(count).fill(0)
  const after = new Map<number, number[]>()
  for (const [from, to] of forward) after.set(from, [...(after.get(from) ?? []), to])
  for (const node of order) for (const to of after.get(node) ?? []) layer[to] = Math.max(layer[to] ?? 0, (layer[node] ?? 0) + 1)
  return intoColumns(layer, edges.length === 0)
}

function intoColumns(layer: readonly number[], loose: boolean): number[][] {
  // Nothing to order by: a grid that is wider than high.
  const perColumn = loose ? Math.max(1, Math.floor(Math.sqrt(layer.length))) : 0
  const columns: number[][] = []
  for (const [node, own] of layer.entries()) {
    const at = loose ? Math.floor(node / perColumn) : own
    ;(columns[at] ??= []).push(node)
  }
  return [...columns].map((column) => column ?? [])
}

function standInColumns(items: Tree[], columns: number[][], edges: [number, number][]): { width: number; height: number } {
  const middle = new Map<number, number>()
  const heights = columns.map((column) => column.reduce((sum, node) => sum + (items[node]?.height ?? 0), 0) + gapDown * Math.max(0, column.length - 1))
  const height = Math.max(0, ...heights)
  let x = 0
  for (const [at, column] of columns.entries()) {
    const pull = new Map(column.map((node, place) => [node, pullOf(node, edges, middle) ?? place]))
    const sorted = at === 0 ? column : column.toSorted((a, b) => (pull.get(a) ?? 0) - (pull.get(b) ?? 0))
    const width = Math.max(0, ...column.map((node) => items[node]?.width ?? 0))
    let y = (height - (heights[at] ?? 0)) / 2
    for (const node of sorted) {
      const item = items[node]
      if (!item) continue
      item.x = x + (width - item.width) / 2
      item.y = y
      middle.set(node, y + item.height / 2)
      y += item.height + gapDown
    }
    x += width + gapAcross
  }
  return { width: Math.max(0, x - gapAcross), height }
}

// The mean height of the neighbours that already stand.
function pullOf(node: number, edges: [number, number][], middle: ReadonlyMap<number, number>): number | undefined {
  const ends = edges.flatMap(([from, to]) => (to === node ? [middle.get(from)] : from === node ? [middle.get(to)] : [])).filter((y) => y !== undefined)
  return ends.length === 0 ? undefined : ends.reduce((sum, y) => sum + y, 0) / ends.length
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
