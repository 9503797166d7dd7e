import Database from 'better-sqlite3'
import { refuseNewer, schemaVersion } from './migrate.ts'
import { migrations } from './migrations.ts'

/**
 * Opens the library in the file `path` for reading only: never makes, migrates or repairs one. Null where an older version
 * wrote it, which the application brings up to date when it next starts.
 * @throws NewerDatabaseError where a newer version wrote it; what SQLite throws where it is no library.
 */
export function openForReading(path: string): Database.Database | null {
  const db = new Database(path, { readonly: true, fileMustExist: true })
  try {
    refuseNewer(db, migrations)
    if (schemaVersion(db) === (migrations.at(-1)?.id ?? 0)) return db
  } catch (problem) {
    db.close()
    throw problem
  }
  db.close()
  return null
}
