import { copyFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import Database from 'better-sqlite3'
import type { Clock } from '../../shared/domain/id.ts'
import { copyNow, isSound, listBackups, ownerOnly } from './backups.ts'
import { trackChanges } from './history.ts'
import { migrate, refuseNewer, schemaVersion, type Migration } from './migrate.ts'
import { migrations as allMigrations } from './migrations.ts'

export interface Store {
  db: Database.Database
  /** What was found damaged and what was done about it, for people; null where all was well. */
  damaged: string | null
  backups: string
}

/** File name of the database in the data directory. */
export const libraryFile = 'library.sqlite'

/**
 * Opens the library in `dataDir`, making it where there is none, and brings it to the newest schema after keeping a copy.
 * A damaged one is set aside and the newest sound backup takes its place, which {@link Store.damaged} tells.
 * @throws NewerDatabaseError where a newer version wrote it; the file is then untouched.
 */
export function openStore(dataDir: string, clock: Clock, migrations: readonly Migration[] = allMigrations): Store {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const path = join(dataDir, libraryFile)
  const backups = join(dataDir, 'backups')
  const damaged = existsSync(path) && statSync(path).size > 0 && !isSound(path) ? replaceDamaged(path, backups, clock) : null
  if (existsSync(path)) refuseNewerFile(path, migrations)
  const db = new Database(path)
  try {
    ownerOnly(path)
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL')
    db.pragma('foreign_keys = ON')
    db.pragma('trusted_schema = OFF')
    db.pragma('busy_timeout = 2000')
    const version = schemaVersion(db)
    if (version > 0 && version < (migrations.at(-1)?.id ?? 0)) copyNow(db, backups, clock(), `before-schema-${String(version + 1)}`)
    migrate(db, migrations)
    trackChanges(db)
  } catch (error) {
    db.close()
    throw error
  }
  return { db, damaged, backups }
}


/** Asked through a connection that can not write, so that not even a log is folded in. */
function refuseNewerFile(path: string, migrations: readonly Migration[]): void {
  const db = new Database(path, { readonly: true })
  try {
    refuseNewer(db, migrations)
  } finally {
    db.close()
  }
}

function replaceDamaged(path: string, backups: string, clock: Clock): string {
  const aside = `${path}.damaged-${clock().replaceAll(/[^0-9TZ]/g, '')}`
  renameSync(path, aside)
  // A log that belongs to the damaged file must never be replayed into the one that takes its place.
  for (const tail of ['-wal', '-shm']) if (existsSync(path + tail)) renameSync(path + tail, aside + tail)
  const good = listBackups(backups).find(isSound)
  if (good === undefined) {
    return `The library was damaged and no sound backup was found, so it starts empty. The damaged file is kept as ${basename(aside)}.`
  }
  copyFileSync(good, path)
  ownerOnly(path)
  return `The library was damaged. The newest sound backup (${basename(good)}) took its place; the damaged file is kept as ${basename(aside)}.`
}
