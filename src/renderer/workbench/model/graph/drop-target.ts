import type { Box, Model } from '../../../../shared/domain/model.ts'
import { inside } from '../parts.ts'

function holds(box: Box, at: { x: number; y: number }): boolean {
  return at.x >= box.x && at.x <= box.x + box.width && at.y >= box.y && at.y <= box.y + box.height
}

/**
 * The innermost boundary box of `boxes` around `at` that may take `moved` in; null where it would stand outside of all.
 * `boxes` are those from before the move: a boundary stretches with what is dragged out of it.
 */
export function boundaryAt(model: Model, boxes: ReadonlyMap<string, Box>, at: { x: number; y: number }, moved: string | null): string | null {
  const own = moved === null ? new Set<string>() : inside(model, moved)
  let best: { id: string; size: number } | null = null
  for (const boundary of model.boundaries) {
    const box = boxes.get(boundary.id)
    if (!box || boundary.kind === 'line' || boundary.id === moved || own.has(boundary.id) || !holds(box, at)) continue
    const size = box.width * box.height
    if (!best || size < best.size) best = { id: boundary.id, size }
  }
  return best?.id ?? null
}

/** The place nearest to `at` (a centre) where a box of this size touches no other, trying below, beside and above in growing rings. */
export function freeSpot(taken: readonly Box[], at: { x: number; y: number }, size: { width: number; height: number }): Box {
  const gap = 64
  const boxAround = (x: number, y: number): Box => ({ x: Math.round(x - size.width / 2), y: Math.round(y - size.height / 2), width: size.width, height: size.height })
  const free = (box: Box) =>
    taken.every((other) => box.x + box.width + gap <= other.x || other.x + other.width + gap <= box.x || box.y + box.height + gap <= other.y || other.y + other.height + gap <= box.y)
  const [stepX, stepY] = [size.width / 2 + gap, size.height / 2 + gap]
  for (let ring = 0; ring < 40; ring += 1) {
    const spots: [number, number][] = []
    for (let along = -ring; along <= ring; along += 1) spots.push([along, ring], [ring, along], [along, -ring], [-ring, along])
    spots.sort((a, b) => Math.abs(a[0]) + Math.abs(a[1]) - Math.abs(b[0]) - Math.abs(b[1]))
    for (const [x, y] of spots) {
      const box = boxAround(at.x + x * stepX, at.y + y * stepY)
      if (free(box)) return box
    }
  }
  return boxAround(at.x, at.y)
}
