import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { ProjectHeader, defaultHeader } from '../../shared/domain/project.ts'
import { statement } from './statements.ts'

/** A project as the library stores it. */
export const ProjectRow = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  elements: z.number(),
  flows: z.number(),
  threats: z.number(),
  undecided: z.number(),
})
export type ProjectRow = z.infer<typeof ProjectRow>
const ProjectRows = z.array(ProjectRow)
const MaybeProject = ProjectRow.optional()

// A flow counts where both its ends are elements: the same rule as `connectedFlows`.
const select = `
  SELECT p.id, p.name, p.created_at AS createdAt, p.updated_at AS updatedAt,
    (SELECT count(*) FROM elements e WHERE e.project = p.id) AS elements,
    (SELECT count(*) FROM flows f JOIN elements s ON s.id = f.source JOIN elements t ON t.id = f.target WHERE f.project = p.id) AS flows,
    (SELECT count(*) FROM threats t WHERE t.project = p.id) AS threats,
    (SELECT count(*) FROM threats t WHERE t.project = p.id AND t.decision IS NULL) AS undecided
  FROM projects p`

/** A project that is not deleted, or undefined. */
export function readProject(db: Database, id: string): ProjectRow | undefined {
  return MaybeProject.parse(statement(db, `${select} WHERE p.id = ? AND p.deleted_at IS NULL`).get(id))
}

/** Whether there is such a project that is not deleted. Unlike {@link readProject} it counts nothing, so a large model costs no more. */
export function hasProject(db: Database, id: string): boolean {
  return statement(db, 'SELECT 1 FROM projects WHERE id = ? AND deleted_at IS NULL').get(id) !== undefined
}

/** Projects that are not deleted, last changed first. */
export function listProjects(db: Database): ProjectRow[] {
  return ProjectRows.parse(statement(db, `${select} WHERE p.deleted_at IS NULL ORDER BY p.updated_at DESC, p.number DESC`).all())
}

/**
 * Projects whose name, or the text of one of whose threats, holds every word of `search` or a word that begins with it.
 * No character of `search` has a meaning of its own.
 */
export function searchProjects(db: Database, search: string): ProjectRow[] {
  const words = search.match(/[\p{L}\p{N}]+/gu)
  if (!words) return search.trim() === '' ? listProjects(db) : []
  const query = words.map((word) => `"${word}"*`).join(' ')
  const found = db
    .prepare(
      `${select} WHERE p.deleted_at IS NULL AND (
        p.number IN (SELECT rowid FROM project_search WHERE project_search MATCH @query)
        OR p.id IN (SELECT project FROM threats WHERE number IN (SELECT rowid FROM threat_search WHERE threat_search MATCH @query))
      ) ORDER BY p.updated_at DESC, p.number DESC`,
    )
    .all({ query })
  return ProjectRows.parse(found)
}

/** Whether the library never held a project, not even one that was deleted since. */
export function neverUsed(db: Database): boolean {
  return db.prepare("SELECT 1 FROM sqlite_sequence WHERE name = 'projects' AND seq > 0").get() === undefined
}

export function insertProject(db: Database, project: { id: string; name: string; at: string }, header: ProjectHeader = defaultHeader): void {
  db.transaction(() => {
    db.prepare('INSERT INTO projects (id, name, created_at, updated_at) VALUES (@id, @name, @at, @at)').run(project)
    writeHeader(db, project.id, header)
  })()
}

export function renameProject(db: Database, id: string, name: string, at: string): void {
  db.prepare('UPDATE projects SET name = ?, updated_at = ? WHERE id = ?').run(name, at, id)
}

/** Notes that something of the project changed at `at`; `model` where an analysis is now out of date. */
export function touchProject(db: Database, id: string, at: string, model: boolean): void {
  statement(db, 'UPDATE projects SET updated_at = ?, model_revision = model_revision + ? WHERE id = ?').run(at, model ? 1 : 0, id)
}

export function setDeleted(db: Database, id: string, at: string | null): boolean {
  return db.prepare('UPDATE projects SET deleted_at = ? WHERE id = ? AND (deleted_at IS NULL) = ?').run(at, id, at === null ? 0 : 1).changes > 0
}

/**
 * Puts a project in the place of the one with the same id, deleted or not, if there is one; `insert` writes its rows. What was worked
 * out from the old model goes by a revision that never comes again.
 */
export function replaceProject(db: Database, id: string, insert: () => void): void {
  db.transaction(() => {
    const old = z.number().optional().parse(db.prepare('SELECT model_revision FROM projects WHERE id = ?').pluck().get(id))
    db.prepare('DELETE FROM projects WHERE id = ?').run(id)
    insert()
    db.prepare('UPDATE projects SET deleted_at = NULL, model_revision = max(model_revision, ?) WHERE id = ?').run((old ?? -1) + 1, id)
  })()
}

/** Deletes for good what was deleted before `before`. */
export function purgeDeleted(db: Database, before: string): number {
  return db.prepare('DELETE FROM projects WHERE deleted_at < ?').run(before).changes
}

export function readHeader(db: Database, project: string): ProjectHeader {
  const row = db.prepare('SELECT header FROM headers WHERE project = ?').get(project)
  const text = z.object({ header: z.string() }).optional().parse(row)?.header
  return text === undefined ? defaultHeader : ProjectHeader.parse({ ...defaultHeader, ...z.record(z.string(), z.unknown()).parse(JSON.parse(text)) })
}

export function writeHeader(db: Database, project: string, header: ProjectHeader): void {
  db.prepare('INSERT INTO headers (project, header) VALUES (?, ?) ON CONFLICT (project) DO UPDATE SET header = excluded.header').run(
    project,
    JSON.stringify(header),
  )
}
