import type { Id } from '../../../shared/domain/id.ts'
import type { Box, Flow } from '../../../shared/domain/model.ts'

interface Point {
  x: number
  y: number
}

/** How a flow is drawn, in whole pixels of its page. */
export interface Route {
  /** Where an end is that is at nothing. */
  start: Point
  end: Point
  /** Points in between: none for a straight line. */
  through: Point[]
}

/** Between flows that run beside each other, in pixels. */
const apart = 50

const middle = ({ x, y, width, height }: Box): Point => ({ x: x + width / 2, y: y + height / 2 })

/** Ways of flows. Those between the same two parts run beside each other, so that none hides another. */
export function flowRoutes(flows: readonly Flow[], boxes: ReadonlyMap<Id, { absolute: Box }>): Map<Id, Route> {
  const centre = (id: Id | null): Point | null => {
    const box = id === null ? undefined : boxes.get(id)?.absolute
    return box ? middle(box) : null
  }
  const pairs = new Map<string, Id[]>()
  for (const { id, source, target } of flows) {
    if (source === null || target === null || source === target) continue
    const pair = [source, target].sort().join('\n')
    pairs.set(pair, [...(pairs.get(pair) ?? []), id])
  }
  const places = new Map([...pairs.values()].flatMap((ids) => ids.map((id, at) => [id, at - (ids.length - 1) / 2] as const)))
  return new Map(flows.map((flow) => {
    const [from, to] = [centre(flow.source), centre(flow.target)]
    const start = from ?? (to ? { x: to.x - 150, y: to.y - 100 } : { x: 0, y: 0 })
    const end = to ?? (from ? { x: from.x + 150, y: from.y + 100 } : { x: 150, y: 0 })
    const place = places.get(flow.id) ?? 0
    const bends = flow.bends ?? []
    const through = bends.length > 0 ? bends : place !== 0 && from && to ? [beside(flow, from, to, place)] : []
    return [flow.id, { start: rounded(start), end: rounded(end), through: through.map(rounded) }]
  }))
}

/** A point beside the middle of the line between two parts, on the same side for flows of either direction. */
function beside({ source, target }: Flow, from: Point, to: Point, place: number): Point {
  const [a, b] = source !== null && target !== null && source < target ? [from, to] : [to, from]
  const [dx, dy] = [b.x - a.x, b.y - a.y]
  const length = Math.hypot(dx, dy) || 1
  return { x: (a.x + b.x) / 2 - (dy / length) * apart * place, y: (a.y + b.y) / 2 + (dx / length) * apart * place }
}

function rounded({ x, y }: Point): Point {
  return { x: Math.round(x), y: Math.round(y) }
}
