import type { Box } from '../../../shared/domain/model.ts'
import type { TmtLine } from '../../../shared/domain/tmt.ts'

interface Point {
  x: number
  y: number
}

/** A curve is judged by this many straight pieces: at the tool's sizes less than a pixel off. */
const pieces = 48

/** Whether two lines meet as they are drawn: each a curve from its beginning through its bend to its end. Touching is meeting. */
export function linesCross(a: TmtLine, b: TmtLine): boolean {
  const [one, two] = [curveOf(a), curveOf(b)]
  if (!boxesMeet(boundsOf(one), boundsOf(two))) return false
  for (let i = 1; i < one.length; i += 1) {
    for (let j = 1; j < two.length; j += 1) {
      const [p, q, r, s] = [one[i - 1], one[i], two[j - 1], two[j]]
      if (p && q && r && s && segmentsMeet(p, q, r, s)) return true
    }
  }
  return false
}

/** Whether a box is around exactly one end of a line. */
export function boxCrosses(box: Box, { from, to }: TmtLine): boolean {
  return holdsPoint(box, from) !== holdsPoint(box, to)
}

function holdsPoint({ x, y, width, height }: Box, point: Point): boolean {
  return point.x >= x && point.y >= y && point.x <= x + width && point.y <= y + height
}

/** The quadratic curve that is at its bend half-way: the bend is a handle on the line, not a control point beside it. */
function curveOf({ from, bend, to }: TmtLine): Point[] {
  const control = { x: 2 * bend.x - (from.x + to.x) / 2, y: 2 * bend.y - (from.y + to.y) / 2 }
  return Array.from({ length: pieces + 1 }, (_, index) => {
    const t = index / pieces
    const [a, b, c] = [(1 - t) ** 2, 2 * t * (1 - t), t ** 2]
    return { x: a * from.x + b * control.x + c * to.x, y: a * from.y + b * control.y + c * to.y }
  })
}

function boundsOf(points: readonly Point[]): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { x, y } of points) {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x)
    bottom = Math.max(bottom, y)
  }
  return { x: left, y: top, width: right - left, height: bottom - top }
}

function boxesMeet(a: Box, b: Box): boolean {
  return a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height
}

function segmentsMeet(p: Point, q: Point, r: Point, s: Point): boolean {
  const [a, b, c, d] = [side(p, q, r), side(p, q, s), side(r, s, p), side(r, s, q)]
  if (a === 0 && b === 0) return boxesMeet(boundsOf([p, q]), boundsOf([r, s]))
  return a * b <= 0 && c * d <= 0
}

/** On which side of the line p-q the point lies: positive, negative, or zero on it. */
function side(p: Point, q: Point, point: Point): number {
  return (q.x - p.x) * (point.y - p.y) - (q.y - p.y) * (point.x - p.x)
}
