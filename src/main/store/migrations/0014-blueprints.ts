import type { Migration } from '../migrate.ts'

/** Templates and stamps of one's own. They belong to the library, not to a project. */
export const blueprints: Migration = {
  id: 14,
  name: 'blueprints',
  up(db) {
    db.exec(`
      CREATE TABLE blueprints (
        id TEXT PRIMARY KEY,
        size TEXT NOT NULL CHECK (size IN ('whole', 'part')),
        name TEXT NOT NULL,
        description TEXT NOT NULL,
        -- JSON: elements, flows, boundaries and notes.
        parts TEXT NOT NULL,
        saved_at TEXT NOT NULL,
        removed_at TEXT
      ) STRICT;
    `)
  },
}
