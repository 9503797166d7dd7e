import { flowLabelWidth } from '../layout/layout-graph.ts'
import { type Brush, detail, fonts, isDim, smallest, wrapped } from './paint-look.ts'
import type { Scene, SceneFlow } from './scene.ts'
import { curveMiddle, headings, type Point, type Route } from './scene-flow.ts'

const textHeight = 15
/** Label texts are measured in the nodes' font, which is larger. */
const ratio = 12 / 14

function trace({ pen, zoom }: Brush, route: Route): void {
  pen.beginPath()
  if (route.type === 'curve') {
    pen.moveTo(route.from.x, route.from.y)
    if (zoom < detail.curve) pen.lineTo(route.to.x, route.to.y)
    else pen.quadraticCurveTo(route.control.x, route.control.y, route.to.x, route.to.y)
    return
  }
  route.points.forEach(({ x, y }, index) => (index === 0 ? pen.moveTo(x, y) : pen.lineTo(x, y)))
}

function arrow({ pen }: Brush, { at, from }: { at: Point; from: Point }, size: number): void {
  const length = Math.hypot(at.x - from.x, at.y - from.y) || 1
  const [dx, dy] = [(at.x - from.x) / length, (at.y - from.y) / length]
  pen.beginPath()
  pen.moveTo(at.x, at.y)
  pen.lineTo(at.x - dx * size - dy * size * 0.5, at.y - dy * size + dx * size * 0.5)
  pen.lineTo(at.x - dx * size + dy * size * 0.5, at.y - dy * size - dx * size * 0.5)
  pen.fill()
}

/** A flow's line with its arrow heads. */
export function paintFlow(brush: Brush, scene: Scene, flow: SceneFlow): void {
  const { pen, look, hair, zoom } = brush
  const { palette } = look
  const route = scene.routeOf(flow)
  const lit = look.lit?.has(flow.id) === true
  const strong = flow.marks.has('chosen') || lit
  const dim = isDim(look, flow)
  const far = zoom < detail.arrow
  // What would be thinner than a pixel is fainter instead, so that many lines from far away are no blot.
  const thinnest = 0.8 * hair
  pen.globalAlpha = strong ? 1 : (dim ? 0.16 : 0.8) * Math.max(0.3, Math.min(1, 1.6 / thinnest))
  pen.strokeStyle = strong ? palette.accent : palette.muted
  pen.lineWidth = strong ? Math.max(3.2, 2 * hair) : Math.max(1.6, thinnest)
  const dashed = !far && flow.part.classes.includes('dangling')
  trace(brush, route)
  if (dashed) pen.setLineDash([5, 4])
  pen.stroke()
  if (dashed) pen.setLineDash([])
  if (!far || strong) {
    const ends = headings(route)
    const size = (strong ? 14 : 10.5) * (far ? Math.max(1, 6 * hair * 0.2) : 1)
    pen.fillStyle = pen.strokeStyle
    if (ends) arrow(brush, ends.target, size)
    if (ends && flow.part.classes.includes('both')) arrow(brush, ends.source, size)
  }
  pen.globalAlpha = 1
}

/** What flows, on paper so that the line does not run through it. */
export function paintFlowLabel(brush: Brush, scene: Scene, flow: SceneFlow): void {
  const { pen, look, zoom, measure } = brush
  const label = String(flow.part.data['label'])
  const strong = flow.marks.has('chosen') || look.lit?.has(flow.id) === true
  if (label === '' || (zoom < detail.flowLabel && !(strong && zoom >= detail.arrow))) return
  flow.lines ??= wrapped(label, flowLabelWidth / ratio, measure)
  const middle = curveMiddle(scene.routeOf(flow))
  const [x, y] = [middle.x + flow.label.x, middle.y + flow.label.y]
  const dim = isDim(look, flow)
  // Far away the letters keep the least size that can be read.
  const by = Math.max(1, smallest / 12 / zoom)
  const width = (Math.max(...flow.lines.map((line) => measure(line))) * ratio + 6) * by
  const height = (flow.lines.length * textHeight + 3) * by
  pen.globalAlpha = dim ? 0.14 : 0.9
  pen.fillStyle = look.palette.background
  pen.fillRect(x - width / 2, y - height / 2, width, height)
  pen.globalAlpha = dim ? 0.16 : 1
  const font = strong ? fonts.strongFlow : fonts.flow
  pen.font = by === 1 ? font : font.replace('12px', `${12 * by}px`)
  pen.fillStyle = flow.marks.has('chosen') ? look.palette.accent : look.palette.text
  pen.textAlign = 'center'
  pen.textBaseline = 'middle'
  const top = y - ((flow.lines.length - 1) * textHeight * by) / 2
  flow.lines.forEach((line, index) => pen.fillText(line, x, top + index * textHeight * by + 0.5))
  pen.globalAlpha = 1
}

/** Where a flow's badge stands: its right end and middle. */
export function flowBadgeSpot(scene: Scene, flow: SceneFlow): Point {
  const { x, y } = curveMiddle(scene.routeOf(flow))
  return { x: x + 66, y: y - 12 }
}
