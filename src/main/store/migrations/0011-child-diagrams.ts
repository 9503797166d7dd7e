import type { Migration } from '../migrate.ts'

/** An element can open a diagram of its own. */
export const childDiagrams: Migration = {
  id: 11,
  name: 'child-diagrams',
  up(db) {
    // Null for a diagram at the top.
    db.exec('ALTER TABLE diagrams ADD COLUMN opener TEXT')
  },
}
