import { z } from 'zod'
import { Facts } from './fact.ts'
import { Id } from './id.ts'

/** Where an object stands on its diagram: centre-free box, in diagram pixels, y down. */
export const Box = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })
export type Box = z.infer<typeof Box>

/** A point of a diagram, in its pixels, y down. */
export const Point = z.object({ x: z.number(), y: z.number() })
export type Point = z.infer<typeof Point>

/** More bends than this nobody draws by hand. */
const mostBends = 20

export const elementKinds = ['process', 'data-store', 'external-entity'] as const
export const ElementKind = z.enum(elementKinds)
export type ElementKind = z.infer<typeof ElementKind>

const Label = z.string().max(500)
const Key = z.string().max(1100)
/** The object's id in the file it was imported from; the first thing an update from a newer file is matched by. */
const SourceId = z.string().max(500).nullable()
/** Why it is not looked at, perhaps empty; absent where it is in scope. What stands inside of it is out of scope with it. */
const OutOfScope = z.string().max(2000).optional()

export const Diagram = z.object({
  id: Id,
  name: Label,
  order: z.number().int(),
  /** The element that opens it, which then stands on another diagram; absent for one at the top. An element opens one diagram at most. */
  opener: Id.optional(),
})
export type Diagram = z.infer<typeof Diagram>

/** A process, data store or external entity. An element with children stays one element. */
export const Element = z.object({
  id: Id,
  diagram: Id,
  key: Key,
  label: Label,
  kind: ElementKind,
  /** Id of a technology in the taxonomy, such as `aws.s3`; null where it is not known. */
  technology: z.string().max(80).nullable(),
  /** The boundary or element that contains it. */
  parent: Id.nullable(),
  facts: Facts,
  /** Null until it is placed; the layout then places it. */
  position: Box.nullable(),
  sourceId: SourceId,
  notes: z.string().max(20_000),
  outOfScope: OutOfScope,
})
export type Element = z.infer<typeof Element>

/**
 * A data flow. One whose source or target is null (a free end) or is a boundary
 * stays on the diagram but is neither analysed nor counted.
 */
export const Flow = z.object({
  id: Id,
  diagram: Id,
  key: Key,
  label: Label,
  source: Id.nullable(),
  target: Id.nullable(),
  bidirectional: z.boolean(),
  facts: Facts,
  /** Points that it runs through, from source to target; absent where it finds its own way. */
  bends: z.array(Point).min(1).max(mostBends).optional(),
  sourceId: SourceId,
  notes: z.string().max(20_000),
  outOfScope: OutOfScope,
})
export type Flow = z.infer<typeof Flow>

/** A trust boundary: a box that contains elements and other boxes, or a line that flows cross. */
export const Boundary = z.object({
  id: Id,
  diagram: Id,
  key: Key,
  label: Label,
  kind: z.enum(['box', 'line']),
  parent: Id.nullable(),
  facts: Facts,
  position: Box.nullable(),
  sourceId: SourceId,
  notes: z.string().max(20_000),
  outOfScope: OutOfScope,
})
export type Boundary = z.infer<typeof Boundary>

/** Free text that stands on a diagram. It says something to people and nothing to rules. */
export const Note = z.object({ id: Id, diagram: Id, text: z.string().max(5000), position: Box })
export type Note = z.infer<typeof Note>

export const Model = z.object({
  diagrams: z.array(Diagram),
  elements: z.array(Element),
  flows: z.array(Flow),
  boundaries: z.array(Boundary),
  /** Absent where there is none. */
  notes: z.array(Note).optional(),
})
export type Model = z.infer<typeof Model>

/** One diagram of a model: only its parts and texts; nothing where the model has no such diagram. */
export function diagramOf(model: Model, diagram: Id | null): Model {
  const here = (part: { diagram: Id }) => part.diagram === diagram
  return {
    diagrams: model.diagrams.filter(({ id }) => id === diagram),
    elements: model.elements.filter(here),
    flows: model.flows.filter(here),
    boundaries: model.boundaries.filter(here),
    ...(model.notes ? { notes: model.notes.filter(here) } : {}),
  }
}

/** A flow with an element at both ends: the kind that is analysed and counted. */
export type ConnectedFlow = Flow & { source: Id; target: Id }

/** The flows of `model` that have an element at both ends, in the model's order. */
export function connectedFlows(model: Model): ConnectedFlow[] {
  const elements = new Set(model.elements.map((element) => element.id))
  const connected: ConnectedFlow[] = []
  for (const flow of model.flows) {
    const { source, target } = flow
    if (source !== null && target !== null && elements.has(source) && elements.has(target)) {
      connected.push({ ...flow, source, target })
    }
  }
  return connected
}

/** How many of each a model holds; `flows` are the connected ones. */
export const ModelCounts = z.object({
  elements: z.number().int(),
  flows: z.number().int(),
  boundaries: z.number().int(),
  diagrams: z.number().int(),
})
export type ModelCounts = z.infer<typeof ModelCounts>

export function countModel(model: Model): ModelCounts {
  return {
    elements: model.elements.length,
    flows: connectedFlows(model).length,
    boundaries: model.boundaries.length,
    diagrams: model.diagrams.length,
  }
}

/** Whether anything is drawn in it. */
export function hasParts({ elements, flows, boundaries }: Model): boolean {
  return elements.length + flows.length + boundaries.length > 0
}

export const emptyModel: Model = { diagrams: [], elements: [], flows: [], boundaries: [] }
