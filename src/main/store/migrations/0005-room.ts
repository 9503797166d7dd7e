import type { Migration } from '../migrate.ts'

/** A room that can be locked, and the network that its facilitator chose for it. */
export const room: Migration = {
  id: 5,
  name: 'room',
  up(db) {
    db.exec(`
      ALTER TABLE workshops ADD COLUMN room_locked INTEGER NOT NULL DEFAULT 0;
      -- JSON; null until something was chosen. A new workshop starts with what the last one had.
      ALTER TABLE workshops ADD COLUMN room_network TEXT;
      CREATE INDEX tokens_of_seat ON seat_tokens (workshop, seat);
      DROP INDEX tokens_of_workshop;
    `)
  },
}
