import type { Database } from 'better-sqlite3'

/** One step of the schema. `up` runs in a transaction of its own; ids count up from 1 without gaps. */
export interface Migration {
  id: number
  name: string
  up: (db: Database) => void
}

/** A database that a newer version of the application wrote. It was not touched. */
export class NewerDatabaseError extends Error {
  override name = 'NewerDatabaseError'
}

/** The id of the last migration the database has been through; 0 for an empty one. */
export function schemaVersion(db: Database): number {
  const version: unknown = db.pragma('user_version', { simple: true })
  return typeof version === 'number' ? version : 0
}

/** Throws {@link NewerDatabaseError} where the database knows a migration that `migrations` does not. Reads only. */
export function refuseNewer(db: Database, migrations: readonly Migration[]): void {
  const found = schemaVersion(db)
  const known = migrations.at(-1)?.id ?? 0
  if (found > known) {
    throw new NewerDatabaseError(
      `The library was written by a newer version of Dreadnought (schema ${String(found)}; this version knows ${String(known)}). It was left untouched. Please start the newer version.`,
    )
  }
}

/**
 * Brings the database to the newest schema, one transaction a migration, so that a crash leaves it at a whole step.
 * @returns the ids that ran.
 */
export function migrate(db: Database, migrations: readonly Migration[]): number[] {
  refuseNewer(db, migrations)
  const ran: number[] = []
  for (const [index, migration] of migrations.entries()) {
    if (migration.id !== index + 1) throw new Error(`migration ids must count up: ${String(migration.id)} at place ${String(index + 1)}`)
    if (migration.id <= schemaVersion(db)) continue
    db.transaction(() => {
      migration.up(db)
      db.pragma(`user_version = ${String(migration.id)}`)
    })()
    ran.push(migration.id)
  }
  return ran
}
