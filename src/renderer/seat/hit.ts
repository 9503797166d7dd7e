import type { DrawnDiagram } from '../../shared/domain/seat-diagram.ts'

type Placed = DrawnDiagram['elements'][number]

/** How far beside an element a finger may come down, in the picture's own pixels at natural size. */
const nearEnough = 16

function distance({ box }: Placed, x: number, y: number): number {
  return Math.hypot(Math.max(box.x - x, 0, x - box.x - box.width), Math.max(box.y - y, 0, y - box.y - box.height))
}

function area({ box }: Placed): number {
  return box.width * box.height
}

/** The element at a point of the picture: the innermost one there, else the nearest within reach of a finger; null where there is none. */
export function elementAt(elements: readonly Placed[], x: number, y: number, scale: number): string | null {
  const reach = nearEnough / Math.min(1, scale)
  const near = elements.filter((element) => distance(element, x, y) <= reach)
  const [best] = near.sort((a, b) => distance(a, x, y) - distance(b, x, y) || area(a) - area(b))
  return best?.id ?? null
}

/** Largest and smallest size of a picture, as a factor of its natural size. */
const largest = 3

/** Below this the labels of a picture can not be read any more. */
const readable = 0.7

/**
 * The size that is shown first: the whole picture where that can be read; where elements are to be tapped, at least as large as it takes to
 * touch the smallest one with a finger.
 */
export function firstScale({ width, height, elements }: DrawnDiagram, room: { width: number; height: number }, tappable: boolean): number {
  const smallest = Math.min(...elements.map(({ box }) => Math.min(box.width, box.height)), 120)
  const least = tappable ? 40 / smallest : readable
  return Math.min(largest, Math.max(1, least), Math.max(least, Math.min(room.width / width, room.height / height)))
}

/** One step in or out, never further than the whole picture or three times its size. */
export function zoomed(scale: number, by: 'in' | 'out', { width }: DrawnDiagram, room: number): number {
  const least = Math.min(1, room / width)
  return Math.min(largest, Math.max(least, by === 'in' ? scale * 1.4 : scale / 1.4))
}
