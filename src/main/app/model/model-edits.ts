import type { Database } from 'better-sqlite3'
import { assetNamed, namesInBrackets, withAssetsOn } from '../../../shared/domain/asset.ts'
import type { ModelEdit } from '../../../shared/contract/workbench.ts'
import type { Id } from '../../../shared/domain/id.ts'
import type { Facts } from '../../../shared/domain/fact.ts'
import { baseFlowKey, baseKey, uniqueKeys } from '../../../shared/domain/key.ts'
import type { Boundary, Element, Flow } from '../../../shared/domain/model.ts'
import { withScope } from '../../../shared/domain/scope.ts'
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
  readImportedFacts,
  readNote,
  tableOf,
  takenKeys,
  writeAnswer,
  writeBoundary,
  writeElement,
  writeFlow,
  writeImportedFacts,
  writeNote,
  writePosition,
} from '../../store/models.ts'
import { readHeader, writeHeader } from '../../store/projects.ts'
import type { Recogniser } from '../../stride/vocabulary/recognise.ts'
import { readBoundaryLabel, readElementLabel, readFlowLabel, withLabelFacts } from '../../stride/vocabulary/relabel.ts'
import { addDiagram, closeDiagram, moveToDiagram, orderDiagrams, updateDiagram } from './diagram-edits.ts'
import { notFound, refused } from '../problems.ts'

type Edit<Type extends ModelEdit['type']> = Extract<ModelEdit, { type: Type }>

/**
 * Applies one edit; keys follow labels, and so does what labels say where there is a recogniser `by`: the technology of an element
 * that has none but its label's, and facts. What somebody said otherwise stays. Throws `NOT_FOUND` or `REFUSED`, and the step then changes nothing.
 */
export function applyEdit(db: Database, project: Id, edit: ModelEdit, by: Recogniser | null = null): void {
  switch (edit.type) {
    case 'add-element':
      return addElement(db, project, edit, by)
    case 'add-flow':
      return addFlow(db, project, edit, by)
    case 'add-boundary':
      return addBoundary(db, project, edit, by)
    case 'add-note':
      return addNote(db, project, edit)
    case 'add-copies':
      return addCopies(db, project, edit)
    case 'update-element':
      return updateElement(db, project, edit, by)
    case 'update-flow':
      return updateFlow(db, project, edit, by)
    case 'update-boundary':
      return updateBoundary(db, project, edit, by)
    case 'update-note':
      return updateNote(db, project, edit)
    case 'add-diagram':
      return addDiagram(db, project, edit)
    case 'update-diagram':
      return updateDiagram(db, project, edit)
    case 'order-diagrams':
      return orderDiagrams(db, project, edit)
    case 'move-to-diagram':
      return moveToDiagram(db, project, edit)
    case 'set-fact':
      return setFact(db, project, edit)
    case 'place':
      return place(db, project, edit)
    case 'remove':
      for (const id of edit.ids) remove(db, project, id)
  }
}

function addElement(db: Database, project: Id, given: Edit<'add-element'>, by: Recogniser | null): void {
  checkNew(db, project, given)
  checkParent(db, project, given)
  const key = freeKey(db, 'elements', project, baseKey(given.label, null, given.kind), null)
  const { id, diagram, label, kind, parent, position } = given
  const said = by && readElementLabel(label, kind, by)
  writeElement(db, project, { id, diagram, key, label, kind, technology: given.technology ?? said?.technology ?? null, parent, position, facts: said?.facts ?? {}, sourceId: null, notes: '' })
}

function addBoundary(db: Database, project: Id, given: Edit<'add-boundary'>, by: Recogniser | null): void {
  checkNew(db, project, given)
  checkParent(db, project, given)
  const key = freeKey(db, 'boundaries', project, baseKey(given.label, null, 'boundary'), null)
  const { id, diagram, label, kind, parent, position } = given
  writeBoundary(db, project, { id, diagram, key, label, kind, parent, position, facts: by ? readBoundaryLabel(label, by) : {}, sourceId: null, notes: '' })
}

function addFlow(db: Database, project: Id, given: Edit<'add-flow'>, by: Recogniser | null): void {
  checkNew(db, project, given)
  const { id, diagram, label, source, target, bidirectional } = given
  writeFlow(db, project, { id, diagram, key: flowKey(db, project, given), label, source, target, bidirectional, facts: by ? readFlowLabel(label, by) : {}, sourceId: null, notes: '' })
  carryNamed(db, project, given)
}

/** What a new flow's label says in brackets, is what it carries, where the project has data assets of these names. */
function carryNamed(db: Database, project: Id, { id, label }: Edit<'add-flow'>): void {
  const names = namesInBrackets(label)
  if (names.length === 0) return
  const header = readHeader(db, project)
  const known = names.filter((name) => assetNamed(header.assets, name))
  if (known.length > 0) writeHeader(db, project, { ...header, assets: withAssetsOn(header.assets, id, known, () => id) })
}

function addNote(db: Database, project: Id, given: Edit<'add-note'>): void {
  checkNew(db, project, given)
  const { id, diagram, text, position } = given
  writeNote(db, project, { id, diagram, text, position })
}

function updateNote(db: Database, project: Id, { id, set }: Edit<'update-note'>): void {
  const old = readNote(db, project, id)
  if (!old) throw notFound('object')
  writeNote(db, project, { ...old, ...defined(set) })
}

/** What contains others comes before them, in whatever order the copies are given. */
function addCopies(db: Database, project: Id, { elements, flows, boundaries, notes }: Edit<'add-copies'>): void {
  let waiting = [...boundaries.map((given) => ({ given, add: () => addBoundaryCopy(db, project, given) })), ...elements.map((given) => ({ given, add: () => addElementCopy(db, project, given) }))]
  while (waiting.length > 0) {
    const open = new Set(waiting.map(({ given }) => given.id))
    const ready = waiting.filter(({ given }) => given.parent === null || !open.has(given.parent))
    if (ready.length === 0) throw refused('inside-itself')
    for (const { given, add } of ready) {
      checkNew(db, project, given)
      checkParent(db, project, given)
      add()
    }
    const added = new Set(ready)
    waiting = waiting.filter((one) => !added.has(one))
  }
  for (const flow of flows) {
    checkNew(db, project, flow)
    writeFlow(db, project, { ...flow, key: flowKey(db, project, flow), sourceId: null })
  }
  for (const note of notes) addNote(db, project, { type: 'add-note', ...note })
}

function addElementCopy(db: Database, project: Id, element: Edit<'add-copies'>['elements'][number]): void {
  writeElement(db, project, { ...element, key: freeKey(db, 'elements', project, baseKey(element.label, null, element.kind), null), sourceId: null })
}

function addBoundaryCopy(db: Database, project: Id, boundary: Edit<'add-copies'>['boundaries'][number]): void {
  writeBoundary(db, project, { ...boundary, key: freeKey(db, 'boundaries', project, baseKey(boundary.label, null, 'boundary'), null), sourceId: null })
}

function updateElement(db: Database, project: Id, { id, set }: Edit<'update-element'>, by: Recogniser | null): void {
  const old = readElement(db, project, id)
  if (!old) throw notFound('element')
  const element: Element = withScope({ ...old, ...(by && set.label !== undefined && set.label !== old.label ? relabelled(old, set.label, by) : {}) }, defined(set))
  if (element.parent !== old.parent) checkParent(db, project, element)
  if (element.label === old.label) return writeElement(db, project, element)
  const key = freeKey(db, 'elements', project, baseKey(element.label, element.sourceId, element.kind), id)
  writeElement(db, project, { ...element, key })
  // A name that says nothing takes nothing away: it is still the same thing.
  const stated = by ? readElementLabel(element.label, element.kind, by) : null
  if (stated && (stated.technology !== null || Object.keys(stated.facts).length > 0)) writeStated(db, 'elements', project, id, stated.facts)
  renameFlows(db, project, id)
}

/** The technology goes with the label where it came from the label, or from nowhere. */
function relabelled(old: Element, label: string, by: Recogniser): { technology: string | null } {
  const fromLabel = old.technology === null || old.technology === readElementLabel(old.label, old.kind, by).technology
  return { technology: (fromLabel ? readElementLabel(label, old.kind, by).technology : null) ?? old.technology }
}

/** Puts what the new label says in the place of what the old one said, below everybody's answers. */
function writeStated(db: Database, table: 'elements' | 'flows' | 'boundaries', project: Id, id: Id, stated: Facts): void {
  writeImportedFacts(db, table, project, id, withLabelFacts(readImportedFacts(db, table, project, id), stated))
}

function updateBoundary(db: Database, project: Id, { id, set }: Edit<'update-boundary'>, by: Recogniser | null): void {
  const old = readBoundary(db, project, id)
  if (!old) throw notFound('boundary')
  const boundary: Boundary = withScope(old, defined(set))
  if (boundary.parent !== old.parent) checkParent(db, project, boundary)
  if (boundary.label === old.label) return writeBoundary(db, project, boundary)
  const key = freeKey(db, 'boundaries', project, baseKey(boundary.label, boundary.sourceId, 'boundary'), id)
  writeBoundary(db, project, { ...boundary, key })
  if (by) writeStated(db, 'boundaries', project, id, readBoundaryLabel(boundary.label, by))
  renameFlows(db, project, id)
}

function updateFlow(db: Database, project: Id, { id, set }: Edit<'update-flow'>, by: Recogniser | null): void {
  const old = readFlow(db, project, id)
  if (!old) throw notFound('flow')
  const flow: Flow = withScope(old, defined(set))
  if (set.bends?.length === 0) delete flow.bends
  if (by && flow.label !== old.label) writeStated(db, 'flows', project, id, readFlowLabel(flow.label, by))
  const moved = flow.source !== old.source || flow.target !== old.target
  writeFlow(db, project, moved ? { ...flow, key: flowKey(db, project, flow) } : flow)
}

function setFact(db: Database, project: Id, { on, fact, value }: Edit<'set-fact'>): void {
  const table = tableOf(db, project, on)
  if (table === undefined || table === 'diagrams' || table === 'diagram_notes') throw notFound('object')
  if (!/^[a-z][a-z0-9_]*$/.test(fact)) throw refused('not-a-fact', fact)
  if (value === '') throw refused('fact-without-value')
  writeAnswer(db, table, project, on, fact, value === null ? null : { value, origin: { by: 'user', detail: '' } })
}

function place(db: Database, project: Id, { places }: Edit<'place'>): void {
  for (const { id, box } of places) {
    if (!writePosition(db, 'elements', project, id, box) && !writePosition(db, 'boundaries', project, id, box) && !writePosition(db, 'diagram_notes', project, id, box)) throw notFound('object')
  }
}

/** What was inside a removed object moves out to where that stood; flows that lose an end go with it. */
function remove(db: Database, project: Id, id: Id): void {
  const table = tableOf(db, project, id)
  // Gone already where it went along with another one of the same edit.
  if (table === undefined) return
  if (table === 'diagrams') return removeDiagram(db, project, id)
  if (table === 'elements' || table === 'boundaries') {
    const parent = (readElement(db, project, id) ?? readBoundary(db, project, id))?.parent ?? null
    const children = childrenOf(db, project, id)
    for (const element of children.elements) writeElement(db, project, { ...element, parent })
    for (const boundary of children.boundaries) writeBoundary(db, project, { ...boundary, parent })
    for (const flow of flowsAt(db, project, id)) deleteObject(db, 'flows', project, flow.id)
    if (table === 'elements') closeDiagram(db, project, id)
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

/** A parent is an element or box of the same diagram, and never inside its own child. */
function checkParent(db: Database, project: Id, { id, diagram, parent }: { id: Id; diagram: Id; parent: Id | null }): void {
  for (let above = parent; above !== null; ) {
    if (above === id) throw refused('inside-itself')
    const object = readElement(db, project, above) ?? readBoundary(db, project, above)
    if (!object) throw notFound('parent')
    if (above === parent && object.kind === 'line') throw refused('inside-a-line')
    if (above === parent && object.diagram !== diagram) throw refused('inside-elsewhere')
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
