import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { Look } from '../../shared/domain/diff-findings.ts'
import { Model } from '../../shared/domain/model.ts'
import { SeenCause, type Seen } from '../../shared/domain/seen.ts'
import { statement } from './statements.ts'

/** Looks that are kept of a project: marking as seen can be taken back that often, less one. */
const kept = 4

const Head = z.object({ number: z.number(), at: z.string(), cause: SeenCause })
/** A look without what was seen. */
export type SeenHead = z.infer<typeof Head>
const Content = z.object({ model: z.string(), look: z.string() })

/** When the team last looked, and why that counts; null where it never did. */
export function lastSeenHead(db: Database, project: string): SeenHead | null {
  return Head.nullable().parse(statement(db, 'SELECT number, at, cause FROM seen WHERE project = ? ORDER BY number DESC LIMIT 1').get(project) ?? null)
}

export function readSeen(db: Database, project: string, { number, at, cause }: SeenHead): Seen {
  const { model, look } = Content.parse(statement(db, 'SELECT model, look FROM seen WHERE project = ? AND number = ?').get(project, number))
  return { at, cause, model: Model.parse(JSON.parse(model)), look: Look.parse(JSON.parse(look)) }
}

/** Adds a look as the newest. It is no step that can be undone: it changes nothing of the project. */
export function insertSeen(db: Database, project: string, { at, cause, model, look }: Seen): void {
  db.transaction(() => {
    const number = (lastSeenHead(db, project)?.number ?? 0) + 1
    statement(db, 'INSERT INTO seen (project, number, at, cause, model, look) VALUES (?, ?, ?, ?, ?, ?)').run(project, number, at, cause, JSON.stringify(model), JSON.stringify(look))
    statement(db, 'DELETE FROM seen WHERE project = ? AND number <= ?').run(project, number - kept)
  })()
}

/** Forgets the look of that instant. */
export function deleteSeen(db: Database, project: string, at: string): boolean {
  return statement(db, 'DELETE FROM seen WHERE project = ? AND at = ?').run(project, at).changes > 0
}
