import type { Box } from '../../../shared/domain/model.ts'

/** With this many pixels to spare a box still holds another. */
const tolerance = 1

/**
 * Finds the smallest box around another that `fits`. A page may have twenty thousand boxes, and each is asked about each: so all
 * sides stand side by side as plain numbers, and only what holds by its place is looked at further.
 */
export function smallestAround<Holder extends { box: Box }>(holders: readonly Holder[]): (inner: Box, fits: (holder: Holder) => boolean) => Holder | undefined {
  const area = ({ width, height }: Box): number => width * height
  const sorted = holders.filter(({ box }) => area(box) > 0).sort((a, b) => area(a.box) - area(b.box))
  const sides = (side: (box: Box) => number): Float64Array => Float64Array.from(sorted, ({ box }) => side(box))
  const [left, top] = [sides(({ x }) => x - tolerance), sides(({ y }) => y - tolerance)]
  const [right, bottom] = [sides(({ x, width }) => x + width + tolerance), sides(({ y, height }) => y + height + tolerance)]
  const areas = sides(area)
  return (inner, fits) => {
    const { x, y } = inner
    const [endX, endY] = [x + inner.width, y + inner.height]
    for (let at = firstAbove(areas, area(inner)); at < areas.length; at += 1) {
      if (x < (left[at] ?? 0) || y < (top[at] ?? 0) || endX > (right[at] ?? 0) || endY > (bottom[at] ?? 0)) continue
      const holder = sorted[at]
      if (holder && fits(holder)) return holder
    }
    return undefined
  }
}

/** Where in the ascending `values` those begin that are larger. */
function firstAbove(values: Float64Array, value: number): number {
  let [low, high] = [0, values.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((values[middle] ?? 0) > value) high = middle
    else low = middle + 1
  }
  return low
}
