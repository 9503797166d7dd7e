import type { Box } from '../../../../shared/domain/model.ts'

export interface Point {
  x: number
  y: number
}

/** A flow's line on the diagram, from outline to outline: a curve with one control point, or a line through points. */
export type Route = { type: 'curve'; from: Point; control: Point; to: Point } | { type: 'line'; points: Point[] }

const samples = 12

const centreOf = (box: Box): Point => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 })

/** Where a line from the middle of `box` towards `to` leaves it. */
export function edgeOf(box: Box, to: Point): Point {
  const at = centreOf(box)
  const [dx, dy] = [to.x - at.x, to.y - at.y]
  const reach = Math.min(dx === 0 ? Infinity : box.width / 2 / Math.abs(dx), dy === 0 ? Infinity : box.height / 2 / Math.abs(dy))
  return Number.isFinite(reach) ? { x: at.x + dx * reach, y: at.y + dy * reach } : at
}

/** A flow from a node to itself: a loop above its right corner. */
function loop(box: Box): Route {
  const [right, top] = [box.x + box.width, box.y]
  return { type: 'line', points: [{ x: right - 34, y: top }, { x: right - 34, y: top - 30 }, { x: right + 30, y: top - 30 }, { x: right + 30, y: top + 18 }, { x: right, y: top + 18 }] }
}

/** The line between two boxes: through `bends` where there are some, else with its control point `bend` beside the middle. */
export function curveOfFlow(source: Box, target: Box, bend: number, bends: readonly Point[] | null): Route {
  const [from, to] = [centreOf(source), centreOf(target)]
  const [first, last] = [bends?.[0], bends?.at(-1)]
  if (bends && first && last) return { type: 'line', points: [edgeOf(source, first), ...bends, edgeOf(target, last)] }
  if (source === target) return loop(source)
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1
  const control = { x: (from.x + to.x) / 2 - ((to.y - from.y) / length) * bend, y: (from.y + to.y) / 2 + ((to.x - from.x) / length) * bend }
  if (bend === 0) return { type: 'line', points: [edgeOf(source, to), edgeOf(target, from)] }
  return { type: 'curve', from: edgeOf(source, control), control, to: edgeOf(target, control) }
}

function onCurve({ from, control, to }: Extract<Route, { type: 'curve' }>, t: number): Point {
  const [a, b, c] = [(1 - t) ** 2, 2 * t * (1 - t), t ** 2]
  return { x: a * from.x + b * control.x + c * to.x, y: a * from.y + b * control.y + c * to.y }
}

/** The line as points that are near enough to each other to measure along. */
export function curvePoints(route: Route): Point[] {
  if (route.type === 'line') return route.points
  return Array.from({ length: samples + 1 }, (_, index) => onCurve(route, index / samples))
}

/** Half way along the line, where its label stands. */
export function curveMiddle(route: Route): Point {
  if (route.type === 'curve') return onCurve(route, 0.5)
  const { points } = route
  const lengths = points.slice(1).map((point, index) => Math.hypot(point.x - (points[index]?.x ?? 0), point.y - (points[index]?.y ?? 0)))
  let left = lengths.reduce((sum, length) => sum + length, 0) / 2
  for (const [index, length] of lengths.entries()) {
    const [a, b] = [points[index], points[index + 1]]
    if (!a || !b) break
    if (left <= length) {
      const along = length === 0 ? 0 : left / length
      return { x: a.x + (b.x - a.x) * along, y: a.y + (b.y - a.y) * along }
    }
    left -= length
  }
  return points[0] ?? { x: 0, y: 0 }
}

/** The directions in which arrow heads point: at the target, and at the source. */
export function headings(route: Route): { target: { at: Point; from: Point }; source: { at: Point; from: Point } } | null {
  if (route.type === 'curve') return { target: { at: route.to, from: route.control }, source: { at: route.from, from: route.control } }
  const [first, second, beforeLast, last] = [route.points[0], route.points[1], route.points.at(-2), route.points.at(-1)]
  if (!first || !second || !beforeLast || !last) return null
  return { target: { at: last, from: beforeLast }, source: { at: first, from: second } }
}
