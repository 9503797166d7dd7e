import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { Id } from '../../shared/domain/id.ts'
import { TmtDrawing } from '../../shared/domain/tmt.ts'
import { statement } from './statements.ts'

const Rows = z.array(z.object({ id: z.string(), file: z.string(), layout: z.string() }))

/** A template that a project keeps, with what its file says of the drawing. */
export interface KeptTemplate {
  file: string
  drawing: TmtDrawing
}

/**
 * The template of a project. It lies with the imported lists, under a format of its own: undo, copies and deletion treat it
 * as what came with them, and `readThreatLists` leaves it out.
 */
export function readTemplate(db: Database, project: Id): (KeptTemplate & { id: Id }) | null {
  const row = Rows.parse(statement(db, "SELECT id, file, layout FROM threat_lists WHERE project = ? AND format = 'tmt' ORDER BY rowid DESC LIMIT 1").all(project))[0]
  return row ? { id: row.id, file: row.file, drawing: TmtDrawing.parse(JSON.parse(row.layout)) } : null
}

/** In place of the one that is there. Null removes it. */
export function writeTemplate(db: Database, project: Id, kept: (KeptTemplate & { id: Id }) | null): void {
  statement(db, "DELETE FROM threat_lists WHERE project = ? AND format = 'tmt'").run(project)
  if (kept) statement(db, "INSERT INTO threat_lists (id, project, format, file, layout) VALUES (?, ?, 'tmt', ?, ?)").run(kept.id, project, kept.file, JSON.stringify(kept.drawing))
}
