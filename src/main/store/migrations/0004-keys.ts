import type { Migration } from '../migrate.ts'

/** Indexes that let one edit of a large model find taken keys and children without reading every row of it. */
export const keys: Migration = {
  id: 4,
  name: 'keys',
  up(db) {
    db.exec(`
      CREATE INDEX elements_of_key ON elements (project, key);
      CREATE INDEX flows_of_key ON flows (project, key);
      CREATE INDEX boundaries_of_key ON boundaries (project, key);
      CREATE INDEX elements_of_parent ON elements (project, parent);
      CREATE INDEX boundaries_of_parent ON boundaries (project, parent);
    `)
  },
}
