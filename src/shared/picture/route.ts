import type { Box, Point } from '../domain/model.ts'

/** A flow's way from border to border: straight or bent once, or a line through points. */
export type Route = { type: 'curve'; from: Point; bend: Point; to: Point } | { type: 'line'; points: readonly Point[] }

/** A box with round corners of this radius, where that is given. */
export type Outline = Box & { radius?: number }

export function centre(box: Box): Point {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/** The point at `t` (0 to 1) of a route. */
export function pointAt(way: Route, t: number): Point {
  if (way.type === 'line') return pointOfLine(way.points, t)
  const a = (1 - t) * (1 - t)
  const b = 2 * t * (1 - t)
  const c = t * t
  return { x: a * way.from.x + b * way.bend.x + c * way.to.x, y: a * way.from.y + b * way.bend.y + c * way.to.y }
}

function pointOfLine(points: readonly Point[], t: number): Point {
  const lengths = points.slice(1).map((point, index) => distance(point, points[index] ?? point))
  let left = lengths.reduce((sum, length) => sum + length, 0) * t
  for (const [index, length] of lengths.entries()) {
    const [a, b] = [points[index], points[index + 1]]
    if (a && b && (left <= length || index === lengths.length - 1)) {
      const along = length === 0 ? 0 : Math.min(1, left / length)
      return { x: a.x + (b.x - a.x) * along, y: a.y + (b.y - a.y) * along }
    }
    left -= length
  }
  return points[0] ?? { x: 0, y: 0 }
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}

/** The first and the last point of a route. */
export function endsOf(way: Route): { from: Point; to: Point } {
  const nowhere = { x: 0, y: 0 }
  return way.type === 'curve' ? way : { from: way.points[0] ?? nowhere, to: way.points.at(-1) ?? nowhere }
}

/** A route between two boxes that goes around `others` where a bend is enough for it; `lane` sets parallel flows apart. */
export function route(source: Outline, target: Outline, lane: number, others: readonly Box[]): Route {
  const a = centre(source)
  const b = centre(target)
  const length = distance(a, b) || 1
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

/** A route through `bends`. */
export function through(source: Outline, target: Outline, bends: readonly Point[]): Route {
  return { type: 'line', points: [border(source, bends[0] ?? centre(target)), ...bends, border(target, bends.at(-1) ?? centre(source))] }
}

/** A flow from a box to itself: a loop over its upper right corner. */
export function loop(box: Box): Route {
  const corner = { x: box.x + box.width, y: box.y }
  return { type: 'curve', from: { x: corner.x - 34, y: box.y }, bend: { x: corner.x + 46, y: box.y - 70 }, to: { x: corner.x, y: box.y + 26 } }
}

function clipped(source: Outline, target: Outline, bend: Point): Route {
  return { type: 'curve', from: border(source, bend), bend, to: border(target, bend) }
}

// Where the line from the middle of `box` to `toward` leaves it.
function border(box: Outline, toward: Point): Point {
  const middle = centre(box)
  const dx = toward.x - middle.x
  const dy = toward.y - middle.y
  if (dx === 0 && dy === 0) return middle
  const scale = Math.min(dx === 0 ? Infinity : box.width / 2 / Math.abs(dx), dy === 0 ? Infinity : box.height / 2 / Math.abs(dy))
  const hit = { x: dx * scale, y: dy * scale }
  const round = box.radius === undefined ? hit : onCorner(hit, box, box.radius)
  return { x: middle.x + round.x, y: middle.y + round.y }
}

// `hit` is on the rectangle's border, seen from its middle: where it is cut off by a round corner, the same line leaves on the arc.
function onCorner(hit: Point, { width, height }: Box, radius: number): Point {
  const arc = { x: Math.sign(hit.x) * (width / 2 - radius), y: Math.sign(hit.y) * (height / 2 - radius) }
  if (Math.abs(hit.x) <= Math.abs(arc.x) || Math.abs(hit.y) <= Math.abs(arc.y)) return hit
  const length = Math.hypot(hit.x, hit.y)
  const way = { x: hit.x / length, y: hit.y / length }
  const along = way.x * arc.x + way.y * arc.y
  const root = along * along - (arc.x * arc.x + arc.y * arc.y - radius * radius)
  const reach = along + Math.sqrt(Math.max(0, root))
  return { x: way.x * reach, y: way.y * reach }
}

function crosses(way: Route, box: Box): boolean {
  if (way.type === 'curve') {
    const left = Math.min(way.from.x, way.bend.x, way.to.x)
    const right = Math.max(way.from.x, way.bend.x, way.to.x)
    const top = Math.min(way.from.y, way.bend.y, way.to.y)
    const bottom = Math.max(way.from.y, way.bend.y, way.to.y)
    if (box.x > right || box.x + box.width < left || box.y > bottom || box.y + box.height < top) return false
  }
  for (let step = 1; step < 24; step += 1) if (within(pointAt(way, step / 24), box, 6)) return true
  return false
}

export function within(point: Point, box: Box, margin: number): boolean {
  return point.x > box.x - margin && point.x < box.x + box.width + margin && point.y > box.y - margin && point.y < box.y + box.height + margin
}

export function overlap(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return width > 0 && height > 0 ? width * height : 0
}
