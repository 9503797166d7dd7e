import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { Id } from '../../shared/domain/id.ts'
import { Rubric } from '../../shared/domain/rubric.ts'
import { statement } from './statements.ts'

const MaybeRow = z.object({ rubric: z.string() }).optional()

/** A project's own rubric; null where it has the built-in one. */
export function readRubric(db: Database, project: Id): Rubric | null {
  const row = MaybeRow.parse(statement(db, 'SELECT rubric FROM rubrics WHERE project = ?').get(project))
  return row ? Rubric.parse(JSON.parse(row.rubric)) : null
}

/** Null goes back to the built-in texts. */
export function writeRubric(db: Database, project: Id, rubric: Rubric | null): void {
  if (rubric === null) statement(db, 'DELETE FROM rubrics WHERE project = ?').run(project)
  else statement(db, 'INSERT INTO rubrics (project, rubric) VALUES (?, ?) ON CONFLICT (project) DO UPDATE SET rubric = excluded.rubric').run(project, JSON.stringify(rubric))
}
