import type { Boundary, Box, Element } from '../../../shared/domain/model.ts'
import type { BoundaryNode, ElementNode } from './graph.ts'

interface Point {
  x: number
  y: number
}

type Segment = readonly [Point, Point]

/** Something that stands for a boundary of the model. */
interface OfBoundary {
  object: Boundary
}

/** Of a box this many times as long as it is wide, the long axis is taken for the line. */
const slender = 4

/** Boundaries drawn as lines, by the diagram they stand on; those without a place are left out. */
export function linesByDiagram<Node extends OfBoundary>(boundaries: Iterable<Node>): ReadonlyMap<string, Node[]> {
  const lines = new Map<string, Node[]>()
  for (const boundary of boundaries) {
    const { kind, diagram, position } = boundary.object
    if (kind !== 'line' || position === null) continue
    const list = lines.get(diagram)
    if (list) list.push(boundary)
    else lines.set(diagram, [boundary])
  }
  return lines
}

/**
 * Those of `lines` that the straight way from the middle of `source` to the middle of `target` crosses; none where either has no place.
 * A line is kept as the box around it. Where that is not slender, nobody knows which diagonal was meant, and both must be crossed.
 */
export function crossedLines<Node extends OfBoundary>(lines: readonly Node[], source: Element, target: Element): Node[] {
  if (lines.length === 0 || source.position === null || target.position === null || source.diagram !== target.diagram) return []
  const way: Segment = [middle(source.position), middle(target.position)]
  return lines.filter(({ object }) => object.diagram === source.diagram && object.position !== null && axes(object.position).every((axis) => meet(way, axis)))
}

/** Boundaries around exactly one of the two ends, after those of `lines` that the way between them crosses. */
export function crossedBy(source: ElementNode, target: ElementNode, lines: readonly BoundaryNode[] = []): readonly BoundaryNode[] {
  const crosses = crossedLines(lines, source.object, target.object)
  if (source.inside === target.inside) return crosses
  for (const boundary of source.inside) if (!target.inside.includes(boundary)) crosses.push(boundary)
  for (const boundary of target.inside) if (!source.inside.includes(boundary)) crosses.push(boundary)
  return crosses
}

function middle({ x, y, width, height }: Box): Point {
  return { x: x + width / 2, y: y + height / 2 }
}

function axes({ x, y, width, height }: Box): Segment[] {
  const right = x + width
  const bottom = y + height
  const centre = middle({ x, y, width, height })
  if (height >= slender * width) return [[{ x: centre.x, y }, { x: centre.x, y: bottom }]]
  if (width >= slender * height) return [[{ x, y: centre.y }, { x: right, y: centre.y }]]
  return [
    [{ x, y }, { x: right, y: bottom }],
    [{ x: right, y }, { x, y: bottom }],
  ]
}

/** Whether the two have a point in common, other than where one only runs along the other. */
function meet([a, b]: Segment, [c, d]: Segment): boolean {
  return side(a, b, c) * side(a, b, d) <= 0 && side(c, d, a) * side(c, d, b) < 0
}

/** On which side of the way from `a` to `b` the point lies: -1, 0 (on it) or 1. */
function side(a: Point, b: Point, at: Point): number {
  return Math.sign((b.x - a.x) * (at.y - a.y) - (b.y - a.y) * (at.x - a.x))
}
