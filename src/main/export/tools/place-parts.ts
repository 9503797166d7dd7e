import type { Id } from '../../../shared/domain/id.ts'
import type { Box, Model } from '../../../shared/domain/model.ts'

const [width, height, gap, header] = [150, 70, 50, 40]

/**
 * Where each part of a diagram is drawn: where it stands, else in rows below all that stands somewhere, what is inside a part
 * inside of it. For formats that want a place of everything.
 */
export function placeParts(model: Model, diagram: Id): Map<Id, Box> {
  const nodes = [...model.boundaries, ...model.elements].filter((node) => node.diagram === diagram)
  const places = new Map<Id, Box>(nodes.flatMap(({ id, position }) => (position ? [[id, position] as const] : [])))
  const inside = new Map<Id | null, Id[]>()
  const unplaced = new Set(nodes.filter(({ position }) => !position).map(({ id }) => id))
  for (const { id, parent } of nodes) {
    if (!unplaced.has(id)) continue
    const holder = parent !== null && unplaced.has(parent) ? parent : null
    inside.set(holder, [...(inside.get(holder) ?? []), id])
  }
  const kinds = new Map(nodes.map((node) => [node.id, node.kind]))
  const sizes = new Map<Id, { width: number; height: number }>()
  const sizeOf = (id: Id): { width: number; height: number } => {
    const known = sizes.get(id)
    if (known) return known
    const children = inside.get(id) ?? []
    const grid = children.length === 0 ? null : gridOf(children, sizeOf)
    const size = kinds.get(id) === 'line' ? { width: 200, height: 100 } : grid ? { width: grid.width + 2 * gap, height: grid.height + gap + header } : { width, height }
    sizes.set(id, size)
    return size
  }
  const put = (holder: Id | null, x: number, y: number): void => {
    for (const { id, box } of gridOf(inside.get(holder) ?? [], sizeOf).cells) {
      const place = { ...box, x: x + box.x, y: y + box.y }
      places.set(id, place)
      put(id, place.x + gap, place.y + header)
    }
  }
  const bottom = Math.max(0, ...[...places.values()].map((box) => box.y + box.height))
  put(null, gap, Math.round(bottom) + gap)
  return places
}

interface Grid {
  width: number
  height: number
  cells: { id: Id; box: Box }[]
}

/** About as many in a row as there are rows. */
function gridOf(ids: readonly Id[], sizeOf: (id: Id) => { width: number; height: number }): Grid {
  const columns = Math.max(1, Math.ceil(Math.sqrt(ids.length)))
  const grid: Grid = { width: 0, height: 0, cells: [] }
  let [x, y, tallest] = [0, 0, 0]
  ids.forEach((id, index) => {
    if (index > 0 && index % columns === 0) [x, y, tallest] = [0, y + tallest + gap, 0]
    const size = sizeOf(id)
    grid.cells.push({ id, box: { x, y, ...size } })
    grid.width = Math.max(grid.width, x + size.width)
    grid.height = Math.max(grid.height, y + size.height)
    x += size.width + gap
    tallest = Math.max(tallest, size.height)
  })
  return grid
}
