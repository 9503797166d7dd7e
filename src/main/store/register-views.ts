import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { Id } from '../../shared/domain/id.ts'
import { RegisterView, SavedView } from '../../shared/domain/register-view.ts'

const Row = z.object({ id: z.string(), name: z.string(), view: z.string() })

/** The named views of a project's register, in the order they were made. One that a newer version wrote otherwise is left out, not lost. */
export function listRegisterViews(db: Database, project: Id): SavedView[] {
  const rows = z.array(Row).parse(db.prepare('SELECT id, name, view FROM register_views WHERE project = ? ORDER BY place, id').all(project))
  return rows.flatMap(({ id, name, view }) => {
    const read = RegisterView.safeParse(JSON.parse(view))
    return read.success ? [SavedView.parse({ id, name, view: read.data })] : []
  })
}

/** Adds a view, or writes one that is there. */
export function writeRegisterView(db: Database, project: Id, { id, name, view }: SavedView): void {
  const text = JSON.stringify(view)
  if (db.prepare('UPDATE register_views SET name = ?, view = ? WHERE project = ? AND id = ?').run(name, text, project, id).changes > 0) return
  db.prepare('INSERT INTO register_views (id, project, place, name, view) SELECT ?, ?, coalesce(max(place), 0) + 1, ?, ? FROM register_views WHERE project = ?').run(id, project, name, text, project)
}

export function deleteRegisterView(db: Database, project: Id, id: Id): boolean {
  return db.prepare('DELETE FROM register_views WHERE project = ? AND id = ?').run(project, id).changes > 0
}
