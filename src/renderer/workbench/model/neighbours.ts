import type { Box, Flow, Model } from '../../../shared/domain/model.ts'

export const ways = ['left', 'right', 'up', 'down'] as const
export type Way = (typeof ways)[number]

/** A part that a flow leads to counts as this much nearer. */
const along = 0.35

const middle = (box: Box): { x: number; y: number } => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 })

/** How far `to` lies ahead and aside of `from` in a direction. */
function offset(from: Box, to: Box, way: Way): { ahead: number; aside: number } {
  const [a, b] = [middle(from), middle(to)]
  const [dx, dy] = [b.x - a.x, b.y - a.y]
  switch (way) {
    case 'left':
      return { ahead: -dx, aside: Math.abs(dy) }
    case 'right':
      return { ahead: dx, aside: Math.abs(dy) }
    case 'up':
      return { ahead: -dy, aside: Math.abs(dx) }
    case 'down':
      return { ahead: dy, aside: Math.abs(dx) }
  }
}

/**
 * The element that an arrow key leads to from `from`: ahead in its direction, near, and rather one that a flow leads to. From a flow
 * it is the end on that side. `boxes` are those of all parts; null where nothing lies there.
 */
export function neighbourTowards(model: Model, boxes: ReadonlyMap<string, Box>, from: string, way: Way): string | null {
  const flow = model.flows.find(({ id }) => id === from)
  if (flow) return endTowards(flow, boxes, way)
  const start = boxes.get(from)
  if (!start) return null
  const connected = new Set(model.flows.flatMap(({ source, target }) => (source === from && target !== null ? [target] : target === from && source !== null ? [source] : [])))
  let best: { id: string; cost: number } | null = null
  for (const { id } of model.elements) {
    const box = boxes.get(id)
    if (id === from || !box) continue
    const { ahead, aside } = offset(start, box, way)
    // Beyond 60 degrees it is rather another direction.
    if (ahead < 1 || aside > ahead * 1.75) continue
    const cost = (ahead + 1.6 * aside) * (connected.has(id) ? along : 1)
    if (!best || cost < best.cost) best = { id, cost }
  }
  return best?.id ?? null
}

function endTowards({ source, target }: Flow, boxes: ReadonlyMap<string, Box>, way: Way): string | null {
  const [a, b] = [source === null ? undefined : boxes.get(source), target === null ? undefined : boxes.get(target)]
  if (!a || !b) return source ?? target
  return offset(a, b, way).ahead > 0 ? target : source
}

/** Flows that begin or end at an element, in the model's order; of a flow, those that share its source. */
export function flowsAround(model: Model, id: string): string[] {
  const at = model.flows.find((flow) => flow.id === id)?.source ?? id
  return model.flows.filter(({ source, target }) => source === at || target === at).map((flow) => flow.id)
}
