import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'

/** Backups that are kept; older ones go. Copies made before a migration count among them. */
export const keptBackups = 5

const suffix = '.sqlite'

/** Paths of the backups in `folder`, newest first. Their names begin with the instant, so they sort by it. */
export function listBackups(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.startsWith('library-') && name.endsWith(suffix))
    .sort()
    .reverse()
    .map((name) => join(folder, name))
}

/** The path a backup made at `at` (an instant) has; `why` is part of its name. */
export function backupPath(folder: string, at: string, why: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return join(folder, `library-${at.replaceAll(/[^0-9TZ]/g, '')}-${why}${suffix}`)
}

/** Only the owner may read what is in it. */
export function ownerOnly(path: string): void {
  chmodSync(path, 0o600)
}

export function pruneBackups(folder: string): void {
  for (const path of listBackups(folder).slice(keptBackups)) rmSync(path, { force: true })
}

/** Copies a live database with SQLite's own backup, without holding up writers; a half-written copy is never seen. */
export async function makeBackup(db: Database.Database, folder: string, at: string, why: string): Promise<string> {
  const path = backupPath(folder, at, why)
  const partial = `${path}.partial`
  await db.backup(partial)
  ownerOnly(partial)
  renameSync(partial, path)
  pruneBackups(folder)
  return path
}

/** Copies a database that nobody else has open yet, at once. */
export function copyNow(db: Database.Database, folder: string, at: string, why: string): string {
  const path = backupPath(folder, at, why)
  rmSync(path, { force: true })
  db.prepare('VACUUM INTO ?').run(path)
  ownerOnly(path)
  pruneBackups(folder)
  return path
}

/** Whether a file is a database that SQLite finds sound. Reads only. */
export function isSound(path: string): boolean {
  let db: Database.Database | undefined
  try {
    db = new Database(path, { readonly: true, fileMustExist: true })
    return db.pragma('quick_check(1)', { simple: true }) === 'ok'
  } catch {
    return false
  } finally {
    db?.close()
  }
}
