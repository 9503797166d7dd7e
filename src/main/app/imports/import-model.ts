import type { Id } from '../../../shared/domain/id.ts'
import type { Dropped } from '../../../shared/domain/import.ts'
import { type ModelUpdate, type SamePart, updateModel } from '../../../shared/domain/model-update.ts'
import type { Facts } from '../../../shared/domain/fact.ts'
import { hasParts, type Model } from '../../../shared/domain/model.ts'
import { addModel, deleteObject, readModel, writeBoundary, writeDiagram, writeElement, writeFlow, writeImportedFacts } from '../../store/models.ts'
import type { AppContext } from '../context.ts'
import { notFound } from '../problems.ts'

/**
 * Puts the model of a file into a project, as part of a step: it fills an empty model, and updates one that is there.
 * `same` says which parts of the file are parts of the project under another name; throws where such a part is gone by now.
 * @returns what of the project is not in the newer file and was kept nevertheless, and why.
 */
export function importModel(context: AppContext, project: Id, imported: Model, same: readonly SamePart[]): Dropped[] {
  const old = readModel(context.db, project)
  const known = new Set([...old.elements, ...old.boundaries].map(({ id }) => id))
  if (same.some((word) => !known.has(word.old))) throw notFound('object')
  if (!hasParts(old)) {
    for (const diagram of old.diagrams) deleteObject(context.db, 'diagrams', project, diagram.id)
    addModel(context.db, project, imported)
    return []
  }
  const update = updateModel(old, imported, same)
  writeUpdate(context, project, old, update)
  return update.kept.map((part) => ('source' in part ? { what: `flow ${part.key}`, why: 'not in this file; it may have been drawn here, so it stays' } : { what: `"${part.label}"`, why: 'not in this file; it was drawn here, so it stays' }))
}

function writeUpdate({ db }: AppContext, project: Id, old: Model, { model, newer, removed }: ModelUpdate): void {
  for (const table of ['flows', 'elements', 'boundaries'] as const) {
    for (const { id } of old[table]) if (removed.has(id)) deleteObject(db, table, project, id)
  }
  const known = new Map(old.diagrams.map((diagram) => [diagram.id, diagram]))
  for (const diagram of model.diagrams) if (known.get(diagram.id)?.opener !== diagram.opener || !known.has(diagram.id)) writeDiagram(db, project, diagram)
  // A part that is there keeps its answers where they are, and the file's facts replace those of the file before.
  const facts = (table: 'elements' | 'flows' | 'boundaries') => {
    const before = new Set(old[table].map(({ id }) => id))
    const stated = new Map<Id, Facts>(newer[table].map((part) => [part.id, part.facts]))
    return (id: Id): void => {
      const said = before.has(id) ? stated.get(id) : undefined
      if (said) writeImportedFacts(db, table, project, id, said)
    }
  }
  const [ofElement, ofFlow, ofBoundary] = [facts('elements'), facts('flows'), facts('boundaries')]
  // A part that stays as it is, is not written: undo would take back nothing.
  const was = new Map([...old.boundaries, ...old.elements, ...old.flows].map((part) => [part.id, textOf(part)]))
  const changed = <Part extends { id: Id; facts: Facts }>(parts: readonly Part[]): Part[] => parts.filter((part) => was.get(part.id) !== textOf(part))
  for (const boundary of changed(model.boundaries)) {
    writeBoundary(db, project, boundary)
    ofBoundary(boundary.id)
  }
  for (const element of changed(model.elements)) {
    writeElement(db, project, element)
    ofElement(element.id)
  }
  for (const flow of changed(model.flows)) {
    writeFlow(db, project, flow)
    ofFlow(flow.id)
  }
}

/** A part as text, whatever order its fields and facts came in. */
function textOf(part: { facts: Facts }): string {
  const sorted = (_key: string, value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value
  return JSON.stringify(part, sorted)
}
