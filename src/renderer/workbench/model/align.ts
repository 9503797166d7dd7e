import type { Box } from '../../../shared/domain/model.ts'

export const alignments = ['left', 'centre', 'right', 'top', 'middle', 'bottom'] as const
export type Alignment = (typeof alignments)[number]
export const directions = ['across', 'down'] as const
export type Direction = (typeof directions)[number]

interface Placed {
  id: string
  box: Box
}

/** The boxes with one side, or their middles, on one line: that of the outermost, or of the middle of them all. */
export function aligned(placed: readonly Placed[], how: Alignment): Placed[] {
  const left = Math.min(...placed.map(({ box }) => box.x))
  const right = Math.max(...placed.map(({ box }) => box.x + box.width))
  const top = Math.min(...placed.map(({ box }) => box.y))
  const bottom = Math.max(...placed.map(({ box }) => box.y + box.height))
  return placed.map(({ id, box }) => {
    switch (how) {
      case 'left':
        return { id, box: { ...box, x: left } }
      case 'centre':
        return { id, box: { ...box, x: Math.round((left + right - box.width) / 2) } }
      case 'right':
        return { id, box: { ...box, x: right - box.width } }
      case 'top':
        return { id, box: { ...box, y: top } }
      case 'middle':
        return { id, box: { ...box, y: Math.round((top + bottom - box.height) / 2) } }
      case 'bottom':
        return { id, box: { ...box, y: bottom - box.height } }
    }
  })
}

/** The boxes with the same room between each two; the outermost stay. */
export function distributed(placed: readonly Placed[], direction: Direction): Placed[] {
  const [at, size] = direction === 'across' ? (['x', 'width'] as const) : (['y', 'height'] as const)
  const sorted = placed.toSorted((a, b) => a.box[at] - b.box[at])
  const [first, last] = [sorted[0], sorted.at(-1)]
  if (!first || !last || sorted.length < 3) return [...placed]
  const taken = sorted.reduce((sum, { box }) => sum + box[size], 0)
  const gap = (last.box[at] + last.box[size] - first.box[at] - taken) / (sorted.length - 1)
  let next = first.box[at]
  return sorted.map(({ id, box }) => {
    const moved = { id, box: { ...box, [at]: Math.round(next) } }
    next += box[size] + gap
    return moved
  })
}
