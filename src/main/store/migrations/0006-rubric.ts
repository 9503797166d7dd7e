import type { Migration } from '../migrate.ts'

/** A project's own texts for the values 1, 4, 7 and 10. */
export const rubric: Migration = {
  id: 6,
  name: 'rubric',
  up(db) {
    db.exec(`
      -- JSON by factor and value; a project without a row has the built-in texts.
      CREATE TABLE rubrics (
        project TEXT PRIMARY KEY REFERENCES projects (id) ON DELETE CASCADE,
        rubric TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
    `)
  },
}
