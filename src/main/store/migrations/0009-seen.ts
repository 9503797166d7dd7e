import type { Migration } from '../migrate.ts'

/** What a team last looked at, against which the triage says what changed. */
export const seen: Migration = {
  id: 9,
  name: 'seen',
  up(db) {
    db.exec(`
      CREATE TABLE seen (
        project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
        number INTEGER NOT NULL,
        at TEXT NOT NULL,
        cause TEXT NOT NULL,
        -- JSON: the model, and what the rules found in it.
        model TEXT NOT NULL,
        look TEXT NOT NULL,
        PRIMARY KEY (project, number)
      ) STRICT, WITHOUT ROWID;
    `)
  },
}
