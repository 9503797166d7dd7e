import type { Box } from '../../../../shared/domain/model.ts'
import type { Brush } from './paint-look.ts'
import type { SceneNode } from './scene.ts'

/** Side of the mark, and how far it stands from the corner, where the handle is, in diagram pixels. */
const size = 18
const aside = 12

function markOf({ x, y, width, height }: Box): Box {
  return { x: x + width - size - aside, y: y + height - size / 2 - 1, width: size, height: size }
}

/** Whether a point is at the mark of a node with this box, or near enough to it. */
export function isAtMark(box: Box, at: { x: number; y: number }): boolean {
  const mark = markOf(box)
  const reach = 6
  return at.x > mark.x - reach && at.x < mark.x + size + reach && at.y > mark.y - reach && at.y < mark.y + size + reach
}

/** The mark of an element that opens a diagram of its own: two sheets, on its lower edge at the right. */
export function paintOpens({ pen, look, hair }: Brush, node: SceneNode): void {
  if (!node.part.classes.includes('opens')) return
  const { x, y } = markOf(node.box)
  const { palette } = look
  pen.fillStyle = palette.accent
  pen.beginPath()
  pen.roundRect(x, y, size, size, 5)
  pen.fill()
  pen.strokeStyle = palette.surface
  pen.lineWidth = Math.max(1.4, hair)
  pen.beginPath()
  pen.rect(x + 4, y + 4, 7.5, 7.5)
  pen.moveTo(x + 14, y + 7)
  pen.lineTo(x + 14, y + 14)
  pen.lineTo(x + 7, y + 14)
  pen.stroke()
}
