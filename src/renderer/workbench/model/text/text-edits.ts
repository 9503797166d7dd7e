import type { ModelEdit } from '../../../../shared/contract/workbench.ts'
import type { Id, NewId } from '../../../../shared/domain/id.ts'
import type { Boundary, Element, Model } from '../../../../shared/domain/model.ts'

/** Whose names stand in a text. */
export interface TextNames {
  /** What a node or subgraph is called in the text, with the part it stands for. */
  parts: ReadonlyMap<string, Id>
  /** The flow of each link, in the text's order; null where the link is none of the diagram's. */
  flows: readonly (Id | null)[]
}

interface Reading {
  /** The text as the import reads it; its ids are new at each reading. */
  read: Model
  names: TextNames
  /** What it was written from. */
  drawn: Model
}

export interface TextChange {
  edits: ModelEdit[]
  /** The names as they stand in the changed text, once the edits are made. */
  names: TextNames
}

/**
 * What somebody changed in a text, as edits of the diagram it was written from. The change is taken between two readings of the
 * text, not between text and diagram: what a text has no words for (places, facts, technologies, notes) stays as it is.
 * A part under a new name in the text, with the same label, is the same part. An element that stands in another one, which no text can say,
 * stays there for as long as the text has both in the same boundary.
 */
export function textEdits({ read: before, names, drawn }: Reading, after: Model, diagram: Id, newId: NewId): TextChange {
  const parts = samePart(before, after, names.parts, newId)
  const partOf = (id: Id | null): Id | null => (id === null ? null : (parts.ids.get(id) ?? null))
  const edits: ModelEdit[] = []
  const updates: ModelEdit[] = []
  for (const boundary of after.boundaries) {
    const id = partOf(boundary.id)
    if (id === null) continue
    const { label, parent } = boundary
    const was = parts.was.get(boundary.id)
    if (!was) edits.push({ type: 'add-boundary', id, diagram, label, kind: 'box', parent: partOf(parent), position: null })
    else {
      const set = { ...(was.label === label ? {} : { label }), ...(was.parent === partOf(parent) ? {} : { parent: partOf(parent) }) }
      if (Object.keys(set).length > 0) updates.push({ type: 'update-boundary', id, set })
    }
  }
  const zones = new Map(after.elements.map((element) => [partOf(element.id), partOf(element.parent)]))
  const hosts = hostsOf(drawn)
  for (const element of after.elements) {
    const id = partOf(element.id)
    if (id === null) continue
    const { label, kind, parent } = element
    const was = parts.was.get(element.id)
    const host = hosts.get(id)
    if (!was) edits.push({ type: 'add-element', id, diagram, label, kind, technology: null, parent: partOf(parent), position: null })
    else {
      const set = { ...(was.label === label ? {} : { label }), ...(was.kind === kind ? {} : { kind }), ...((host === undefined ? was.parent : zones.get(host)) === partOf(parent) ? {} : { parent: partOf(parent) }) }
      if (Object.keys(set).length > 0) updates.push({ type: 'update-element', id, set })
    }
  }
  const flows = flowEdits(linksOf(before, names), after.flows.map(({ label, bidirectional, source, target }) => ({ label, bidirectional, source: partOf(source), target: partOf(target) })), diagram, newId)
  const removed = [...parts.gone, ...flows.gone]
  return {
    edits: [...edits, ...updates, ...flows.edits, ...(removed.length > 0 ? [{ type: 'remove' as const, ids: removed }] : [])],
    names: { parts: parts.names, flows: flows.ids },
  }
}

/** Of each element that stands in another one: which. */
function hostsOf({ elements }: Model): Map<Id, Id> {
  const ids = new Set(elements.map(({ id }) => id))
  return new Map(elements.flatMap(({ id, parent }): [Id, Id][] => (parent !== null && ids.has(parent) ? [[id, parent]] : [])))
}

/** What a part is called in a text. A subgraph without a name of its own goes by its words. */
function nameIn({ sourceId, key }: Element | Boundary): string {
  return sourceId ?? `"${key}"`
}

interface Was {
  label: string
  kind: string
  parent: Id | null
}

interface SameParts {
  /** By the id in the newer reading: the part of the diagram. */
  ids: Map<Id, Id>
  /** By the id in the newer reading: what the older one said of the part. */
  was: Map<Id, Was>
  gone: Id[]
  names: Map<string, Id>
}

function samePart(before: Model, after: Model, known: ReadonlyMap<string, Id>, newId: NewId): SameParts {
  const same: SameParts = { ids: new Map(), was: new Map(), gone: [], names: new Map() }
  const idsBefore = new Map([...before.elements, ...before.boundaries].map((part) => [part.id, known.get(nameIn(part)) ?? null]))
  const said = (part: Element | Boundary): Was => ({ label: part.label, kind: part.kind, parent: part.parent === null ? null : (idsBefore.get(part.parent) ?? null) })
  for (const list of ['boundaries', 'elements'] as const) {
    const free = new Map<string, Element | Boundary>(before[list].map((part) => [nameIn(part), part]))
    const take = (part: Element | Boundary, of: Element | Boundary | undefined): boolean => {
      const id = of === undefined ? undefined : known.get(nameIn(of))
      if (of === undefined || id === undefined || !free.delete(nameIn(of))) return false
      same.ids.set(part.id, id)
      same.was.set(part.id, said(of))
      return true
    }
    const open = after[list].filter((part) => !take(part, free.get(nameIn(part))))
    for (const part of open) {
      const renamed = part.label === '' ? undefined : [...free.values()].find((of) => of.label === part.label)
      if (!take(part, renamed)) same.ids.set(part.id, newId())
    }
    for (const name of free.keys()) {
      const id = known.get(name)
      if (id !== undefined) same.gone.push(id)
    }
    for (const part of after[list]) same.names.set(nameIn(part), same.ids.get(part.id) ?? '')
  }
  return same
}

interface Link {
  id: Id
  label: string
  bidirectional: boolean
  source: Id | null
  target: Id | null
}

/** The diagram's flows as the older text says them. Where not every link was read, none can be told from another. */
function linksOf(before: Model, names: TextNames): Link[] {
  if (before.flows.length !== names.flows.length) return []
  const ids = new Map([...before.elements, ...before.boundaries].map((part) => [part.id, names.parts.get(nameIn(part)) ?? null]))
  const end = (id: Id | null): Id | null => (id === null ? null : (ids.get(id) ?? null))
  return before.flows.flatMap(({ label, bidirectional, source, target }, index) => {
    const id = names.flows[index]
    return id === undefined || id === null ? [] : [{ id, label, bidirectional, source: end(source), target: end(target) }]
  })
}

type NewLink = Omit<Link, 'id'>

type Likeness = (link: NewLink) => string | null

/** By what links are paired, one after the other: by all that they say, by their ends, by their words and one end. No pair by null. */
const likenesses: Likeness[] = [
  ({ source, target, label, bidirectional }) => JSON.stringify([source, target, label, bidirectional]),
  ({ source, target }) => JSON.stringify([source, target]),
  ({ source, label }) => (label === '' ? null : JSON.stringify([source, label])),
  ({ target, label }) => (label === '' ? null : JSON.stringify([target, label])),
]

function byLikeness(links: Iterable<Link>, likeness: Likeness): Map<string, Link[]> {
  const found = new Map<string, Link[]>()
  for (const link of links) {
    const name = likeness(link)
    if (name !== null) found.set(name, [...(found.get(name) ?? []), link])
  }
  return found
}

function flowEdits(before: readonly Link[], after: readonly NewLink[], diagram: Id, newId: NewId): { edits: ModelEdit[]; ids: Id[]; gone: Id[] } {
  const pairs = new Map<NewLink, Link>()
  const free = new Set(before)
  for (const likeness of likenesses) {
    const waiting = byLikeness(free, likeness)
    for (const is of after) {
      if (pairs.has(is)) continue
      const name = likeness(is)
      const was = name === null ? undefined : waiting.get(name)?.shift()
      if (!was) continue
      pairs.set(is, was)
      free.delete(was)
    }
  }
  const edits: ModelEdit[] = []
  const ids = after.map((is) => {
    const { label, bidirectional, source, target } = is
    const was = pairs.get(is)
    const id = was?.id ?? newId()
    if (was) {
      const set = { ...(was.label === label ? {} : { label }), ...(was.bidirectional === bidirectional ? {} : { bidirectional }), ...(was.source === source ? {} : { source }), ...(was.target === target ? {} : { target }) }
      if (Object.keys(set).length > 0) edits.push({ type: 'update-flow', id, set })
    } else if (source !== null && target !== null) edits.push({ type: 'add-flow', id, diagram, label, source, target, bidirectional })
    return id
  })
  return { edits, ids, gone: [...free].map(({ id }) => id) }
}
