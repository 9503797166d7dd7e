import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { ListChange, ModelChange } from '../../shared/domain/model-change.ts'
import type { TouchedRow } from './history.ts'
import { type ModelTable, readBoundary, readDiagrams, readElement, readFlow, readNote } from './models.ts'
import { statement } from './statements.ts'

const MaybePlace = z.object({ place: z.number() }).optional()
const MaybeId = z.object({ id: z.string() }).optional()

/**
 * What became of the rows of a step, as they are in the library now: for a page that knows the model as it was before the step.
 * To be read before anything else changes the model.
 */
export function readModelChange(db: Database, project: string, rows: readonly TouchedRow[]): ModelChange {
  const list = <Part extends { id: string }>(table: ModelTable, read: (id: string) => Part | undefined) => listChange(db, project, table, rows, read)
  return {
    diagrams: list('diagrams', (id) => readDiagrams(db, project).find((diagram) => diagram.id === id)),
    elements: list('elements', (id) => readElement(db, project, id)),
    flows: list('flows', (id) => readFlow(db, project, id)),
    boundaries: list('boundaries', (id) => readBoundary(db, project, id)),
    notes: list('diagram_notes', (id) => readNote(db, project, id)),
  }
}

function listChange<Part extends { id: string }>(db: Database, project: string, table: ModelTable, rows: readonly TouchedRow[], read: (id: string) => Part | undefined): ListChange<Part> {
  // A row may have changed several times in one step.
  const moved = new Map<string, boolean>()
  for (const row of rows) if (row.target === table) moved.set(row.id, row.moved || moved.get(row.id) === true)
  const gone: string[] = []
  const found: { part: Part; place: number; moved: boolean }[] = []
  for (const [id, hasMoved] of moved) {
    const part = read(id)
    const place = part && MaybePlace.parse(statement(db, `SELECT place FROM ${table} WHERE id = ?`).get(id))?.place
    if (part === undefined || place === undefined) gone.push(id)
    else found.push({ part, place, moved: hasMoved })
  }
  found.sort((a, b) => a.place - b.place || (a.part.id < b.part.id ? -1 : 1))
  return { gone, now: found.map(({ part, place, moved }) => (moved ? { part, after: before(db, project, table, part.id, place) } : { part })) }
}

/** The id of the part before this one in its list. */
function before(db: Database, project: string, table: ModelTable, id: string, place: number): string | null {
  const sql = `SELECT id FROM ${table} WHERE project = @project AND place <= @place AND (place < @place OR id < @id) ORDER BY place DESC, id DESC LIMIT 1`
  return MaybeId.parse(statement(db, sql).get({ project, place, id }))?.id ?? null
}
