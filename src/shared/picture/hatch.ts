import type { Box, Point } from '../domain/model.ts'
import type { PictureColours } from './look.ts'
import { n } from './number.ts'

/** From one line to the next, across, in diagram pixels. */
const apart = 11

/** Slanted lines over a box with round corners: what is out of scope, told without colour. Drawn line by line, for patterns need ids, which two pictures on one page would share. */
export function hatch(box: Box, radius: number, colours: PictureColours): string {
  const path: string[] = []
  for (let sum = box.x + box.y + apart; sum < box.x + box.y + box.width + box.height; sum += apart) {
    const line = inside(sum, box, Math.min(radius, box.width / 2, box.height / 2))
    if (line) path.push(`M ${n(line[0].x)} ${n(line[0].y)} L ${n(line[1].x)} ${n(line[1].y)}`)
  }
  return path.length === 0 ? '' : `<path d="${path.join(' ')}" fill="none" stroke="${colours.line}" stroke-width="0.8" stroke-opacity="0.45"/>`
}

/** The part of the line x + y = `sum` that lies in the box: from its lower left end to its upper right one. */
function inside(sum: number, box: Box, radius: number): [Point, Point] | null {
  const { x, y, width, height } = box
  const low = onEdge({ x: Math.max(x, sum - y - height), y: Math.min(y + height, sum - x) }, box, radius, -1)
  const high = onEdge({ x: Math.min(x + width, sum - y), y: Math.max(y, sum - x - width) }, box, radius, 1)
  return low && high && low.x < high.x ? [low, high] : null
}

/** `end` where it is on a straight edge; in a round corner, where the line meets the corner's circle; null where it passes by it. */
function onEdge(end: Point, { x, y, width, height }: Box, radius: number, side: 1 | -1): Point | null {
  const middle = { x: Math.min(Math.max(end.x, x + radius), x + width - radius), y: Math.min(Math.max(end.y, y + radius), y + height - radius) }
  if (end.x === middle.x || end.y === middle.y) return end
  const off = end.x + end.y - middle.x - middle.y
  const square = 2 * radius * radius - off * off
  if (square <= 0) return null
  const across = (off + side * Math.sqrt(square)) / 2
  return { x: middle.x + across, y: middle.y + off - across }
}
