import { drawBadge, drawMark } from './badges.ts'
import { lineHeight } from './node-size.ts'
import { paintOpens } from './opens-mark.ts'
import { type Brush, detail, fonts, isDim, smallest, wrapped } from './paint-look.ts'
import type { SceneItem, SceneNode } from './scene.ts'
import { paintScope } from './scope-mark.ts'

const dash = [7, 5]
const dimNode = 0.22
const noDash: number[] = []

function isStrong({ look }: Brush, node: SceneNode): boolean {
  return node.marks.has('chosen') || look.lit?.has(node.id) === true
}

/** A boundary or an element that contains others: what stands below everything inside of it. */
export function paintContainer(brush: Brush, node: SceneNode): void {
  const { pen, look, hair } = brush
  const { palette } = look
  const { x, y, width, height } = node.box
  const [dim, strong, drop] = [isDim(brush.look, node), isStrong(brush, node), node.marks.has('drop')]
  const isBoundary = node.look === 'boundary' || node.look === 'line'
  const lineWidth = Math.max(strong || drop ? 3 : 1.5, hair)
  pen.beginPath()
  // A line is one line, along the longer side of the box that it was given.
  if (node.look === 'line' && height >= width) pen.rect(x + width / 2, y, 0, height)
  else if (node.look === 'line') pen.rect(x, y + height / 2, width, 0)
  else pen.roundRect(x, y, width, height, isBoundary ? 10 : 14)
  if (strong) {
    pen.globalAlpha = 0.06
    pen.fillStyle = palette.accent
    pen.fillRect(x - 6, y - 6, width + 12, height + 12)
  }
  if (node.look !== 'line') {
    pen.globalAlpha = dim ? 0.08 : isBoundary ? 0.34 : 0.6
    pen.fillStyle = isBoundary ? palette.accentSoft : palette.surface
    pen.fill()
  }
  pen.globalAlpha = dim ? 0.35 : 1
  pen.lineWidth = lineWidth
  pen.strokeStyle = strong || drop || node.marks.has('source-end') ? palette.accent : palette.muted
  // Dashes that are smaller than a pixel are a grey line, and take far longer than one.
  const dashed = isBoundary && !drop && brush.zoom >= detail.shape
  if (dashed) pen.setLineDash(dash)
  else if (isBoundary && !drop) pen.globalAlpha *= 0.6
  pen.stroke()
  if (dashed) pen.setLineDash(noDash)
  if (brush.zoom >= detail.shape) {
    paintScope(brush, node)
    paintOpens(brush, node)
  }
  pen.globalAlpha = 1
}

/** The name of a container at its upper edge; far away in letters of a size that can be read, where they have room. */
export function paintTitle(brush: Brush, node: SceneNode): void {
  const { pen, look, zoom, measure } = brush
  const label = String(node.part.data['label'])
  if (label === '') return
  const { x, y, width } = node.box
  pen.globalAlpha = isDim(brush.look, node) ? 0.4 : 1
  pen.textAlign = 'center'
  pen.textBaseline = 'middle'
  if (zoom >= detail.boundaryLabel) {
    const size = Math.max(13, (smallest + 1) / zoom)
    pen.font = fonts.boundary.replace('13px', `${size}px`)
    pen.fillStyle = look.palette.muted
    // In the corner: flows come in through the middle.
    pen.textAlign = node.look === 'line' ? 'center' : 'left'
    const text = node.look === 'line' ? label : shortened(label, ((width - 24) * 14) / size, measure)
    pen.fillText(text, node.look === 'line' ? x + width / 2 : x + 14, node.look === 'line' ? y - 14 : y + (size > 13 ? 1 + size * 0.62 : 17))
  } else {
    // Written above the edge, so that it covers nothing that is inside.
    const scale = 11 / 13 / zoom
    if (measure(label) * (13 / 14) * scale > width * 1.04) return
    pen.save()
    pen.translate(x + width / 2, y)
    pen.scale(scale, scale)
    pen.font = fonts.boundary
    pen.fillStyle = look.palette.muted
    pen.fillText(label, 0, -9)
    pen.restore()
  }
  pen.globalAlpha = 1
}

function fillOf({ look }: Brush, node: SceneNode): string {
  const heat = look.heat?.get(node.id)
  if (heat) return heat.fill
  return node.look === 'external' || node.look === 'free' ? look.palette.background : look.palette.surface
}

/** An element seen from so far that only its place, size and kind can be told. */
function paintFar(brush: Brush, node: SceneNode): void {
  const { pen, look, hair } = brush
  const { x, y, width, height } = node.box
  const strong = isStrong(brush, node)
  const line = Math.max(strong ? 3 : 1.5, hair)
  pen.fillStyle = strong ? look.palette.accent : look.palette.muted
  if (node.look === 'store' && !strong) {
    pen.fillRect(x, y, width, height)
    pen.fillStyle = fillOf(brush, node)
    pen.fillRect(x, y + line, width, height - 2 * line)
    return
  }
  if (strong) pen.fillRect(x - 5 * hair, y - 5 * hair, width + 10 * hair, height + 10 * hair)
  else {
    pen.globalAlpha *= node.look === 'external' ? 0.9 : 0.55
    pen.fillRect(x, y, width, height)
    pen.globalAlpha = isDim(brush.look, node) ? dimNode : 1
  }
  pen.fillStyle = fillOf(brush, node)
  pen.fillRect(x + line, y + line, width - 2 * line, height - 2 * line)
}

/** An element, a note, or a flow's free end. */
export function paintNode(brush: Brush, node: SceneNode): void {
  const { pen, look, hair, zoom } = brush
  const { palette } = look
  const { x, y, width, height } = node.box
  pen.globalAlpha = isDim(brush.look, node) ? dimNode : 1
  if (zoom < detail.shape) {
    paintFar(brush, node)
    pen.globalAlpha = 1
    return
  }
  const strong = isStrong(brush, node)
  const marked = strong || node.marks.has('source-end') || node.marks.has('drop')
  if (strong) {
    const room = node.marks.has('chosen') ? 7 : 6
    const alpha = pen.globalAlpha
    pen.globalAlpha = node.marks.has('chosen') ? 0.2 : 0.12
    pen.fillStyle = palette.accent
    pen.beginPath()
    pen.roundRect(x - room, y - room, width + 2 * room, height + 2 * room, 12)
    pen.fill()
    pen.globalAlpha = alpha
  }
  pen.fillStyle = fillOf(brush, node)
  pen.strokeStyle = marked ? palette.accent : palette.muted
  if (node.look === 'store') {
    const line = Math.max(marked ? 3.2 : 1.9, hair)
    pen.fillRect(x, y, width, height)
    pen.fillStyle = pen.strokeStyle
    pen.fillRect(x, y, width, line)
    pen.fillRect(x, y + height - line, width, line)
  } else {
    const dashed = node.look === 'free' || node.marks.has('source-end') || node.part.classes.includes('outside')
    pen.lineWidth = Math.max(marked ? 3 : node.look === 'external' ? 2 : node.look === 'note' ? 1 : 1.5, hair)
    pen.beginPath()
    if (node.look === 'process') pen.roundRect(x, y, width, height, Math.min(26, height / 2))
    else if (node.look === 'free') pen.ellipse(x + width / 2, y + height / 2, width / 2, height / 2, 0, 0, 2 * Math.PI)
    else pen.rect(x, y, width, height)
    const alpha = pen.globalAlpha
    // Paper that lets through what it lies on; what is written on it does not fade.
    if (node.look === 'note') pen.globalAlpha = alpha * 0.75
    pen.fill()
    pen.globalAlpha = alpha
    if (dashed) pen.setLineDash(dash)
    if (node.look !== 'note' || marked) pen.stroke()
    if (dashed) pen.setLineDash(noDash)
  }
  paintScope(brush, node)
  paintOpens(brush, node)
  if (zoom >= detail.nodeLabel) paintLabel(brush, node)
  else if (node.look !== 'free' && node.look !== 'note') paintSmallLabel(brush, node)
  pen.globalAlpha = 1
}

const smallLabels = new WeakMap<SceneNode, { label: unknown; zoom: number; lines: string[] }>()

/** As much of a label as fits into a node in the smallest letters that can be read. */
function smallLines({ zoom, measure }: Brush, node: SceneNode): string[] {
  const label = node.part.data['label']
  const before = smallLabels.get(node)
  if (before?.zoom === zoom && before.label === label) return before.lines
  const most = Math.floor((node.box.height * zoom) / (smallest + 1))
  // Widths in the letters that texts are measured in.
  const width = ((node.box.width * zoom - 2) * 14) / smallest
  const all = wrapped(String(label), width, measure)
  const lines = all.slice(0, most).map((line, index) => shortened(index === most - 1 ? all.slice(index).join(' ') : line, width, measure))
  smallLabels.set(node, { label, zoom, lines })
  return lines
}

function shortened(line: string, width: number, measure: Brush['measure']): string {
  if (measure(line) <= width) return line
  let kept = line
  while (kept.length > 1 && measure(`${kept}…`) > width) kept = kept.slice(0, -1)
  return `${kept}…`
}

function paintSmallLabel(brush: Brush, node: SceneNode): void {
  const { pen, look, zoom } = brush
  const lines = smallLines(brush, node)
  const size = smallest / zoom
  pen.font = fonts.node.replace('14px', `${size}px`)
  pen.fillStyle = look.heat?.get(node.id)?.text ?? look.palette.text
  pen.textBaseline = 'middle'
  pen.textAlign = 'center'
  const { x, y, width, height } = node.box
  const step = size * 1.1
  lines.forEach((line, index) => pen.fillText(line, x + width / 2, y + height / 2 + (index - (lines.length - 1) / 2) * step))
}

function paintLabel({ pen, look, measure }: Brush, node: SceneNode): void {
  const label = String(node.part.data['label'])
  if (label === '') return
  node.lines ??= wrapped(label, Number(node.part.data['t']), measure)
  const { x, y, width, height } = node.box
  pen.font = fonts.node
  pen.fillStyle = look.heat?.get(node.id)?.text ?? look.palette.text
  pen.textBaseline = 'middle'
  const note = node.look === 'note'
  pen.textAlign = note ? 'left' : 'center'
  const left = note ? x + 12 : x + width / 2
  const top = note ? y + 12 + lineHeight / 2 : y + height / 2 - ((node.lines.length - 1) * lineHeight) / 2
  node.lines.forEach((line, index) => pen.fillText(line, left, top + index * lineHeight + 0.5))
}

/** What is found about a part, at its upper right corner: the count and how bad it is; far away only a mark of the worst. */
export function paintBadge(brush: Brush, item: SceneItem, right: number, middle: number): void {
  const { pen, look, zoom } = brush
  // Badges keep a size that can be read, whatever the zoom.
  const scale = Math.min(1.15, Math.max(0.72, zoom)) / zoom
  pen.textAlign = 'left'
  if (look.heat !== null) {
    // Where heat is shown, its figure stands where that of the findings does.
    const heat = look.heat.get(item.id)
    if (!heat || zoom < detail.badgeCount) return
    pen.globalAlpha = isDim(look, item) ? 0.25 : 1
    drawMark(pen, { text: heat.figure, bars: heat.bars, filled: true }, heat, { surface: look.palette.surface, text: look.palette.text }, right + 6 * scale, middle, scale)
    pen.globalAlpha = 1
    return
  }
  const badge = look.badges.get(item.id)
  if (!badge) return
  const severity = look.severity[badge.band]
  pen.globalAlpha = isDim(look, item) ? 0.25 : 1
  if (zoom >= detail.badgeCount) drawBadge(pen, badge, severity, { surface: look.palette.surface, text: look.palette.text }, right + 6 * scale, middle, scale)
  else if (item.type === 'node' && (badge.band === 'Critical' || badge.band === 'High')) {
    const size = Math.min(badge.band === 'Critical' ? 6 : 4, badge.band === 'Critical' ? zoom * 26 : zoom * 18) / zoom
    pen.fillStyle = severity.fill
    pen.fillRect(right - size, middle, size, size)
  }
  pen.globalAlpha = 1
}
