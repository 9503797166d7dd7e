import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { statement } from './statements.ts'

/**
 * Tables whose rows undo covers. Not workshop logs, signatures, revisions, or the counters of display ids.
 * Every one has a `project` column; the second word is its key besides.
 */
export const trackedTables = {
  headers: ['project'],
  diagrams: ['id'],
  elements: ['id'],
  flows: ['id'],
  boundaries: ['id'],
  diagram_notes: ['id'],
  threats: ['id'],
  mitigations: ['id'],
  register_views: ['id'],
  finding_states: ['project', 'finding'],
  threat_lists: ['id'],
  rubrics: ['project'],
  rule_switches: ['project', 'kind', 'name'],
  rule_suppressions: ['project', 'rule', 'part'],
} as const
export type TrackedTable = keyof typeof trackedTables

const Cell = z.union([z.string(), z.number(), z.null()])
const Image = z.record(z.string(), Cell)
type Image = z.infer<typeof Image>
const ImageText = z.string().transform((text) => Image.parse(JSON.parse(text)))
const ChangeRow = z.object({
  number: z.number(),
  target: z.enum(['headers', 'diagrams', 'elements', 'flows', 'boundaries', 'diagram_notes', 'threats', 'mitigations', 'register_views', 'finding_states', 'threat_lists', 'rubrics', 'rule_switches', 'rule_suppressions']),
  before: ImageText.nullable(),
  after: ImageText.nullable(),
})
type ChangeRow = z.infer<typeof ChangeRow>
const ChangeRows = z.array(ChangeRow)
const Targets = z.array(ChangeRow.pick({ target: true }))
const TouchedRows = z.array(z.object({ target: ChangeRow.shape.target, id: z.string(), moved: z.number().transform((moved) => moved === 1) }))
const AddedRows = z.array(z.object({ id: z.string() }))
const MaybeStep = z.object({ seq: z.number(), label: z.string() }).optional()
const Steps = z.array(z.object({ seq: z.number(), label: z.string() }))
const MaybeSeq = z.object({ seq: z.number() }).optional()
const MaybeImage = Image.optional()

/** What the next undo and redo would take back or bring again; null where there is nothing. */
export interface UndoState {
  undo: string | null
  redo: string | null
}

export interface Recorded<Result> {
  result: Result
  touched: Touched
}

/** What a step, or its undo, changed. */
export interface Touched {
  /** Tables with at least one changed row; empty where nothing changed, and then there is no step. */
  tables: ReadonlySet<TrackedTable>
  /** Changed rows of the model; null where there are too many to tell one by one. */
  rows: readonly TouchedRow[] | null
}

/** `moved`: it came, went, or has another place in its list. */
export interface TouchedRow {
  target: TrackedTable
  id: string
  moved: boolean
}

/** A step that changed more rows of a model than this is sooner told by reading the model anew. */
const mostRows = 600

/**
 * Makes this connection write row images while a step is open. The triggers are temporary and made from the columns
 * as they are, so a migration that adds one needs no change here.
 */
export function trackChanges(db: Database): void {
  db.exec('CREATE TEMP TABLE IF NOT EXISTS undo_open (project TEXT NOT NULL, seq INTEGER NOT NULL)')
  for (const table of Object.keys(trackedTables)) {
    const columns = z.array(z.object({ name: z.string() })).parse(db.pragma(`main.table_info(${table})`))
    // A library that an older version still migrates through does not have every table yet.
    if (columns.length === 0) continue
    const image = (row: string) => `json_object(${columns.map(({ name }) => `'${name}', ${row}."${name}"`).join(', ')})`
    const images = { INSERT: ['NULL', image('NEW')], UPDATE: [image('OLD'), image('NEW')], DELETE: [image('OLD'), 'NULL'] }
    for (const [event, [before, after]] of Object.entries(images)) {
      db.exec(`CREATE TEMP TRIGGER IF NOT EXISTS undo_${table}_${event} AFTER ${event} ON main.${table}
        WHEN EXISTS (SELECT 1 FROM temp.undo_open) BEGIN
          INSERT INTO undo_changes (project, seq, target, before, after)
          SELECT project, seq, '${table}', ${String(before)}, ${String(after)} FROM temp.undo_open;
        END`)
    }
  }
}

/**
 * Runs `change` in one transaction and records the rows it changes as one step that can be undone.
 * What had been undone before can then no longer be redone. Where it throws, nothing is changed. `at`: the instant that histories tell.
 */
export function recordStep<Result>(db: Database, project: string, label: string, change: () => Result, at: string | null = null): Recorded<Result> {
  return db.transaction(() => {
    const seq = nextSeq(db, project)
    statement(db, 'INSERT INTO undo_steps (project, seq, label, at) VALUES (?, ?, ?, ?)').run(project, seq, label, at)
    statement(db, 'INSERT INTO temp.undo_open (project, seq) VALUES (?, ?)').run(project, seq)
    const result = change()
    statement(db, 'DELETE FROM temp.undo_open').run()
    const touched = touchedBy(db, project, seq)
    if (touched.tables.size === 0) statement(db, 'DELETE FROM undo_steps WHERE project = ? AND seq = ?').run(project, seq)
    else statement(db, 'DELETE FROM undo_steps WHERE project = ? AND undone = 1').run(project)
    return { result, touched }
  })()
}

/**
 * As {@link recordStep}, as more of the last step, which undo then takes back with it: only where that step added every one of `parts`,
 * which are elements or boundaries, and nothing is there to be redone. Null where it did not, and then nothing was changed.
 */
export function joinStep<Result>(db: Database, project: string, parts: readonly string[], change: () => Result): Recorded<Result> | null {
  return db.transaction(() => {
    const last = lastDone(db, project)
    if (!last || firstUndone(db, project)) return null
    const rows = statement(db, "SELECT json_extract(after, '$.id') AS id FROM undo_changes WHERE project = ? AND seq = ? AND target IN ('elements', 'boundaries') AND before IS NULL").all(project, last.seq)
    const added = new Set(AddedRows.parse(rows).map(({ id }) => id))
    if (!parts.every((part) => added.has(part))) return null
    statement(db, 'INSERT INTO temp.undo_open (project, seq) VALUES (?, ?)').run(project, last.seq)
    const result = change()
    statement(db, 'DELETE FROM temp.undo_open').run()
    return { result, touched: touchedBy(db, project, last.seq) }
  })()
}

function nextSeq(db: Database, project: string): number {
  const last = statement(db, 'SELECT seq FROM undo_steps WHERE project = ? ORDER BY seq DESC LIMIT 1').get(project)
  return (MaybeSeq.parse(last)?.seq ?? 0) + 1
}

function touchedBy(db: Database, project: string, seq: number): Touched {
  const tables = statement(db, 'SELECT DISTINCT target FROM undo_changes WHERE project = ? AND seq = ?').all(project, seq)
  const sql = `SELECT target, json_extract(ifnull(after, before), '$.id') AS id, before IS NULL OR after IS NULL OR json_extract(before, '$.place') <> json_extract(after, '$.place') AS moved
    FROM undo_changes WHERE project = ? AND seq = ? AND target IN ('diagrams', 'elements', 'flows', 'boundaries', 'diagram_notes') LIMIT ?`
  const rows = TouchedRows.parse(statement(db, sql).all(project, seq, mostRows + 1))
  return { tables: new Set(Targets.parse(tables).map((row) => row.target)), rows: rows.length > mostRows ? null : rows }
}

export function undoState(db: Database, project: string): UndoState {
  return { undo: lastDone(db, project)?.label ?? null, redo: firstUndone(db, project)?.label ?? null }
}

/** The steps that stand, the newest first, `most` of them at most. */
export function standingSteps(db: Database, project: string, most: number): { seq: number; label: string }[] {
  return Steps.parse(statement(db, 'SELECT seq, label FROM undo_steps WHERE project = ? AND undone = 0 ORDER BY seq DESC LIMIT ?').all(project, most))
}

/** Ends a transaction of which nothing is to stay. */
class Looked extends Error {}

/**
 * What `look` sees in the project as it was before the step `seq`, which stands; undefined where it does not. Nothing changes:
 * the steps are taken back within a transaction, and the transaction with them.
 */
export function lookBefore<Seen>(db: Database, project: string, seq: number, look: () => Seen): { seen: Seen } | undefined {
  let found: { seen: Seen } | undefined
  try {
    db.transaction(() => {
      if (!standingSteps(db, project, -1).some((step) => step.seq === seq)) return
      for (let last = lastDone(db, project); last && last.seq >= seq; last = lastDone(db, project)) undo(db, project)
      found = { seen: look() }
      throw new Looked()
    })()
  } catch (error) {
    if (!(error instanceof Looked)) throw error
  }
  return found
}

function lastDone(db: Database, project: string) {
  const row = statement(db, 'SELECT seq, label FROM undo_steps WHERE project = ? AND undone = 0 ORDER BY seq DESC LIMIT 1').get(project)
  return MaybeStep.parse(row)
}

function firstUndone(db: Database, project: string) {
  const row = statement(db, 'SELECT seq, label FROM undo_steps WHERE project = ? AND undone = 1 ORDER BY seq LIMIT 1').get(project)
  return MaybeStep.parse(row)
}

/** Takes the last step back. Answers what it changed, or null where there is no step. */
export function undo(db: Database, project: string): Touched | null {
  return db.transaction(() => {
    const step = lastDone(db, project)
    if (!step) return null
    db.pragma('defer_foreign_keys = ON')
    for (const change of changesOf(db, project, step.seq).reverse()) move(db, change, 'before')
    statement(db, 'UPDATE undo_steps SET undone = 1 WHERE project = ? AND seq = ?').run(project, step.seq)
    return touchedBy(db, project, step.seq)
  })()
}

/** Brings the step that was undone last again. Answers what it changed, or null where there is no step. */
export function redo(db: Database, project: string): Touched | null {
  return db.transaction(() => {
    const step = firstUndone(db, project)
    if (!step) return null
    db.pragma('defer_foreign_keys = ON')
    for (const change of changesOf(db, project, step.seq)) move(db, change, 'after')
    statement(db, 'UPDATE undo_steps SET undone = 0 WHERE project = ? AND seq = ?').run(project, step.seq)
    return touchedBy(db, project, step.seq)
  })()
}

function changesOf(db: Database, project: string, seq: number): ChangeRow[] {
  const rows = statement(db, 'SELECT number, target, before, after FROM undo_changes WHERE project = ? AND seq = ? ORDER BY number').all(project, seq)
  return ChangeRows.parse(rows)
}

/**
 * Brings one row to the image at `side`. Only the columns that the step changed are written, and a row that goes is
 * photographed first: what others wrote into it since (a settled score, a `gone` mark) then survives undo and redo.
 */
function move(db: Database, change: ChangeRow, side: 'before' | 'after'): void {
  const to = change[side]
  const from = change[side === 'before' ? 'after' : 'before']
  const keys = trackedTables[change.target]
  if (to && from) return writeColumns(db, change.target, keys, to, from)
  if (to) return insertRow(db, change.target, to)
  if (from) removeRow(db, change, side, keys, from)
}

function writeColumns(db: Database, table: TrackedTable, keys: readonly string[], to: Image, from: Image): void {
  const columns = Object.keys(to).filter((column) => to[column] !== from[column])
  if (columns.length === 0) return
  const set = columns.map((column) => `"${column}" = ?`).join(', ')
  const where = keys.map((key) => `"${key}" = ?`).join(' AND ')
  statement(db, `UPDATE ${table} SET ${set} WHERE ${where}`).run(...columns.map((column) => to[column] ?? null), ...keys.map((key) => from[key] ?? null))
}

function insertRow(db: Database, table: TrackedTable, row: Image): void {
  const columns = Object.keys(row)
  statement(db, `INSERT INTO ${table} (${columns.map((column) => `"${column}"`).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`).run(
    ...Object.values(row),
  )
}

function removeRow(db: Database, change: ChangeRow, side: 'before' | 'after', keys: readonly string[], image: Image): void {
  const where = keys.map((key) => `"${key}" = ?`).join(' AND ')
  const values = keys.map((key) => image[key] ?? null)
  const now = MaybeImage.parse(statement(db, `SELECT * FROM ${change.target} WHERE ${where}`).get(...values))
  if (!now) return
  const column = side === 'before' ? 'after' : 'before'
  statement(db, `UPDATE undo_changes SET ${column} = ? WHERE number = ?`).run(JSON.stringify(now), change.number)
  statement(db, `DELETE FROM ${change.target} WHERE ${where}`).run(...values)
}
