import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { Id } from '../../shared/domain/id.ts'
import { TmtDrawing } from '../../shared/domain/tmt.ts'
import { statement } from './statements.ts'

const Heads = z.array(z.object({ id: z.string(), file: z.string() }))
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

/** Which template a project keeps, and from which file; its text, which may be long, is not read. Where it was removed, what its file says of the drawing still has a head. */
export function templateHead(db: Database, project: Id): { id: Id; file: string } | null {
  return Heads.parse(statement(db, "SELECT id, file FROM threat_lists WHERE project = ? AND format = 'tmt' ORDER BY rowid DESC LIMIT 1").all(project))[0] ?? null
}

/** As {@link writeTemplate}; `layout` is the drawing with its template, as JSON that the worker made. */
export function writeTemplateText(db: Database, project: Id, { id, file, layout }: { id: Id; file: string; layout: string }): void {
  statement(db, "DELETE FROM threat_lists WHERE project = ? AND format = 'tmt'").run(project)
  statement(db, "INSERT INTO threat_lists (id, project, format, file, layout) VALUES (?, ?, 'tmt', ?, ?)").run(id, project, file, layout)
}

/** Takes the template away under the new id `id`; what its file says of the drawing stays, for the next template. */
export function dropTemplate(db: Database, project: Id, id: Id): void {
  statement(db, "UPDATE threat_lists SET id = ?, layout = json_set(layout, '$.template', json('null')) WHERE project = ? AND format = 'tmt'").run(id, project)
}

/** In place of the one that is there. */
export function writeTemplate(db: Database, project: Id, { id, file, drawing }: KeptTemplate & { id: Id }): void {
  writeTemplateText(db, project, { id, file, layout: JSON.stringify(drawing) })
}
