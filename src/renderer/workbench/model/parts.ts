import type { TFunction } from 'i18next'
import { type Boundary, diagramOf, type Element, type Flow, type Model } from '../../../shared/domain/model.ts'

/** Any object of a model, with what it is. */
export type Part = { type: 'element'; part: Element } | { type: 'flow'; part: Flow } | { type: 'boundary'; part: Boundary }

/** Kinds as people pick them when they add something. */
export const newKinds = ['process', 'data-store', 'external-entity', 'boundary'] as const
export type NewKind = (typeof newKinds)[number]

/** The kind that fact definitions and texts go by. */
export type PartKind = Element['kind'] | 'flow' | 'boundary'

export function kindOf(found: Part): PartKind {
  return found.type === 'element' ? found.part.kind : found.type
}

/** Every object of the model by id. */
export function partsById(model: Model): ReadonlyMap<string, Part> {
  const parts = new Map<string, Part>()
  for (const part of model.elements) parts.set(part.id, { type: 'element', part })
  for (const part of model.flows) parts.set(part.id, { type: 'flow', part })
  for (const part of model.boundaries) parts.set(part.id, { type: 'boundary', part })
  return parts
}

/** What is on one diagram. */
export function onDiagram(model: Model, diagram: string | null): Model {
  return model.diagrams.length <= 1 ? model : { ...diagramOf(model, diagram), diagrams: model.diagrams }
}

/** A flow for people: its label, or its ends; with its ends where `full`. */
export function flowName(flow: Flow, parts: ReadonlyMap<string, Part>, nowhere: string): { label: string; ends: string } {
  const end = (id: string | null) => (id === null ? nowhere : parts.get(id)?.part.label || nowhere)
  const ends = `${end(flow.source)} ${flow.bidirectional ? '↔' : '→'} ${end(flow.target)}`
  return { label: flow.label || ends, ends }
}

/** What people call a part: its label; for a flow without one, its ends. */
export function partName(id: string, parts: ReadonlyMap<string, Part>, t: TFunction<'model'>): string {
  const found = parts.get(id)
  if (!found) return id
  return found.type === 'flow' ? flowName(found.part, parts, t('freeEnd')).label : found.part.label || t('unnamed')
}

/** What is inside `id`, however deep; `id` itself not. */
export function inside(model: Model, id: string): Set<string> {
  const children = new Map<string, string[]>()
  for (const part of [...model.boundaries, ...model.elements]) {
    if (part.parent !== null) children.set(part.parent, [...(children.get(part.parent) ?? []), part.id])
  }
  const found = new Set<string>()
  const open = [id]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const child of children.get(next) ?? []) {
      if (!found.has(child)) {
        found.add(child)
        open.push(child)
      }
    }
  }
  return found
}
