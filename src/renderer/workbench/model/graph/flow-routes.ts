import type { Box } from '../../../../shared/domain/model.ts'

interface Point {
  x: number
  y: number
}

/** A flow to be drawn between two nodes, with the size of its wrapped label (0 where it has none). */
export interface FlowLine {
  id: string
  source: string
  target: string
  label: { width: number; height: number }
}

/** How a flow is drawn: how far its control point stands off the straight line, and where its label stands off the curve's middle. */
export interface FlowRoute {
  bend: number
  label: Point
}

const bends = [0, 36, -36, 70, -70, 110, -110, 170, -170, 250, -250, 340, -340]
const alongs = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8]
const asides = [0, 22, -22, 40, -40, 62, -62, 84, -84, 108, -108, 134, -134]
/** Free space kept around nodes and labels, in diagram pixels. */
const air = 5
const samples = 16

const centreOf = (box: Box): Point => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 })

function within(box: Box, { x, y }: Point, margin: number): boolean {
  return x > box.x - margin && x < box.x + box.width + margin && y > box.y - margin && y < box.y + box.height + margin
}

function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width + air && b.x < a.x + a.width + air && a.y < b.y + b.height + air && b.y < a.y + a.height + air
}

/** Where a line from the middle of `box` towards `to` leaves it. */
function edgeOf(box: Box, to: Point): Point {
  const at = centreOf(box)
  const [dx, dy] = [to.x - at.x, to.y - at.y]
  const reach = Math.min(dx === 0 ? Infinity : box.width / 2 / Math.abs(dx), dy === 0 ? Infinity : box.height / 2 / Math.abs(dy))
  return Number.isFinite(reach) ? { x: at.x + dx * reach, y: at.y + dy * reach } : at
}

interface Curve {
  from: Point
  control: Point
  to: Point
}

/** The curve of a flow whose control point stands `bend` beside the middle of the line between the two centres. */
function curveOf(source: Box, target: Box, bend: number): Curve {
  const [from, to] = [centreOf(source), centreOf(target)]
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1
  const control = { x: (from.x + to.x) / 2 - ((to.y - from.y) / length) * bend, y: (from.y + to.y) / 2 + ((to.x - from.x) / length) * bend }
  return { from: edgeOf(source, control), control, to: edgeOf(target, control) }
}

function pointOn({ from, control, to }: Curve, t: number): Point {
  const [a, b, c] = [(1 - t) ** 2, 2 * t * (1 - t), t ** 2]
  return { x: a * from.x + b * control.x + c * to.x, y: a * from.y + b * control.y + c * to.y }
}

/**
 * Finds for each flow the straightest curve that crosses no other node, and a place for its label that covers neither nodes nor labels.
 * `nodes` are the boxes that lines go around: elements, not boundaries. Flows come out as they are asked, the first has the first choice.
 * Takes about flows x nodes x 200 steps, so it is for diagrams that people read, not for a thousand flows.
 */
export function routeFlows(nodes: ReadonlyMap<string, Box>, flows: readonly FlowLine[], ends: ReadonlyMap<string, Box> = nodes): Map<string, FlowRoute> {
  const routes = new Map<string, FlowRoute>()
  const labels: Box[] = []
  const lines: Point[][] = []
  const usedBends = new Map<string, number[]>()
  for (const flow of flows) {
    const [source, target] = [ends.get(flow.source), ends.get(flow.target)]
    if (!source || !target || flow.source === flow.target) continue
    const pair = [flow.source, flow.target].sort().join(' ')
    // The same bend lies on the other side when it is seen from the other end.
    const side = flow.source < flow.target ? 1 : -1
    const used = usedBends.get(pair) ?? []
    const others = [...nodes].filter(([id]) => id !== flow.source && id !== flow.target).map(([, box]) => box)
    let best: { cost: number; bend: number; label: Point; box: Box; line: Point[] } | null = null
    for (const bend of bends) {
      if (used.includes(bend * side)) continue
      const cost = Math.abs(bend) * 0.9
      if (best && cost >= best.cost) break
      const curve = curveOf(source, target, bend)
      const line = Array.from({ length: samples - 1 }, (_, index) => pointOn(curve, (index + 1) / samples))
      // A curve cannot leave a node towards a point inside of it.
      const folded = within(source, curve.control, 0) || within(target, curve.control, 0) ? 2000 : 0
      const hits = others.reduce((sum, box) => sum + line.filter((point) => within(box, point, air)).length, 0)
      const placed = placeLabel(flow, curve, [...nodes.values()], labels, lines)
      const all = cost + folded + hits * 90 + placed.cost
      if (!best || all < best.cost) best = { cost: all, bend, label: placed.offset, box: placed.box, line }
    }
    if (!best) continue
    usedBends.set(pair, [...used, best.bend * side])
    lines.push(best.line)
    if (flow.label.width > 0) labels.push(best.box)
    routes.set(flow.id, { bend: best.bend, label: best.label })
  }
  return routes
}

function placeLabel(flow: FlowLine, curve: Curve, nodes: readonly Box[], labels: readonly Box[], lines: readonly Point[][]): { cost: number; offset: Point; box: Box } {
  const middle = pointOn(curve, 0.5)
  const { width, height } = flow.label
  const boxAt = (x: number, y: number): Box => ({ x: x - width / 2, y: y - height / 2, width, height })
  let best = { cost: Infinity, offset: { x: 0, y: 0 }, box: boxAt(middle.x, middle.y) }
  if (width === 0) return { ...best, cost: 0 }
  for (const along of alongs) {
    const at = pointOn(curve, along)
    for (const aside of asides) {
      const cost = Math.abs(along - 0.5) * 60 + Math.abs(aside) * 0.55
      if (cost >= best.cost) continue
      const box = boxAt(at.x, at.y + aside)
      const covered = nodes.filter((node) => overlaps(box, node)).length * 200 + labels.filter((label) => overlaps(box, label)).length * 160
      const crossed = lines.filter((line) => line.some((point) => within(box, point, 0))).length * 26
      if (cost + covered + crossed < best.cost) best = { cost: cost + covered + crossed, offset: { x: at.x - middle.x, y: at.y + aside - middle.y }, box }
    }
  }
  return best
}
