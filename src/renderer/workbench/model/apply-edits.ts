import type { ModelEdit } from '../../../shared/contract/workbench.ts'
import type { Flow, Model, Note } from '../../../shared/domain/model.ts'
import { applyDiagramEdit, closed, withoutDiagram } from './apply-diagram-edits.ts'
import { withScope } from '../../../shared/domain/scope.ts'

/** What a new part starts with. */
const fresh = { key: '', facts: {}, sourceId: null, notes: '' }

/** A model without notes has no list of them. */
function withNotes(notes: Note[]): { notes?: Note[] } {
  return notes.length > 0 ? { notes } : {}
}

function withoutEmptyBends({ bends, ...flow }: Flow): Flow {
  return bends && bends.length > 0 ? { ...flow, bends } : flow
}

type Change<T> = (part: T) => T

function change<T extends { id: string }>(list: readonly T[], id: string, by: Change<T>): T[] {
  return list.map((part) => (part.id === id ? by(part) : part))
}

/** With what is not there yet at the end: an edit may be shown over a model that has it already. */
function added<T extends { id: string }>(list: T[], more: readonly T[]): T[] {
  const known = new Set(list.map(({ id }) => id))
  const fresh = more.filter(({ id }) => !known.has(id))
  return fresh.length === 0 ? list : [...list, ...fresh]
}

/** The given fields without those that are undefined. */
function given<T extends object>(set: T): { [Key in keyof T]?: Exclude<T[Key], undefined> }
function given(set: object): object {
  return Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined))
}

/**
 * The model as it will be once the application has applied `edits`, so that the page need not wait. Keys are left as
 * they are: they are the application's to make, and the next reading brings them.
 */
export function applyEdits(model: Model, edits: readonly ModelEdit[]): Model {
  return edits.reduce(applyEdit, model)
}

function applyEdit(model: Model, edit: ModelEdit): Model {
  switch (edit.type) {
    case 'add-element': {
      const { id, diagram, label, kind, technology, parent, position } = edit
      return { ...model, elements: added(model.elements, [{ id, diagram, label, kind, technology, parent, position, ...fresh }]) }
    }
    case 'add-flow': {
      const { id, diagram, label, source, target, bidirectional } = edit
      return { ...model, flows: added(model.flows, [{ id, diagram, label, source, target, bidirectional, ...fresh }]) }
    }
    case 'add-boundary': {
      const { id, diagram, label, kind, parent, position } = edit
      return { ...model, boundaries: added(model.boundaries, [{ id, diagram, label, kind, parent, position, ...fresh }]) }
    }
    case 'add-note': {
      const { id, diagram, text, position } = edit
      return { ...model, notes: added(model.notes ?? [], [{ id, diagram, text, position }]) }
    }
    case 'add-copies': {
      const copied = <T extends object>(part: T): T & { key: string; sourceId: null } => ({ ...part, key: '', sourceId: null })
      return {
        ...model,
        elements: added(model.elements, edit.elements.map(copied)),
        flows: added(model.flows, edit.flows.map(copied)),
        boundaries: added(model.boundaries, edit.boundaries.map(copied)),
        ...withNotes(added(model.notes ?? [], edit.notes)),
      }
    }
    case 'update-note':
      return { ...model, ...withNotes(change(model.notes ?? [], edit.id, (note) => ({ ...note, ...given(edit.set) }))) }
    case 'update-element':
      return { ...model, elements: change(model.elements, edit.id, (part) => withScope(part, given(edit.set))) }
    case 'update-flow':
      return { ...model, flows: change(model.flows, edit.id, (part) => withoutEmptyBends(withScope(part, given(edit.set)))) }
    case 'update-boundary':
      return { ...model, boundaries: change(model.boundaries, edit.id, (part) => withScope(part, given(edit.set))) }
    case 'add-diagram':
    case 'update-diagram':
    case 'order-diagrams':
    case 'move-to-diagram':
      return applyDiagramEdit(model, edit)
    case 'set-fact':
      return setFact(model, edit)
    case 'place':
      return place(model, edit)
    case 'remove':
      return edit.ids.reduce(remove, model)
  }
}

/** The same list where nothing in it changed, so that nobody takes it for another one. */
function sameOr<T>(before: T[], after: T[]): T[] {
  return after.length === before.length && after.every((part, at) => part === before[at]) ? before : after
}

function setFact(model: Model, { on, fact, value }: Extract<ModelEdit, { type: 'set-fact' }>): Model {
  const answered = <T extends { facts: Model['elements'][number]['facts'] }>(part: T): T => {
    const others = Object.fromEntries(Object.entries(part.facts).filter(([name]) => name !== fact))
    return { ...part, facts: value === null ? others : { ...others, [fact]: { value, origin: { by: 'user' as const, detail: '' } } } }
  }
  return {
    ...model,
    elements: sameOr(model.elements, change(model.elements, on, answered)),
    flows: sameOr(model.flows, change(model.flows, on, answered)),
    boundaries: sameOr(model.boundaries, change(model.boundaries, on, answered)),
  }
}

function place(model: Model, { places }: Extract<ModelEdit, { type: 'place' }>): Model {
  const boxes = new Map(places.map(({ id, box }) => [id, box]))
  const placed = <T extends { id: string; position: Model['elements'][number]['position'] }>(part: T): T => {
    const box = boxes.get(part.id)
    return box ? { ...part, position: box } : part
  }
  return { ...model, elements: sameOr(model.elements, model.elements.map(placed)), boundaries: sameOr(model.boundaries, model.boundaries.map(placed)), ...withNotes((model.notes ?? []).map((note) => (boxes.has(note.id) ? { ...note, position: boxes.get(note.id) ?? note.position } : note))) }
}

/** As the application does it: what was inside moves out one level, and flows that lose an end go. */
function remove(model: Model, id: string): Model {
  if (model.diagrams.some((diagram) => diagram.id === id)) return withoutDiagram(model, id)
  const gone = [...model.elements, ...model.boundaries].find((part) => part.id === id)
  const outside = gone?.parent ?? null
  const lifted = <T extends { parent: string | null }>(part: T): T => (part.parent === id ? { ...part, parent: outside } : part)
  const { notes, ...drawn } = model
  return {
    ...drawn,
    diagrams: closed(model.diagrams, new Set([id])),
    elements: model.elements.filter((part) => part.id !== id).map(lifted),
    boundaries: model.boundaries.filter((part) => part.id !== id).map(lifted),
    flows: model.flows.filter((flow) => flow.id !== id && flow.source !== id && flow.target !== id),
    ...withNotes((notes ?? []).filter((note) => note.id !== id)),
  }
}
