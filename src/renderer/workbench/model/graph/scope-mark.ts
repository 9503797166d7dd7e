import type { Brush } from './paint-look.ts'
import type { SceneNode } from './scene.ts'

/** Between two lines of the hatching, in diagram pixels. */
const step = 11

/** Hatches a node that is out of scope, whatever its colour. What is written on it stays readable. */
export function paintScope({ pen, look, hair }: Brush, node: SceneNode): void {
  if (!node.part.classes.includes('unscoped') || node.look === 'line') return
  const { x, y, width, height } = node.box
  const alpha = pen.globalAlpha
  pen.save()
  pen.beginPath()
  pen.roundRect(x, y, width, height, node.look === 'process' ? Math.min(26, height / 2) : node.look === 'boundary' ? 10 : 0)
  pen.clip()
  pen.globalAlpha = alpha * 0.28
  pen.strokeStyle = look.palette.muted
  pen.lineWidth = Math.max(1, hair)
  pen.beginPath()
  for (let at = x - height; at < x + width; at += step) {
    pen.moveTo(at, y + height)
    pen.lineTo(at + height, y)
  }
  pen.stroke()
  pen.restore()
  pen.globalAlpha = alpha
}
