import type { Box, Model } from '../../../../shared/domain/model.ts'
import { type Measure, nodeSize } from '../graph/node-size.ts'
import { unplaced } from './first-layout.ts'
import { toForce } from './force.ts'
import { forceLayout } from './force-layout.ts'
import { containerPadding } from './layout-graph.ts'

/** Room to what a new part is connected with, in diagram pixels; the flow's label stands there. */
const along = 130
/** Room to everything else. */
const apart = 40
/** Spots are tried in rings around the best one, this far from each other. */
const pace = 36
const mostRings = 60

/** More new parts than this are laid out together, below what stands. */
export const fewNew = 60

/**
 * Places for the parts that stand nowhere, near what they are connected with and inside of what they are in; what stands stays where it is.
 * `standing` has the boxes of all that stands. A new container goes as one with what is in it, which is laid out by force.
 */
export function placeNew(model: Model, standing: ReadonlyMap<string, Box>, measure: Measure): Map<string, Box> {
  const fresh = unplaced(model)
  const isNew = new Set([...fresh.elements, ...fresh.boundaries].map(({ id }) => id).filter((id) => !standing.has(id)))
  const parents = new Map([...model.elements, ...model.boundaries].map(({ id, parent }) => [id, parent]))
  const inside = forceLayout(toForce({ ...fresh, elements: fresh.elements.filter(({ id }) => isNew.has(id)), boundaries: fresh.boundaries.filter(({ id }) => isNew.has(id)) }, measure))
  const topOf = (id: string): string => {
    const parent = parents.get(id) ?? null
    return parent !== null && isNew.has(parent) ? topOf(parent) : id
  }
  const blocks = new Map<string, string[]>()
  for (const id of isNew) blocks.set(topOf(id), [...(blocks.get(topOf(id)) ?? []), id])
  const boxes = new Map(standing)
  const placed = new Map<string, Box>()
  const links = model.flows.flatMap(({ source, target }) => (source === null || target === null ? [] : [{ from: source, to: target }]))
  for (const block of inOrder([...blocks.keys()], blocks, links, standing, parents)) {
    const size = inside.get(block) ?? { x: 0, y: 0, ...sizeOf(model, block, measure) }
    const parent = parents.get(block) ?? null
    const members = new Set(blocks.get(block))
    const spot = spotFor({ size, parent, anchor: anchorOf(members, parent, size, links, boxes), boxes, parents, around: ancestors(parent, parents) })
    for (const id of members) {
      const at = inside.get(id)
      if (!at) continue
      const box = { ...at, x: Math.round(spot.x + at.x - size.x), y: Math.round(spot.y + at.y - size.y) }
      boxes.set(id, box)
      placed.set(id, box)
    }
    grow(parent, spot, boxes, parents)
  }
  return placed
}

function sizeOf(model: Model, id: string, measure: Measure): { width: number; height: number } {
  const { width, height } = nodeSize(model.elements.find((element) => element.id === id)?.label ?? '', null, measure)
  return { width, height }
}

/** First what is connected with what stands, then what hangs on that; of these first what has to stand in a container, since it can't go just anywhere. */
function inOrder(tops: string[], blocks: ReadonlyMap<string, readonly string[]>, links: readonly { from: string; to: string }[], standing: ReadonlyMap<string, Box>, parents: ReadonlyMap<string, string | null>): string[] {
  const linked = new Map<string, Set<string>>()
  for (const { from, to } of links) {
    linked.set(from, (linked.get(from) ?? new Set()).add(to))
    linked.set(to, (linked.get(to) ?? new Set()).add(from))
  }
  const reached = new Set(standing.keys())
  const order: string[] = []
  const waiting = new Set(tops)
  while (waiting.size > 0) {
    const touches = (top: string) => blocks.get(top)?.some((id) => [...(linked.get(id) ?? [])].some((other) => reached.has(other))) === true
    const near = [...waiting].filter(touches)
    const next = near.find((top) => (parents.get(top) ?? null) !== null) ?? near[0] ?? [...waiting][0]
    if (next === undefined) break
    waiting.delete(next)
    order.push(next)
    for (const id of blocks.get(next) ?? []) reached.add(id)
  }
  return order
}

function ancestors(parent: string | null, parents: ReadonlyMap<string, string | null>): string[] {
  const up: string[] = []
  for (let at = parent; at !== null && !up.includes(at); at = parents.get(at) ?? null) up.push(at)
  return up
}

/** The middle of the best place: beside what it is connected with, else in the middle of its container, else right of everything. */
function anchorOf(members: ReadonlySet<string>, parent: string | null, size: Box, links: readonly { from: string; to: string }[], boxes: ReadonlyMap<string, Box>): { x: number; y: number } {
  const wanted: { x: number; y: number }[] = []
  for (const { from, to } of links) {
    const [before, after] = [members.has(to) && !members.has(from) ? boxes.get(from) : undefined, members.has(from) && !members.has(to) ? boxes.get(to) : undefined]
    if (before) wanted.push({ x: before.x + before.width + along + size.width / 2, y: before.y + before.height / 2 })
    if (after) wanted.push({ x: after.x - along - size.width / 2, y: after.y + after.height / 2 })
  }
  if (wanted.length > 0) return { x: wanted.reduce((sum, { x }) => sum + x, 0) / wanted.length, y: wanted.reduce((sum, { y }) => sum + y, 0) / wanted.length }
  const within = parent === null ? undefined : boxes.get(parent)
  if (within) return { x: within.x + within.width / 2, y: within.y + within.height / 2 }
  const all = [...boxes.values()]
  if (all.length === 0) return { x: 0, y: 0 }
  return { x: Math.max(...all.map((box) => box.x + box.width)) + along + size.width / 2, y: Math.min(...all.map((box) => box.y)) + size.height / 2 }
}

interface Search {
  size: { width: number; height: number }
  parent: string | null
  anchor: { x: number; y: number }
  boxes: ReadonlyMap<string, Box>
  parents: ReadonlyMap<string, string | null>
  /** The containers that it stands in, the nearest first. */
  around: readonly string[]
}

/** The nearest spot to the anchor where a part covers nothing, nor does what contains it once it has grown around it. */
function spotFor({ size, parent, anchor, boxes, parents, around }: Search): Box {
  const within = parent === null ? undefined : boxes.get(parent)
  const start = within ? inReach(anchor, within, size) : anchor
  // Only the outermost of what stands need be looked at: what is inside of it stands inside.
  const beside = (level: string | null) => [...boxes].flatMap(([id, box]) => ((parents.get(id) ?? null) === level && !around.includes(id) ? [box] : []))
  const own = beside(parent)
  const levels = around.map((id) => ({ box: boxes.get(id), others: beside(parents.get(id) ?? null) }))
  const fits = (box: Box): boolean => {
    if (own.some((other) => !clear(box, other, apart))) return false
    let inner = box
    for (const { box: container, others } of levels) {
      if (!container) continue
      const grown = grownAround(container, inner)
      if (grown !== container && others.some((other) => !clear(grown, other, 8))) return false
      inner = grown
    }
    return true
  }
  const boxAt = (x: number, y: number): Box => ({ x: Math.round(x - size.width / 2), y: Math.round(y - size.height / 2), width: size.width, height: size.height })
  for (let ring = 0; ring < mostRings; ring += 1) {
    let best: { box: Box; far: number } | null = null
    for (let step = -ring; step <= ring; step += 1) {
      for (const [x, y] of [[step, ring], [step, -ring], [ring, step], [-ring, step]] as const) {
        const far = x * x + y * y
        if (best && best.far <= far) continue
        const box = boxAt(start.x + x * pace, start.y + y * pace)
        if (fits(box)) best = { box, far }
      }
    }
    if (best) return best.box
  }
  // Nowhere near: right of all that it stands beside.
  const right = Math.max(start.x, ...own.map((box) => box.x + box.width + apart + size.width / 2))
  return boxAt(right, start.y)
}

/** A middle as near to `at` as keeps a part of this size inside of its container. */
function inReach(at: { x: number; y: number }, within: Box, size: { width: number; height: number }): { x: number; y: number } {
  const hold = (value: number, from: number, to: number) => (to < from ? (from + to) / 2 : Math.min(Math.max(value, from), to))
  return {
    x: hold(at.x, within.x + containerPadding + size.width / 2, within.x + within.width - containerPadding - size.width / 2),
    y: hold(at.y, within.y + containerPadding + size.height / 2, within.y + within.height - containerPadding - size.height / 2),
  }
}

function clear(a: Box, b: Box, room: number): boolean {
  return a.x + a.width + room <= b.x || b.x + b.width + room <= a.x || a.y + a.height + room <= b.y || b.y + b.height + room <= a.y
}

/** The container as large as it has to be around `inner`; the very same where that is inside already. */
function grownAround(container: Box, inner: Box): Box {
  const [left, top] = [Math.min(container.x, inner.x - containerPadding), Math.min(container.y, inner.y - containerPadding)]
  const [right, bottom] = [Math.max(container.x + container.width, inner.x + inner.width + containerPadding), Math.max(container.y + container.height, inner.y + inner.height + containerPadding)]
  if (left === container.x && top === container.y && right === container.x + container.width && bottom === container.y + container.height) return container
  return { x: left, y: top, width: right - left, height: bottom - top }
}

function grow(parent: string | null, inner: Box, boxes: Map<string, Box>, parents: ReadonlyMap<string, string | null>): void {
  let box = inner
  for (const id of ancestors(parent, parents)) {
    const container = boxes.get(id)
    if (!container) continue
    box = grownAround(container, box)
    boxes.set(id, box)
  }
}
