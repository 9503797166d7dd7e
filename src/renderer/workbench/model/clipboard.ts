import { z } from 'zod'
import type { ModelEdit } from '../../../shared/contract/workbench.ts'
import { Boundary, Element, Flow, type Model, Note } from '../../../shared/domain/model.ts'
import { inside } from './parts.ts'

/** What the text on the clipboard begins with; what follows is JSON. */
const marker = 'dreadnought-parts-1:'
const own = { key: true, sourceId: true } as const
const Parts = z.object({ elements: z.array(Element.omit(own)), flows: z.array(Flow.omit(own)), boundaries: z.array(Boundary.omit(own)), notes: z.array(Note) })
type Parts = z.infer<typeof Parts>

/** How far a copy of one part stands beside it, and one of several below them, in diagram pixels. */
const [aside, below] = [40, 60]

/** The chosen parts with what is inside of them, and the flows between them, also those that were not chosen. Null where nothing of it can be copied. */
function partsOf(model: Model, chosen: ReadonlySet<string>): Parts | null {
  const ids = new Set(chosen)
  for (const id of chosen) for (const child of inside(model, id)) ids.add(child)
  const here = ({ id }: { id: string }) => ids.has(id)
  const ends = (id: string | null) => id !== null && ids.has(id)
  const parts = {
    elements: model.elements.filter(here),
    boundaries: model.boundaries.filter(here),
    flows: model.flows.filter((flow) => ends(flow.source) && ends(flow.target)),
    notes: (model.notes ?? []).filter(here),
  }
  return parts.elements.length + parts.boundaries.length + parts.notes.length > 0 ? parts : null
}

/** The chosen parts as a text that {@link readParts} knows again, in this project or another one; null where there is nothing to copy. */
export function writeParts(model: Model, chosen: ReadonlySet<string>): string | null {
  const parts = partsOf(model, chosen)
  return parts && marker + JSON.stringify(parts)
}

/** Null for a text that no copying wrote. */
export function readParts(text: string): Parts | null {
  if (!text.startsWith(marker)) return null
  try {
    return Parts.parse(JSON.parse(text.slice(marker.length)))
  } catch {
    return null
  }
}

/** The edit that adds copies of `parts` to a diagram, under new ids, a little aside of them; they stay where they were inside of something that is there. */
export function copiesOf(parts: Parts, model: Model, diagram: string, newId: () => string): Extract<ModelEdit, { type: 'add-copies' }> {
  const all = [...parts.elements, ...parts.boundaries, ...parts.flows, ...parts.notes]
  const ids = new Map(all.map(({ id }) => [id, newId()]))
  const fresh = (id: string): string => ids.get(id) ?? id
  const boxes = new Set(model.boundaries.filter((boundary) => boundary.diagram === diagram && boundary.kind === 'box').map(({ id }) => id))
  const parent = (id: string | null): string | null => (id === null ? null : (ids.get(id) ?? (boxes.has(id) ? id : null)))
  const places = [...parts.elements, ...parts.boundaries, ...parts.notes].flatMap(({ position }) => position ?? [])
  const height = Math.max(...places.map(({ y, height }) => y + height)) - Math.min(...places.map(({ y }) => y))
  const shift = places.length > 1 ? { x: 0, y: height + below } : { x: aside, y: aside }
  const shifted = <Point extends { x: number; y: number }>(at: Point): Point => ({ ...at, x: at.x + shift.x, y: at.y + shift.y })
  const place = <Position extends { x: number; y: number }>(position: Position | null): Position | null => position && shifted(position)
  return {
    type: 'add-copies',
    elements: parts.elements.map((element) => ({ ...element, id: fresh(element.id), diagram, parent: parent(element.parent), position: place(element.position) })),
    boundaries: parts.boundaries.map((boundary) => ({ ...boundary, id: fresh(boundary.id), diagram, parent: parent(boundary.parent), position: place(boundary.position) })),
    flows: parts.flows.map(({ bends, ...flow }) => ({ ...flow, id: fresh(flow.id), diagram, source: parentOf(flow.source, ids), target: parentOf(flow.target, ids), ...(bends ? { bends: bends.map(shifted) } : {}) })),
    notes: parts.notes.map((note) => ({ ...note, id: fresh(note.id), diagram, position: shifted(note.position) })),
  }
}

function parentOf(id: string | null, ids: ReadonlyMap<string, string>): string | null {
  return id === null ? null : (ids.get(id) ?? null)
}
