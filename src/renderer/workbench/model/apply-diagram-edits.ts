import type { ModelEdit } from '../../../shared/contract/workbench.ts'
import type { Diagram, Model } from '../../../shared/domain/model.ts'
import { inside } from './parts.ts'

type DiagramEdit = Extract<ModelEdit, { type: 'add-diagram' | 'update-diagram' | 'order-diagrams' | 'move-to-diagram' }>

/** What an edit of diagrams makes of the model, as the application does it. */
export function applyDiagramEdit(model: Model, edit: DiagramEdit): Model {
  switch (edit.type) {
    case 'add-diagram': {
      const order = Math.max(0, ...model.diagrams.map((diagram) => diagram.order)) + 1
      return { ...model, diagrams: [...model.diagrams, opened({ id: edit.id, name: edit.name, order }, edit.opener)] }
    }
    case 'update-diagram':
      return { ...model, diagrams: model.diagrams.map((diagram) => (diagram.id === edit.id ? updated(diagram, edit.set) : diagram)) }
    case 'order-diagrams':
      return { ...model, diagrams: ordered(model.diagrams, edit.ids) }
    case 'move-to-diagram':
      return moved(model, edit)
  }
}

function opened(diagram: Diagram, opener: string | null): Diagram {
  return opener === null ? diagram : { ...diagram, opener }
}

function updated({ opener: was, ...diagram }: Diagram, set: Extract<ModelEdit, { type: 'update-diagram' }>['set']): Diagram {
  return opened({ ...diagram, ...(set.name === undefined ? {} : { name: set.name }) }, set.opener === undefined ? (was ?? null) : set.opener)
}

function ordered(diagrams: readonly Diagram[], ids: readonly string[]): Diagram[] {
  const known = new Map(diagrams.map((diagram) => [diagram.id, diagram]))
  const all = new Set([...ids, ...known.keys()])
  return [...all].flatMap((id, index) => {
    const diagram = known.get(id)
    return diagram ? [{ ...diagram, order: index + 1 }] : []
  })
}

/** Diagrams whose opener is among `gone` stand at the top. */
export function closed(diagrams: readonly Diagram[], gone: ReadonlySet<string>): Diagram[] {
  return diagrams.map(({ opener, ...diagram }) => (opener === undefined || gone.has(opener) ? diagram : { ...diagram, opener }))
}

/** The model without a diagram and all that stands on it. */
export function withoutDiagram(model: Model, id: string): Model {
  const gone = new Set([...model.elements, ...model.boundaries].flatMap((part) => (part.diagram === id ? [part.id] : [])))
  const stays = (end: string | null) => end === null || !gone.has(end)
  const lifted = <T extends { parent: string | null }>(part: T): T => (stays(part.parent) ? part : { ...part, parent: null })
  const { notes, ...drawn } = model
  const left = (notes ?? []).filter((note) => note.diagram !== id)
  return {
    ...drawn,
    diagrams: closed(model.diagrams.filter((diagram) => diagram.id !== id), gone),
    elements: model.elements.filter((part) => !gone.has(part.id)).map(lifted),
    boundaries: model.boundaries.filter((part) => !gone.has(part.id)).map(lifted),
    flows: model.flows.filter((flow) => flow.diagram !== id && stays(flow.source) && stays(flow.target)),
    ...(left.length > 0 ? { notes: left } : {}),
  }
}

function moved(model: Model, { ids, diagram }: Extract<ModelEdit, { type: 'move-to-diagram' }>): Model {
  const flows = new Set(model.flows.map(({ id }) => id))
  const along = new Set(ids.filter((id) => !flows.has(id)).flatMap((id) => [id, ...inside(model, id)]))
  const there = <T extends { id: string; diagram: string; parent: string | null }>(part: T): T =>
    along.has(part.id) ? { ...part, diagram, parent: part.parent !== null && along.has(part.parent) ? part.parent : null } : part
  const elements = model.elements.map(there)
  const boundaries = model.boundaries.map(there)
  const places = new Map([...elements, ...boundaries].map((part) => [part.id, part.diagram]))
  const follows = (source: string | null, target: string | null) => {
    const ends = [source, target].flatMap((end) => (end === null ? [] : [end]))
    return ends.some((end) => along.has(end)) && ends.every((end) => places.get(end) === diagram)
  }
  return {
    ...model,
    elements,
    boundaries,
    flows: model.flows.map((flow) => (follows(flow.source, flow.target) ? { ...flow, diagram } : flow)),
    ...(model.notes ? { notes: model.notes.map((note) => (along.has(note.id) ? { ...note, diagram } : note)) } : {}),
  }
}
