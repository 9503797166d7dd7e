import type { Database } from 'better-sqlite3'
import type { ModelEdit } from '../../shared/contract/workbench.ts'
import type { Id } from '../../shared/domain/id.ts'
import { baseFlowKey, baseKey, uniqueKeys } from '../../shared/domain/key.ts'
import type { Boundary, Element, Flow } from '../../shared/domain/model.ts'
import {
  childrenOf,
  deleteObject,
  flowsAt,
  idTaken,
  objectsOfDiagram,
  readBoundary,
  readDiagrams,
  readElement,
  readFlow,
  tableOf,
  takenKeys,
  writeAnswer,
  writeBoundary,
  writeDiagram,
  writeElement,
  writeFlow,
  writePosition,
} from '../store/models.ts'
import { notFound, refused } from './problems.ts'

type Edit<Type extends ModelEdit['type']> = Extract<ModelEdit, { type: Type }>

/** Applies one edit; keys follow labels. Throws `NOT_FOUND` or `REFUSED`, and the step then changes nothing. */
export function applyEdit(db: Database, project: Id, edit: ModelEdit): void {
  switch (edit.type) {
    case 'add-element':
      return addElement(db, project, edit)
    case 'add-flow':
      return addFlow(db, project, edit)
    case 'add-boundary':
      return addBoundary(db, project, edit)
    case 'update-element':
      return updateElement(db, project, edit)
    case 'update-flow':
      return updateFlow(db, project, edit)
    case 'update-boundary':
      return updateBoundary(db, project, edit)
    case 'update-diagram':
      return updateDiagram(db, project, edit)
    case 'set-fact':
      return setFact(db, project, edit)
    case 'place':
      return place(db, project, edit)
    case 'remove':
      for (const id of edit.ids) remove(db, project, id)
  }
}

function addElement(db: Database, project: Id, given: Edit<'add-element'>): void {
  checkNew(db, project, given)
  checkParent(db, project, given.id, given.parent)
  const key = freeKey(db, 'elements', project, baseKey(given.label, null, given.kind), null)
  const { id, diagram, label, kind, technology, parent, position } = given
  writeElement(db, project, { id, diagram, key, label, kind, technology, parent, position, facts: {}, sourceId: null, notes: '' })
}

function addBoundary(db: Database, project: Id, given: Edit<'add-boundary'>): void {
  checkNew(db, project, given)
  checkParent(db, project, given.id, given.parent)
  const key = freeKey(db, 'boundaries', project, baseKey(given.label, null, 'boundary'), null)
  const { id, diagram, label, kind, parent, position } = given
  writeBoundary(db, project, { id, diagram, key, label, kind, parent, position, facts: {}, sourceId: null, notes: '' })
}

function addFlow(db: Database, project: Id, given: Edit<'add-flow'>): void {
  checkNew(db, project, given)
  const { id, diagram, label, source, target, bidirectional } = given
  writeFlow(db, project, { id, diagram, key: flowKey(db, project, given), label, source, target, bidirectional, facts: {}, sourceId: null, notes: '' })
}

function updateElement(db: Database, project: Id, { id, set }: Edit<'update-element'>): void {
  const old = readElement(db, project, id)
  if (!old) throw notFound('element')
  const element: Element = { ...old, ...defined(set) }
  if (element.parent !== old.parent) checkParent(db, project, id, element.parent)
  if (element.label === old.label) return writeElement(db, project, element)
  const key = freeKey(db, 'elements', project, baseKey(element.label, element.sourceId, element.kind), id)
  writeElement(db, project, { ...element, key })
  renameFlows(db, project, id)
}

function updateBoundary(db: Database, project: Id, { id, set }: Edit<'update-boundary'>): void {
  const old = readBoundary(db, project, id)
  if (!old) throw notFound('boundary')
  const boundary: Boundary = { ...old, ...defined(set) }
  if (boundary.parent !== old.parent) checkParent(db, project, id, boundary.parent)
  if (boundary.label === old.label) return writeBoundary(db, project, boundary)
  const key = freeKey(db, 'boundaries', project, baseKey(boundary.label, boundary.sourceId, 'boundary'), id)
  writeBoundary(db, project, { ...boundary, key })
  renameFlows(db, project, id)
}

function updateFlow(db: Database, project: Id, { id, set }: Edit<'update-flow'>): void {
  const old = readFlow(db, project, id)
  if (!old) throw notFound('flow')
  const flow: Flow = { ...old, ...defined(set) }
  const moved = flow.source !== old.source || flow.target !== old.target
  writeFlow(db, project, moved ? { ...flow, key: flowKey(db, project, flow) } : flow)
}

function updateDiagram(db: Database, project: Id, { id, set }: Edit<'update-diagram'>): void {
  const diagram = readDiagrams(db, project).find((candidate) => candidate.id === id)
  if (!diagram) throw notFound('diagram')
  writeDiagram(db, project, { ...diagram, ...defined(set) })
}

function setFact(db: Database, project: Id, { on, fact, value }: Edit<'set-fact'>): void {
  const table = tableOf(db, project, on)
  if (table === undefined || table === 'diagrams') throw notFound('object')
  if (!/^[a-z][a-z0-9_]*$/.test(fact)) throw refused('not-a-fact', fact)
  if (value === '') throw refused('fact-without-value')
  writeAnswer(db, table, project, on, fact, value === null ? null : { value, origin: { by: 'user', detail: '' } })
}

function place(db: Database, project: Id, { places }: Edit<'place'>): void {
  for (const { id, box } of places) {
    if (!writePosition(db, 'elements', project, id, box) && !writePosition(db, 'boundaries', project, id, box)) throw notFound('object')
  }
}

/** What was inside a removed object moves out to where that stood; flows that lose an end go with it. */
function remove(db: Database, project: Id, id: Id): void {
  const table = tableOf(db, project, id)
  // Gone already where it went along with another one of the same edit.
  if (table === undefined) return
  if (table === 'diagrams') return removeDiagram(db, project, id)
  if (table !== 'flows') {
    const parent = (readElement(db, project, id) ?? readBoundary(db, project, id))?.parent ?? null
    const children = childrenOf(db, project, id)
    for (const element of children.elements) writeElement(db, project, { ...element, parent })
    for (const boundary of children.boundaries) writeBoundary(db, project, { ...boundary, parent })
    for (const flow of flowsAt(db, project, id)) deleteObject(db, 'flows', project, flow.id)
  }
  deleteObject(db, table, project, id)
}

function removeDiagram(db: Database, project: Id, id: Id): void {
  if (readDiagrams(db, project).length === 1) throw refused('last-diagram')
  for (const object of objectsOfDiagram(db, project, id)) remove(db, project, object)
  deleteObject(db, 'diagrams', project, id)
}

function checkNew(db: Database, project: Id, given: { id: Id; diagram: Id }): void {
  if (idTaken(db, given.id)) throw refused('id-taken', given.id)
  if (!readDiagrams(db, project).some((diagram) => diagram.id === given.diagram)) throw notFound('diagram')
}

/** A parent is an element or box of the same project, and never inside its own child. */
function checkParent(db: Database, project: Id, child: Id, parent: Id | null): void {
  for (let above = parent; above !== null; ) {
    if (above === child) throw refused('inside-itself')
    const object = readElement(db, project, above) ?? readBoundary(db, project, above)
    if (!object) throw notFound('parent')
    if (above === parent && object.kind === 'line') throw refused('inside-a-line')
    above = object.parent
  }
}

function freeKey(db: Database, table: 'elements' | 'boundaries', project: Id, base: string, except: Id | null): string {
  return uniqueKeys(takenKeys(db, table, project, base, '_', except))(base)
}

/** Flows run between elements; an end at a boundary, or a free one, is kept but not analysed. */
function flowKey(db: Database, project: Id, flow: Pick<Flow, 'id' | 'source' | 'target'>): string {
  const end = (id: Id | null): string | null => {
    if (id === null) return null
    const object = readElement(db, project, id) ?? readBoundary(db, project, id)
    if (!object) throw notFound('end of the flow')
    return object.key
  }
  const base = baseFlowKey(end(flow.source), end(flow.target))
  return uniqueKeys(takenKeys(db, 'flows', project, base, '#', flow.id), '#')(base)
}

function renameFlows(db: Database, project: Id, end: Id): void {
  for (const flow of flowsAt(db, project, end)) writeFlow(db, project, { ...flow, key: flowKey(db, project, flow) })
}

type Defined<Given> = { [Key in keyof Given]?: Exclude<Given[Key], undefined> }

/** The given fields without those that are undefined, so that a spread leaves the others alone. */
function defined<Given extends object>(given: Given): Defined<Given>
function defined(given: object): object {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}
