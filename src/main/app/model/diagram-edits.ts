import type { Database } from 'better-sqlite3'
import type { ModelEdit } from '../../../shared/contract/workbench.ts'
import { diagramsAbove } from '../../../shared/domain/diagram-tree.ts'
import type { Id } from '../../../shared/domain/id.ts'
import type { Diagram } from '../../../shared/domain/model.ts'
import { childrenOf, flowsAt, idTaken, readBoundary, readDiagrams, readElement, readFlow, readNote, writeBoundary, writeDiagram, writeElement, writeFlow, writeNote } from '../../store/models.ts'
import { notFound, refused } from '../problems.ts'

type Edit<Type extends ModelEdit['type']> = Extract<ModelEdit, { type: Type }>

export function addDiagram(db: Database, project: Id, { id, name, opener }: Edit<'add-diagram'>): void {
  if (idTaken(db, id)) throw refused('id-taken', id)
  const others = readDiagrams(db, project)
  if (opener !== null) checkOpener(db, project, others, id, opener)
  const order = Math.max(0, ...others.map((diagram) => diagram.order)) + 1
  writeDiagram(db, project, { id, name, order, ...(opener === null ? {} : { opener }) })
}

export function updateDiagram(db: Database, project: Id, { id, set }: Edit<'update-diagram'>): void {
  const diagrams = readDiagrams(db, project)
  const diagram = diagrams.find((candidate) => candidate.id === id)
  if (!diagram) throw notFound('diagram')
  const { opener: was, ...rest } = diagram
  const opener = set.opener === undefined ? (was ?? null) : set.opener
  if (opener !== null && opener !== was) checkOpener(db, project, diagrams, id, opener)
  writeDiagram(db, project, { ...rest, ...(set.name === undefined ? {} : { name: set.name }), ...(opener === null ? {} : { opener }) })
}

export function orderDiagrams(db: Database, project: Id, { ids }: Edit<'order-diagrams'>): void {
  const diagrams = readDiagrams(db, project)
  const known = new Map(diagrams.map((diagram) => [diagram.id, diagram]))
  if (ids.some((id) => !known.has(id))) throw notFound('diagram')
  const ordered = new Set([...ids, ...known.keys()])
  for (const [index, id] of [...ordered].entries()) {
    const diagram = known.get(id)
    if (diagram && diagram.order !== index + 1) writeDiagram(db, project, { ...diagram, order: index + 1 })
  }
}

/** What the element opened stays, at the top. */
export function closeDiagram(db: Database, project: Id, element: Id): void {
  for (const { opener, ...diagram } of readDiagrams(db, project)) if (opener === element) writeDiagram(db, project, diagram)
}

export function moveToDiagram(db: Database, project: Id, { ids, diagram }: Edit<'move-to-diagram'>): void {
  const diagrams = readDiagrams(db, project)
  if (!diagrams.some(({ id }) => id === diagram)) throw notFound('diagram')
  const moved = withContents(db, project, ids)
  if (pathTo(db, project, diagrams, diagram).some(({ opener }) => opener !== undefined && moved.has(opener))) throw refused('inside-itself')
  const inside = (parent: Id | null): Id | null => (parent !== null && moved.has(parent) ? parent : null)
  for (const id of moved) {
    const [element, boundary, note] = [readElement(db, project, id), readBoundary(db, project, id), readNote(db, project, id)]
    if (element) writeElement(db, project, { ...element, diagram, parent: inside(element.parent) })
    if (boundary) writeBoundary(db, project, { ...boundary, diagram, parent: inside(boundary.parent) })
    if (note) writeNote(db, project, { ...note, diagram })
  }
  const flows = new Map([...moved].flatMap((id) => flowsAt(db, project, id)).map((flow) => [flow.id, flow]))
  for (const flow of flows.values()) {
    const ends = [flow.source, flow.target].flatMap((end) => (end === null ? [] : [diagramOf(db, project, end)]))
    if (ends.every((end) => end === diagram)) writeFlow(db, project, { ...flow, diagram })
  }
}

function withContents(db: Database, project: Id, ids: readonly Id[]): Set<Id> {
  const all = new Set<Id>()
  const open = [...ids]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (all.has(id)) continue
    const flow = readFlow(db, project, id)
    // It goes where its ends go.
    if (flow) continue
    if (diagramOf(db, project, id) === undefined) throw notFound('object')
    all.add(id)
    const { elements, boundaries } = childrenOf(db, project, id)
    open.push(...elements.map((child) => child.id), ...boundaries.map((child) => child.id))
  }
  return all
}

function diagramOf(db: Database, project: Id, id: Id): Id | undefined {
  return (readElement(db, project, id) ?? readBoundary(db, project, id) ?? readNote(db, project, id))?.diagram
}

/** An element of the project that opens no other diagram, and stands neither on this one nor on one below it. */
function checkOpener(db: Database, project: Id, diagrams: readonly Diagram[], diagram: Id, opener: Id): void {
  const element = readElement(db, project, opener)
  if (!element) throw notFound('element')
  if (diagrams.some((other) => other.id !== diagram && other.opener === opener)) throw refused('opens-already')
  if (pathTo(db, project, diagrams, element.diagram).some(({ id }) => id === diagram)) throw refused('inside-itself')
}

function pathTo(db: Database, project: Id, diagrams: readonly Diagram[], diagram: Id): Diagram[] {
  return diagramsAbove(diagrams, (element) => readElement(db, project, element)?.diagram, diagram)
}
