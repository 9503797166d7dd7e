import type { Migration } from '../migrate.ts'

/** What a workshop's log does not hold of seats without a device: PINs of the hot-seat, and sealed ballots as they came. */
export const entry: Migration = {
  id: 7,
  name: 'entry',
  up(db) {
    db.exec(`
      CREATE TABLE seat_pins (
        workshop TEXT NOT NULL REFERENCES workshops (id) ON DELETE CASCADE,
        seat TEXT NOT NULL,
        -- Hex. Of a few digits no hash keeps much; it keeps them from being read in passing.
        salt TEXT NOT NULL,
        hash TEXT NOT NULL,
        wrong INTEGER NOT NULL,
        wait_until TEXT,
        PRIMARY KEY (workshop, seat)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE sealed_answers (
        workshop TEXT NOT NULL REFERENCES workshops (id) ON DELETE CASCADE,
        seat TEXT NOT NULL,
        answer TEXT NOT NULL,
        sealed_at TEXT NOT NULL,
        taken_at TEXT NOT NULL,
        PRIMARY KEY (workshop, seat)
      ) STRICT, WITHOUT ROWID;
    `)
  },
}
