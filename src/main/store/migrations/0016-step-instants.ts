import type { Migration } from '../migrate.ts'

/** When a step was made: of a row that was removed, nothing else says when that was. Null in steps from before. */
export const stepInstants: Migration = {
  id: 16,
  name: 'step-instants',
  up(db) {
    db.exec('ALTER TABLE undo_steps ADD COLUMN at TEXT')
  },
}
