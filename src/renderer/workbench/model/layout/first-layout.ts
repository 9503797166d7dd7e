import type { Box, Model } from '../../../../shared/domain/model.ts'

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
