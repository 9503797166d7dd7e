import type { Database } from 'better-sqlite3'

/** Notes a session by the hash of its cookie, and a tab of it by the hash of its secret. */
export function writeTab(db: Database, session: string, tab: string, at: string): void {
  db.transaction(() => {
    db.prepare('INSERT INTO sessions (hash, seen_at) VALUES (?, ?) ON CONFLICT (hash) DO UPDATE SET seen_at = excluded.seen_at').run(session, at)
    db.prepare('INSERT INTO session_tabs (hash, session) VALUES (?, ?)').run(tab, session)
  })()
}

export function sessionExists(db: Database, session: string): boolean {
  return db.prepare('SELECT 1 FROM sessions WHERE hash = ?').get(session) !== undefined
}

/** Whether the tab belongs to the session. */
export function tabExists(db: Database, session: string, tab: string): boolean {
  return db.prepare('SELECT 1 FROM session_tabs WHERE hash = ? AND session = ?').get(tab, session) !== undefined
}

export function forgetSessions(db: Database, before: string): void {
  db.prepare('DELETE FROM sessions WHERE seen_at < ?').run(before)
}
