import { z } from 'zod'
import { Id, Instant } from './id.ts'
import { Boundary, type Box, Element, Flow, Note } from './model.ts'

const own = { key: true, sourceId: true } as const

/** Parts of one diagram as they are copied: whole, with facts and answers, but without what only their project gives them. */
export const ModelParts = z.object({
  elements: z.array(Element.omit(own)).max(20_000),
  flows: z.array(Flow.omit(own)).max(20_000),
  boundaries: z.array(Boundary.omit(own)).max(20_000),
  notes: z.array(Note).max(20_000),
})
export type ModelParts = z.infer<typeof ModelParts>

/** `whole`: a template that a project begins with. `part`: a stamp that is put into a diagram. */
export const blueprintSizes = ['whole', 'part'] as const
export const BlueprintSize = z.enum(blueprintSizes)
export type BlueprintSize = z.infer<typeof BlueprintSize>

/** The blueprints that come with the application, in the order in which they are offered. Their words are texts of the page. */
export const builtInTemplates = ['three-tier-web', 'serverless-aws', 'kubernetes-microservices', 'mobile-api', 'data-pipeline', 'llm-retrieval', 'iot-fleet', 'ci-cd'] as const
export const builtInStamps = ['login-identity-provider', 'api-database', 'queue-dead-letters', 'bucket-cloudfront', 'payment-provider', 'file-upload', 'language-model', 'logs-monitoring'] as const
export const builtInBlueprints = [...builtInTemplates, ...builtInStamps] as const
export type BuiltInBlueprint = (typeof builtInBlueprints)[number]

export function isBuiltIn(id: string): id is BuiltInBlueprint {
  return builtInBlueprints.some((known) => known === id)
}

/** A stored piece of a model. A built-in one has no name here: the page has it in its own language. */
export const Blueprint = z.object({ id: Id, size: BlueprintSize, name: z.string().max(200), description: z.string().max(2000), savedAt: Instant.nullable() })
export type Blueprint = z.infer<typeof Blueprint>

export interface CopyPlace {
  diagram: Id
  newId: () => Id
  /** How far the copies stand from the originals, in diagram pixels. */
  shift: { x: number; y: number }
  /** Where a copy stands that stood in something that was not copied. */
  outside: (parent: Id) => Id | null
}

/** Copies of `parts` under new ids, for one diagram. Flows without one of their ends have a free one. */
export function copiedParts(parts: ModelParts, { diagram, newId, shift, outside }: CopyPlace): ModelParts {
  const ids = new Map([...parts.elements, ...parts.boundaries, ...parts.flows, ...parts.notes].map(({ id }) => [id, newId()]))
  const fresh = (id: Id): Id => ids.get(id) ?? id
  const parent = (id: Id | null): Id | null => (id === null ? null : (ids.get(id) ?? outside(id)))
  const end = (id: Id | null): Id | null => (id === null ? null : (ids.get(id) ?? null))
  const shifted = <Point extends { x: number; y: number }>(at: Point): Point => ({ ...at, x: at.x + shift.x, y: at.y + shift.y })
  const place = (position: Box | null): Box | null => position && shifted(position)
  return {
    elements: parts.elements.map((element) => ({ ...element, id: fresh(element.id), diagram, parent: parent(element.parent), position: place(element.position) })),
    boundaries: parts.boundaries.map((boundary) => ({ ...boundary, id: fresh(boundary.id), diagram, parent: parent(boundary.parent), position: place(boundary.position) })),
    flows: parts.flows.map(({ bends, ...flow }) => ({ ...flow, id: fresh(flow.id), diagram, source: end(flow.source), target: end(flow.target), ...(bends ? { bends: bends.map(shifted) } : {}) })),
    notes: parts.notes.map((note) => ({ ...note, id: fresh(note.id), diagram, position: shifted(note.position) })),
  }
}

/** The box around all of `parts` that stands somewhere; null where nothing does. */
export function boundsOf({ elements, boundaries, notes }: ModelParts): Box | null {
  const boxes = [...elements, ...boundaries, ...notes].flatMap(({ position }) => position ?? [])
  if (boxes.length === 0) return null
  const [x, y] = [Math.min(...boxes.map((box) => box.x)), Math.min(...boxes.map((box) => box.y))]
  return { x, y, width: Math.max(...boxes.map((box) => box.x + box.width)) - x, height: Math.max(...boxes.map((box) => box.y + box.height)) - y }
}
