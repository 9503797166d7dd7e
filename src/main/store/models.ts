import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { type Fact, Facts } from '../../shared/domain/fact.ts'
import type { Id } from '../../shared/domain/id.ts'
import { Box, Boundary, type Diagram, ElementKind, type Element, Flow, type Model, type Note } from '../../shared/domain/model.ts'
import { statement } from './statements.ts'

const FactsText = z.string().transform((text) => Facts.parse(JSON.parse(text)))
const BoxText = z.string().transform((text) => Box.parse(JSON.parse(text)))
const BendsText = z.string().transform((text) => Flow.shape.bends.parse(JSON.parse(text)))

const DiagramRow = z
  .object({ id: z.string(), name: z.string(), place: z.number(), opener: z.string().nullable() })
  .transform(({ place, opener, ...row }): Diagram => ({ ...row, order: place, ...(opener === null ? {} : { opener }) }))

const Shared = z.object({
  id: z.string(),
  diagram: z.string(),
  key: z.string(),
  label: z.string(),
  facts: FactsText,
  answers: FactsText,
  source_id: z.string().nullable(),
  notes: z.string(),
  out_of_scope: z.string().nullable(),
})

/** A part that is in scope says nothing of it. */
const scopeOf = (reason: string | null): { outOfScope?: string } => (reason === null ? {} : { outOfScope: reason })

const ElementRow = Shared.extend({
  kind: ElementKind,
  technology: z.string().nullable(),
  parent: z.string().nullable(),
  position: BoxText.nullable(),
}).transform(({ source_id, answers, out_of_scope, ...row }): Element => ({ ...row, facts: { ...row.facts, ...answers }, sourceId: source_id, ...scopeOf(out_of_scope) }))

const FlowRow = Shared.extend({
  source: z.string().nullable(),
  target: z.string().nullable(),
  bidirectional: z.number(),
  bends: BendsText.nullable(),
}).transform(({ source_id, answers, out_of_scope, bidirectional, bends, ...row }): Flow => ({
  ...row,
  facts: { ...row.facts, ...answers },
  bidirectional: bidirectional === 1,
  ...(bends ? { bends } : {}),
  sourceId: source_id,
  ...scopeOf(out_of_scope),
}))

const BoundaryRow = Shared.extend({
  kind: Boundary.shape.kind,
  parent: z.string().nullable(),
  position: BoxText.nullable(),
}).transform(({ source_id, answers, out_of_scope, ...row }): Boundary => ({ ...row, facts: { ...row.facts, ...answers }, sourceId: source_id, ...scopeOf(out_of_scope) }))

const NoteRow = z.object({ id: z.string(), diagram: z.string(), text: z.string(), position: BoxText })

// Made once: a schema that is made for one row costs more than reading it.
const [DiagramRows, ElementRows, FlowRows, BoundaryRows] = [z.array(DiagramRow), z.array(ElementRow), z.array(FlowRow), z.array(BoundaryRow)]
/** How a row of each table is read. */
export const modelRows = { diagrams: DiagramRow, elements: ElementRow, flows: FlowRow, boundaries: BoundaryRow }

const [MaybeElement, MaybeFlow, MaybeBoundary, MaybeNote] = [ElementRow.optional(), FlowRow.optional(), BoundaryRow.optional(), NoteRow.optional()]
const NoteRows = z.array(NoteRow)
const Ids = z.array(z.object({ id: z.string() }))
const Keys = z.array(z.object({ key: z.string() }))
const MaybeFacts = z.object({ facts: FactsText }).optional()
const Answers = z.object({ answers: FactsText })
const MaybePlace = z.object({ place: z.number() }).optional()
const MaybeRevision = z.object({ revision: z.number() }).optional()

/** The whole model of a project, each list in its stored order. */
export function readModel(db: Database, project: string): Model {
  const rows = (table: string) => statement(db, `SELECT * FROM ${table} WHERE project = ? ORDER BY place, id`).all(project)
  const notes = NoteRows.parse(rows('diagram_notes'))
  return {
    diagrams: DiagramRows.parse(rows('diagrams')),
    elements: ElementRows.parse(rows('elements')),
    flows: FlowRows.parse(rows('flows')),
    boundaries: BoundaryRows.parse(rows('boundaries')),
    ...(notes.length > 0 ? { notes } : {}),
  }
}

/** The ids of all elements and flows of a project: what carries, holds and handles things. */
export function readPartIds(db: Database, project: string): Set<Id> {
  const rows = statement(db, 'SELECT id FROM elements WHERE project = @project UNION ALL SELECT id FROM flows WHERE project = @project').all({ project })
  return new Set(Ids.parse(rows).map(({ id }) => id))
}

export type ModelTable = 'diagrams' | 'elements' | 'flows' | 'boundaries' | 'diagram_notes'
const modelTables: readonly ModelTable[] = ['elements', 'flows', 'boundaries', 'diagrams', 'diagram_notes']

export function readDiagrams(db: Database, project: string): Diagram[] {
  return DiagramRows.parse(statement(db, 'SELECT * FROM diagrams WHERE project = ? ORDER BY place, id').all(project))
}

export function readElement(db: Database, project: string, id: string): Element | undefined {
  return MaybeElement.parse(statement(db, 'SELECT * FROM elements WHERE project = ? AND id = ?').get(project, id))
}

export function readFlow(db: Database, project: string, id: string): Flow | undefined {
  return MaybeFlow.parse(statement(db, 'SELECT * FROM flows WHERE project = ? AND id = ?').get(project, id))
}

export function readBoundary(db: Database, project: string, id: string): Boundary | undefined {
  return MaybeBoundary.parse(statement(db, 'SELECT * FROM boundaries WHERE project = ? AND id = ?').get(project, id))
}

export function readNote(db: Database, project: string, id: string): Note | undefined {
  return MaybeNote.parse(statement(db, 'SELECT * FROM diagram_notes WHERE project = ? AND id = ?').get(project, id))
}

/** Flows that begin or end at `end`, an element or a boundary. */
export function flowsAt(db: Database, project: string, end: string): Flow[] {
  // The plus keeps the planner from the index by project, through which it would look at every flow.
  const sql = 'SELECT * FROM flows WHERE id IN (SELECT id FROM flows WHERE source = @end UNION SELECT id FROM flows WHERE target = @end) AND +project = @project ORDER BY place, id'
  return FlowRows.parse(statement(db, sql).all({ end, project }))
}

/** Elements and boundaries directly inside `parent`. */
export function childrenOf(db: Database, project: string, parent: string): { elements: Element[]; boundaries: Boundary[] } {
  return {
    elements: ElementRows.parse(statement(db, 'SELECT * FROM elements WHERE project = ? AND parent = ?').all(project, parent)),
    boundaries: BoundaryRows.parse(statement(db, 'SELECT * FROM boundaries WHERE project = ? AND parent = ?').all(project, parent)),
  }
}

/** Which table holds an object of the project; undefined where none does. */
export function tableOf(db: Database, project: string, id: string): ModelTable | undefined {
  return modelTables.find((table) => statement(db, `SELECT 1 FROM ${table} WHERE id = ? AND project = ?`).get(id, project) !== undefined)
}

/** Whether any project has an object of the model with this id: ids are unique over the whole library. */
export function idTaken(db: Database, id: string): boolean {
  return modelTables.some((table) => statement(db, `SELECT 1 FROM ${table} WHERE id = ?`).get(id) !== undefined)
}

/** Ids of everything that stands on a diagram. */
export function objectsOfDiagram(db: Database, project: string, diagram: string): string[] {
  const rows = db
    .prepare(
      `SELECT id FROM flows WHERE project = @project AND diagram = @diagram UNION ALL
       SELECT id FROM elements WHERE project = @project AND diagram = @diagram UNION ALL
       SELECT id FROM boundaries WHERE project = @project AND diagram = @diagram UNION ALL
       SELECT id FROM diagram_notes WHERE project = @project AND diagram = @diagram`,
    )
    .all({ project, diagram })
  return Ids.parse(rows).map((row) => row.id)
}

/**
 * Of the keys of the project's `table` those that stand in the way of a new one made from `base`: `base` itself, and
 * `base` with `separator` and a number. Not the key of the object `except`.
 */
export function takenKeys(db: Database, table: FactTable, project: string, base: string, separator: '_' | '#', except: string | null): Set<string> {
  // A range and not a pattern, and a union and not an `or`, so that the index serves both: a colon follows the digits.
  const sql = `SELECT key FROM ${table} WHERE project = @project AND key = @base AND id IS NOT @except
    UNION ALL SELECT key FROM ${table} WHERE project = @project AND key >= @from AND key < @to AND id IS NOT @except`
  const rows = statement(db, sql).all({ project, base, from: `${base}${separator}0`, to: `${base}${separator}:`, except })
  return new Set(Keys.parse(rows).map((row) => row.key))
}

function nextPlace(db: Database, table: ModelTable, project: string): number {
  const last = statement(db, `SELECT place FROM ${table} WHERE project = ? ORDER BY place DESC LIMIT 1`).get(project)
  return (MaybePlace.parse(last)?.place ?? 0) + 1
}

const jsonOrNull = (value: unknown): string | null => (value === null ? null : JSON.stringify(value))

export function writeDiagram(db: Database, project: string, diagram: Diagram): void {
  const sql = 'INSERT INTO diagrams (id, project, name, place, opener) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name, place = excluded.place, opener = excluded.opener'
  statement(db, sql).run(diagram.id, project, diagram.name, diagram.order, diagram.opener ?? null)
}

/** Adds a note at the end, or writes one that is there. */
export function writeNote(db: Database, project: string, { id, diagram, text, position }: Note): void {
  const sql = 'INSERT INTO diagram_notes (id, project, diagram, place, text, position) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET diagram = excluded.diagram, text = excluded.text, position = excluded.position'
  statement(db, sql).run(id, project, diagram, nextPlace(db, 'diagram_notes', project), text, JSON.stringify(position))
}

type Columns = Record<string, string | number | null>

function elementColumns({ id, diagram, key, label, kind, technology, parent, position, sourceId, notes, outOfScope }: Element): Columns {
  return { id, diagram, key, label, kind, technology, parent, position: jsonOrNull(position), source_id: sourceId, notes, out_of_scope: outOfScope ?? null }
}

function flowColumns({ id, diagram, key, label, source, target, bidirectional, bends, sourceId, notes, outOfScope }: Flow): Columns {
  return { id, diagram, key, label, source, target, bidirectional: bidirectional ? 1 : 0, bends: jsonOrNull(bends ?? null), source_id: sourceId, notes, out_of_scope: outOfScope ?? null }
}

function boundaryColumns({ id, diagram, key, label, kind, parent, position, sourceId, notes, outOfScope }: Boundary): Columns {
  return { id, diagram, key, label, kind, parent, position: jsonOrNull(position), source_id: sourceId, notes, out_of_scope: outOfScope ?? null }
}

/** Adds an element at the end, or writes all but the facts of one that is there. */
export function writeElement(db: Database, project: string, element: Element): void {
  upsert(db, 'elements', project, elementColumns(element), element.facts)
}

/** Adds a flow at the end, or writes all but the facts of one that is there. */
export function writeFlow(db: Database, project: string, flow: Flow): void {
  upsert(db, 'flows', project, flowColumns(flow), flow.facts)
}

/** Adds a boundary at the end, or writes all but the facts of one that is there. */
export function writeBoundary(db: Database, project: string, boundary: Boundary): void {
  upsert(db, 'boundaries', project, boundaryColumns(boundary), boundary.facts)
}

function upsert(db: Database, table: FactTable, project: string, columns: Columns, facts: Facts): void {
  const set = Object.keys(columns).filter((column) => column !== 'id').map((column) => `${column} = @${column}`)
  if (statement(db, `UPDATE ${table} SET ${set.join(', ')} WHERE id = @id AND project = @project`).run({ ...columns, project }).changes > 0) return
  insert(db, table, project, nextPlace(db, table, project), columns, facts)
}

function insert(db: Database, table: FactTable, project: string, place: number, columns: Columns, facts: Facts): void {
  const answered = Object.entries(facts).filter(([, fact]) => fact.origin.by === 'user')
  const found = Object.entries(facts).filter(([, fact]) => fact.origin.by !== 'user')
  const row = { ...columns, project, place, facts: JSON.stringify(Object.fromEntries(found)), answers: JSON.stringify(Object.fromEntries(answered)) }
  const names = Object.keys(row)
  statement(db, `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((name) => `@${name}`).join(', ')})`).run(row)
}

export type FactTable = 'elements' | 'flows' | 'boundaries'

/** Sets what the user says of one fact, or takes it back (null); what the import said then stands again. */
export function writeAnswer(db: Database, table: FactTable, project: string, id: string, fact: string, answer: Fact | null): void {
  const row = statement(db, `SELECT answers FROM ${table} WHERE id = ? AND project = ?`).get(id, project)
  const others = Object.entries(Answers.parse(row).answers).filter(([name]) => name !== fact)
  const answers = Object.fromEntries(answer === null ? others : [...others, [fact, answer]])
  statement(db, `UPDATE ${table} SET answers = ? WHERE id = ? AND project = ?`).run(JSON.stringify(answers), id, project)
}

/** What the import and the label said of an object, without what the user set. */
export function readImportedFacts(db: Database, table: FactTable, project: string, id: string): Facts {
  return MaybeFacts.parse(statement(db, `SELECT facts FROM ${table} WHERE id = ? AND project = ?`).get(id, project))?.facts ?? {}
}

/** Replaces what the import said of an object; what the user set stays on top of it. */
export function writeImportedFacts(db: Database, table: FactTable, project: string, id: string, facts: Facts): void {
  statement(db, `UPDATE ${table} SET facts = ? WHERE id = ? AND project = ?`).run(JSON.stringify(facts), id, project)
}

export function writePosition(db: Database, table: 'elements' | 'boundaries' | 'diagram_notes', project: string, id: string, box: Box): boolean {
  return statement(db, `UPDATE ${table} SET position = ? WHERE id = ? AND project = ?`).run(JSON.stringify(box), id, project).changes > 0
}

export function deleteObject(db: Database, table: ModelTable, project: string, id: string): void {
  statement(db, `DELETE FROM ${table} WHERE id = ? AND project = ?`).run(id, project)
}

/** Adds every object of `model` to the project, which holds none of them. */
export function addModel(db: Database, project: string, model: Model): void {
  for (const diagram of model.diagrams) writeDiagram(db, project, diagram)
  const add = <Part extends { facts: Facts }>(table: FactTable, parts: readonly Part[], columnsOf: (part: Part) => Columns) => {
    const place = nextPlace(db, table, project)
    for (const [index, part] of parts.entries()) insert(db, table, project, place + index, columnsOf(part), part.facts)
  }
  add('boundaries', model.boundaries, boundaryColumns)
  add('elements', model.elements, elementColumns)
  add('flows', model.flows, flowColumns)
  for (const note of model.notes ?? []) writeNote(db, project, note)
}

/** Goes up with every change of the model. */
export function modelRevision(db: Database, project: string): number {
  const row = statement(db, 'SELECT model_revision AS revision FROM projects WHERE id = ?').get(project)
  return MaybeRevision.parse(row)?.revision ?? 0
}
