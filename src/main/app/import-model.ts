import type { Id } from '../../shared/domain/id.ts'
import type { Dropped } from '../../shared/domain/import.ts'
import { baseFlowKey, baseKey, uniqueKeys } from '../../shared/domain/key.ts'
import { matchModels, underOldIds } from '../../shared/domain/match-model.ts'
import type { Model } from '../../shared/domain/model.ts'
import { addModel, deleteObject, readModel, writeBoundary, writeDiagram, writeElement, writeFlow, writeImportedFacts } from '../store/models.ts'
import type { AppContext } from './context.ts'

/**
 * Puts the model of a file into a project, as part of a step: it fills an empty model, and updates one that is there.
 * @returns what of the project is not in the newer file and was kept nevertheless, and why.
 */
export function importModel(context: AppContext, project: Id, imported: Model): Dropped[] {
  const old = readModel(context.db, project)
  if (old.elements.length + old.flows.length + old.boundaries.length > 0) return updateModel(context, project, old, imported)
  for (const diagram of old.diagrams) deleteObject(context.db, 'diagrams', project, diagram.id)
  addModel(context.db, project, imported)
  return []
}

/** Positions, notes, what the user set, and what was drawn here stay; what came from the file and is gone from it goes. */
function updateModel(context: AppContext, project: Id, old: Model, imported: Model): Dropped[] {
  const { db } = context
  const ids = matchModels(old, imported)
  const newer = underOldIds(imported, ids)
  const inFile = new Set([...newer.elements, ...newer.flows, ...newer.boundaries].map((part) => part.id))
  const kept: Dropped[] = []
  const removed = new Set<Id>()
  for (const part of [...old.elements, ...old.boundaries]) {
    if (inFile.has(part.id)) continue
    if (part.sourceId === null) kept.push({ what: `"${part.label}"`, why: 'not in this file; it was drawn here, so it stays' })
    else removed.add(part.id)
  }
  for (const flow of old.flows) {
    if (inFile.has(flow.id)) continue
    const loose = [flow.source, flow.target].some((end) => end !== null && removed.has(end))
    if (flow.sourceId === null && !loose) kept.push({ what: `flow ${flow.key}`, why: 'not in this file; it may have been drawn here, so it stays' })
    else removed.add(flow.id)
  }
  for (const flow of old.flows) if (removed.has(flow.id)) deleteObject(db, 'flows', project, flow.id)
  for (const element of old.elements) if (removed.has(element.id)) deleteObject(db, 'elements', project, element.id)
  for (const boundary of old.boundaries) if (removed.has(boundary.id)) deleteObject(db, 'boundaries', project, boundary.id)
  writeUpdated(context, project, old, newer)
  writeKeys(context, project, removed)
  return kept
}

function writeUpdated({ db }: AppContext, project: Id, old: Model, newer: Model): void {
  const before = {
    diagrams: new Map(old.diagrams.map((diagram) => [diagram.id, diagram])),
    elements: new Map(old.elements.map((element) => [element.id, element])),
    boundaries: new Map(old.boundaries.map((boundary) => [boundary.id, boundary])),
    flows: new Map(old.flows.map((flow) => [flow.id, flow])),
  }
  const lastOrder = Math.max(0, ...old.diagrams.map((diagram) => diagram.order))
  newer.diagrams.forEach((diagram, index) => {
    if (!before.diagrams.has(diagram.id)) writeDiagram(db, project, { ...diagram, order: lastOrder + index + 1 })
  })
  for (const boundary of newer.boundaries) {
    const known = before.boundaries.get(boundary.id)
    writeBoundary(db, project, known ? { ...boundary, position: known.position ?? boundary.position, notes: known.notes } : boundary)
    if (known) writeImportedFacts(db, 'boundaries', project, boundary.id, boundary.facts)
  }
  for (const element of newer.elements) {
    const known = before.elements.get(element.id)
    const stay = known && { position: known.position ?? element.position, notes: known.notes, technology: element.technology ?? known.technology }
    writeElement(db, project, { ...element, ...stay })
    if (known) writeImportedFacts(db, 'elements', project, element.id, element.facts)
  }
  for (const flow of newer.flows) {
    const known = before.flows.get(flow.id)
    writeFlow(db, project, known ? { ...flow, notes: known.notes } : flow)
    if (known) writeImportedFacts(db, 'flows', project, flow.id, flow.facts)
  }
}

/** Keys are given anew over the whole model: a newer file may have swapped two labels. Nothing hangs on them. */
function writeKeys({ db }: AppContext, project: Id, removed: ReadonlySet<Id>): void {
  const model = readModel(db, project)
  const parent = (part: { parent: Id | null }) => (part.parent !== null && removed.has(part.parent) ? null : part.parent)
  const [elementKey, boundaryKey, flowKey] = [uniqueKeys(), uniqueKeys(), uniqueKeys([], '#')]
  const keys = new Map<Id, string>()
  for (const element of model.elements) {
    const key = elementKey(baseKey(element.label, element.sourceId, element.kind))
    keys.set(element.id, key)
    if (key !== element.key || parent(element) !== element.parent) writeElement(db, project, { ...element, key, parent: parent(element) })
  }
  for (const boundary of model.boundaries) {
    const key = boundaryKey(baseKey(boundary.label, boundary.sourceId, 'boundary'))
    keys.set(boundary.id, key)
    if (key !== boundary.key || parent(boundary) !== boundary.parent) writeBoundary(db, project, { ...boundary, key, parent: parent(boundary) })
  }
  const end = (id: Id | null) => (id === null ? null : (keys.get(id) ?? null))
  for (const flow of model.flows) {
    const key = flowKey(baseFlowKey(end(flow.source), end(flow.target)))
    if (key !== flow.key) writeFlow(db, project, { ...flow, key })
  }
}
