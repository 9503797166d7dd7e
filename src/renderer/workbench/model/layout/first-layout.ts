import type { Box, Model } from '../../../../shared/domain/model.ts'
import { containerPadding } from './layout-graph.ts'

/** The parts that stand nowhere yet, with the flows between them. The whole model where nothing stands anywhere. */
export function unplaced(model: Model): Model {
  const isNew = (part: { position: Box | null }) => part.position === null
  const elements = model.elements.filter(isNew)
  const ids = new Set(elements.map((element) => element.id))
  const parents = new Set([...elements, ...model.boundaries].map((part) => part.parent))
  // A boundary takes part with what is new inside it; one whose content stands already follows that.
  const boundaries = model.boundaries.filter((boundary) => isNew(boundary) && (!hasContent(model, boundary.id) || parents.has(boundary.id)))
  for (const boundary of boundaries) ids.add(boundary.id)
  return { ...model, elements, boundaries, flows: model.flows.filter((flow) => flow.source !== null && flow.target !== null && ids.has(flow.source) && ids.has(flow.target)) }
}

function hasContent(model: Model, id: string): boolean {
  return [...model.elements, ...model.boundaries].some((part) => part.parent === id)
}

/** `boxes` moved below everything that stands already, so that nothing new covers anything. */
export function below(model: Model, boxes: ReadonlyMap<string, Box>): Map<string, Box> {
  const standing = [...model.elements, ...model.boundaries].flatMap((part) => (part.position && !boxes.has(part.id) ? [part.position] : []))
  if (standing.length === 0 || boxes.size === 0) return new Map(boxes)
  const bottom = Math.max(...standing.map((box) => box.y + box.height))
  const left = Math.min(...standing.map((box) => box.x))
  const top = Math.min(...[...boxes.values()].map((box) => box.y))
  const first = Math.min(...[...boxes.values()].map((box) => box.x))
  return new Map([...boxes].map(([id, box]) => [id, { ...box, x: box.x - first + left, y: box.y - top + bottom + 90 }]))
}

/** Where everything stands that has a place; a container without one of its own is around what is in it. */
export function standingBoxes(model: Model): Map<string, Box> {
  const parts = [...model.boundaries, ...model.elements]
  const boxes = new Map(parts.flatMap((part): [string, Box][] => (part.position ? [[part.id, part.position]] : [])))
  const children = new Map<string, string[]>()
  for (const { id, parent } of parts) if (parent !== null && parent !== id) children.set(parent, [...(children.get(parent) ?? []), id])
  const around = (id: string, above: ReadonlySet<string>): Box | undefined => {
    const own = boxes.get(id)
    if (own || above.has(id)) return own
    const inner = (children.get(id) ?? []).flatMap((child) => around(child, new Set([...above, id])) ?? [])
    if (inner.length === 0) return undefined
    const [x, y] = [Math.min(...inner.map((box) => box.x)) - containerPadding, Math.min(...inner.map((box) => box.y)) - containerPadding]
    const box = { x, y, width: Math.max(...inner.map((one) => one.x + one.width)) + containerPadding - x, height: Math.max(...inner.map((one) => one.y + one.height)) + containerPadding - y }
    boxes.set(id, box)
    return box
  }
  for (const { id } of parts) around(id, new Set())
  return boxes
}
