import type { Migration } from '../migrate.ts'

/** What is decided in more detail: mitigations as things of their own, statements of threats, and views of the register. */
export const decisions: Migration = {
  id: 12,
  name: 'decisions',
  up(db) {
    db.exec(`
      -- JSON; null where nothing was said.
      ALTER TABLE threats ADD COLUMN statement TEXT;
      ALTER TABLE threats ADD COLUMN concerns TEXT;
      CREATE TABLE mitigations (
        id TEXT PRIMARY KEY,
        project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
        place INTEGER NOT NULL,
        title TEXT NOT NULL,
        requirement TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('planned', 'implemented', 'verified')),
        test TEXT NOT NULL,
        result TEXT NOT NULL,
        verified_on TEXT,
        owner TEXT NOT NULL,
        due TEXT,
        ticket TEXT NOT NULL,
        -- JSON: ids of the threats that it covers.
        threats TEXT NOT NULL,
        created_at TEXT NOT NULL,
        updated_at TEXT NOT NULL
      ) STRICT;
      CREATE INDEX mitigations_of_project ON mitigations (project, place);
      CREATE TABLE register_views (
        id TEXT PRIMARY KEY,
        project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
        place INTEGER NOT NULL,
        name TEXT NOT NULL,
        -- JSON: filter, groups, sort and columns.
        view TEXT NOT NULL
      ) STRICT;
      CREATE INDEX views_of_project ON register_views (project, place);
    `)
  },
}
