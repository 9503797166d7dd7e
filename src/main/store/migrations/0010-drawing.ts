import type { Migration } from '../migrate.ts'

/** What is drawn by hand: bends of flows, and free text on a diagram. */
export const drawing: Migration = {
  id: 10,
  name: 'drawing',
  up(db) {
    db.exec(`
      -- JSON: points from source to target; null where the flow finds its own way.
      ALTER TABLE flows ADD COLUMN bends TEXT;
      CREATE TABLE diagram_notes (
        id TEXT PRIMARY KEY,
        project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
        diagram TEXT NOT NULL,
        place INTEGER NOT NULL,
        text TEXT NOT NULL,
        position TEXT NOT NULL
      ) STRICT;
      CREATE INDEX notes_of_project ON diagram_notes (project, place);
    `)
  },
}
