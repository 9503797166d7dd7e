import type { Database } from 'better-sqlite3'

/** Pages of SQLite's write-ahead log after which a commit folds it into the database, which takes many times as long as the commit itself. */
const usualPages = 1000
/** As {@link usualPages}, while somebody folds it in by {@link foldIn} when nobody waits: 64 MB, for the case that there is no such moment. */
const patientPages = 16_384

/** Commits stay short: what they wrote is folded in when {@link foldIn} is called, or when there is very much of it. Durability is the same. */
export function commitPatiently(db: Database, patiently: boolean): void {
  db.pragma(`wal_autocheckpoint = ${String(patiently ? patientPages : usualPages)}`)
}

/** Folds the write-ahead log into the database as far as no reader stands in the way. */
export function foldIn(db: Database): void {
  db.pragma('wal_checkpoint(PASSIVE)')
}
