import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { type Blueprint, BlueprintSize, ModelParts } from '../../shared/domain/blueprint.ts'
import type { Id, Instant } from '../../shared/domain/id.ts'
import { statement } from './statements.ts'

const Rows = z.array(z.object({ id: z.string(), size: BlueprintSize, name: z.string(), description: z.string(), savedAt: z.string() }))
const Held = z.object({ parts: z.string() }).optional()
const select = 'SELECT id, size, name, description, saved_at AS savedAt FROM blueprints'

/** The user's own blueprints that are not removed, by name. */
export function listBlueprints(db: Database): Blueprint[] {
  return Rows.parse(statement(db, `${select} WHERE removed_at IS NULL ORDER BY name COLLATE NOCASE, id`).all())
}

export function readBlueprintRow(db: Database, id: Id): Blueprint | null {
  return Rows.parse(statement(db, `${select} WHERE id = ? AND removed_at IS NULL`).all(id))[0] ?? null
}

/** What is in one; null where there is none. */
export function readBlueprintParts(db: Database, id: Id): ModelParts | null {
  const row = Held.parse(statement(db, 'SELECT parts FROM blueprints WHERE id = ? AND removed_at IS NULL').get(id))
  return row ? ModelParts.parse(JSON.parse(row.parts)) : null
}

export function insertBlueprint(db: Database, { id, size, name, description, savedAt, parts }: { id: Id; size: BlueprintSize; name: string; description: string; savedAt: Instant; parts: ModelParts }): void {
  statement(db, 'INSERT INTO blueprints (id, size, name, description, parts, saved_at) VALUES (?, ?, ?, ?, ?, ?)').run(id, size, name, description, JSON.stringify(parts), savedAt)
}

/** Whether there was one to rename. */
export function renameBlueprint(db: Database, id: Id, { name, description }: { name: string; description: string }): boolean {
  return statement(db, 'UPDATE blueprints SET name = ?, description = ? WHERE id = ? AND removed_at IS NULL').run(name, description, id).changes > 0
}

/** Removes one at `at`, or brings it back (null); whether there was one. */
export function setBlueprintRemoved(db: Database, id: Id, at: Instant | null): boolean {
  return statement(db, `UPDATE blueprints SET removed_at = ? WHERE id = ? AND removed_at IS ${at === null ? 'NOT NULL' : 'NULL'}`).run(at, id).changes > 0
}

/** Deletes for good what was removed before `before`. */
export function purgeBlueprints(db: Database, before: Instant): void {
  statement(db, 'DELETE FROM blueprints WHERE removed_at < ?').run(before)
}
