import type { Database, Statement } from 'better-sqlite3'

const compiled = new WeakMap<Database, Map<string, Statement>>()

/**
 * The statement for `sql`, compiled once a connection. Compiling one that fires undo's triggers takes longer than running it.
 * For texts of which there are few; values are always bound, never written into the text.
 */
export function statement(db: Database, sql: string): Statement {
  let known = compiled.get(db)
  if (!known) {
    known = new Map()
    compiled.set(db, known)
  }
  let found = known.get(sql)
  if (!found) {
    found = db.prepare(sql)
    known.set(sql, found)
  }
  return found
}
