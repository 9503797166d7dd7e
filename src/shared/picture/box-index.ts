import type { Box } from '../domain/model.ts'
import { overlap } from './route.ts'

const cell = 160

/** Boxes by where they lie, so that asking what one of them covers does not cost as much as there are. */
export interface BoxIndex {
  add: (box: Box) => void
  /** The area of `box` that lies on others, counted for each of them. */
  covered: (box: Box) => number
}

export function boxIndex(boxes: readonly Box[]): BoxIndex {
  const cells = new Map<string, Box[]>()
  const large: Box[] = []
  const add = (box: Box): void => {
    // What is huge would be in every cell.
    if (box.width * box.height > 400 * cell * cell) return void large.push(box)
    for (const key of keysOf(box)) {
      const found = cells.get(key)
      if (found) found.push(box)
      else cells.set(key, [box])
    }
  }
  boxes.forEach(add)
  return {
    add,
    covered: (box) => {
      const seen = new Set<Box>(large)
      for (const key of keysOf(box)) for (const other of cells.get(key) ?? []) seen.add(other)
      let sum = 0
      for (const other of seen) sum += overlap(box, other)
      return sum
    },
  }
}

function keysOf(box: Box): string[] {
  const keys: string[] = []
  for (let x = Math.floor(box.x / cell); x <= Math.floor((box.x + box.width) / cell); x += 1) {
    for (let y = Math.floor(box.y / cell); y <= Math.floor((box.y + box.height) / cell); y += 1) keys.push(`${x} ${y}`)
  }
  return keys
}
