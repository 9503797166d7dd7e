import type { Box } from '../domain/model.ts'

export interface Point {
  x: number
  y: number
}

/** A flow's way: straight, or bent once; from border to border. */
export interface Route {
  from: Point
  bend: Point
  to: Point
}

export function centre(box: Box): Point {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/** The point at `t` (0 to 1) of a route. */
export function pointAt({ from, bend, to }: Route, t: number): Point {
  const a = (1 - t) * (1 - t)
  const b = 2 * t * (1 - t)
  const c = t * t
  return { x: a * from.x + b * bend.x + c * to.x, y: a * from.y + b * bend.y + c * to.y }
}

/** A route between two boxes that goes around `others` where a bend is enough for it; `lane` sets parallel flows apart. */
export function route(source: Box, target: Box, lane: number, others: readonly Box[]): Route {
  const a = centre(source)
  const b = centre(target)
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1
  const across = { x: -(b.y - a.y) / length, y: (b.x - a.x) / length }
  const bends = lane === 0 ? [0, 60, -60, 120, -120, 200, -200, 300, -300] : [lane * 44, lane * 44 + 80, lane * 44 - 80, lane * 44 + 180, lane * 44 - 180]
  let best: { way: Route; hits: number } | undefined
  for (const bend of bends) {
    // The middle of a bent route lies half way out to its bend.
    const way = clipped(source, target, { x: (a.x + b.x) / 2 + across.x * 2 * bend, y: (a.y + b.y) / 2 + across.y * 2 * bend })
    const hits = others.filter((box) => crosses(way, box)).length
    if (!best || hits < best.hits) best = { way, hits }
    if (hits === 0) break
  }
  return best?.way ?? clipped(source, target, { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 })
}

/** A flow from a box to itself: a loop over its upper right corner. */
export function loop(box: Box): Route {
  const corner = { x: box.x + box.width, y: box.y }
  return { from: { x: corner.x - 34, y: box.y }, bend: { x: corner.x + 46, y: box.y - 70 }, to: { x: corner.x, y: box.y + 26 } }
}

function clipped(source: Box, target: Box, bend: Point): Route {
  return { from: border(source, bend), bend, to: border(target, bend) }
}

// Where the line from the middle of `box` to `toward` leaves it.
function border(box: Box, toward: Point): Point {
  const middle = centre(box)
  const dx = toward.x - middle.x
  const dy = toward.y - middle.y
  if (dx === 0 && dy === 0) return middle
  const scale = Math.min(dx === 0 ? Infinity : box.width / 2 / Math.abs(dx), dy === 0 ? Infinity : box.height / 2 / Math.abs(dy))
  return { x: middle.x + dx * scale, y: middle.y + dy * scale }
}

function crosses(way: Route, box: Box): boolean {
  const left = Math.min(way.from.x, way.bend.x, way.to.x)
  const right = Math.max(way.from.x, way.bend.x, way.to.x)
  const top = Math.min(way.from.y, way.bend.y, way.to.y)
  const bottom = Math.max(way.from.y, way.bend.y, way.to.y)
  if (box.x > right || box.x + box.width < left || box.y > bottom || box.y + box.height < top) return false
  for (let step = 1; step < 24; step += 1) if (within(pointAt(way, step / 24), box, 6)) return true
  return false
}

function within(point: Point, box: Box, margin: number): boolean {
  return point.x > box.x - margin && point.x < box.x + box.width + margin && point.y > box.y - margin && point.y < box.y + box.height + margin
}

export function overlap(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return width > 0 && height > 0 ? width * height : 0
}
