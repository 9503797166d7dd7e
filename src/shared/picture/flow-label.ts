import type { Box, Point } from '../domain/model.ts'
import { boxIndex } from './box-index.ts'
import { distance, endsOf, pointAt, within, type Route } from './route.ts'
import { lineHeight, smallSize, widthOf, wrap } from './text.ts'

export interface FlowLabel {
  lines: string[]
  box: Box
  /** The area of what it lies on: elements, titles, other labels. */
  cost: number
}

interface Labelled {
  label: string
  way: Route
}

const alongs = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74]
const asides = [0, 13, -13, 26, -26, 42, -42]
/** Above this many flows labels take no heed of lines: nobody follows one there. */
const linesUpTo = 120
/** What hiding a piece of another flow's line costs, in square pixels of something covered. */
const hiddenLine = 40

/** A place for the label of each of `flows`, beside `taken` and beside each other as far as there is room. */
export function placeLabels(flows: readonly Labelled[], taken: readonly Box[]): FlowLabel[] {
  const index = boxIndex(taken)
  const lines = flows.length > linesUpTo ? [] : flows.map(({ way }) => Array.from({ length: 17 }, (_, at) => pointAt(way, (at + 1) / 18)))
  const labels: FlowLabel[] = []
  for (const [at, flow] of flows.entries()) {
    const best = bestLabel(flow, index.covered, lines.filter((_, other) => other !== at).flat())
    if (!best) continue
    labels.push(best)
    index.add(best.box)
  }
  return labels
}

// Narrow labels leave more of a short arrow to see; wide ones read better where there is room.
function bestLabel({ label, way }: Labelled, covered: (box: Box) => number, lines: readonly Point[]): FlowLabel | undefined {
  const { from, to } = endsOf(way)
  const room = distance(from, to)
  const across = room === 0 ? { x: 0, y: 1 } : { x: -(to.y - from.y) / room, y: (to.x - from.x) / room }
  let best: (FlowLabel & { all: number }) | undefined
  // No word is broken for want of an arrow's length.
  const word = Math.min(130, Math.max(0, ...label.split(/\s+/).map((one) => widthOf(one, smallSize))) + 1)
  for (const most of [Math.max(word, Math.min(130, room - 40), 70), Math.max(word, 84)]) {
    const wrapped = wrap(label, smallSize, most, 4)
    if (wrapped.length === 0) return undefined
    const width = Math.max(...wrapped.map((line) => widthOf(line, smallSize))) + 8
    const height = wrapped.length * smallSize * lineHeight + 4
    for (const aside of asides) {
      for (const along of alongs) {
        const point = pointAt(way, along)
        const box = { x: point.x + across.x * aside - width / 2, y: point.y + across.y * aside - height / 2, width, height }
        const cost = covered(box)
        const hidden = lines.reduce((sum, other) => (within(other, box, 0) ? sum + hiddenLine : sum), 0)
        const all = cost * 4 + hidden + Math.abs(aside) * 0.4
        if (!best || all < best.all) best = { lines: wrapped, box, cost, all }
        if (all === 0) return best
      }
      if (best && best.cost === 0 && lines.length === 0) return best
    }
  }
  return best
}
