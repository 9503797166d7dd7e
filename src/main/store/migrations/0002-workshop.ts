import type { Migration } from '../migrate.ts'

/** Workshops with their append-only logs, the sealed names and votes apart from them, and the seats' tokens. */
export const workshop: Migration = {
  id: 2,
  name: 'workshop',
  up(db) {
    db.exec(`
      CREATE TABLE workshops (
        id TEXT PRIMARY KEY,
        project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
        name TEXT NOT NULL,
        created_at TEXT NOT NULL,
        -- What the log says, for lists that do not want to replay it.
        phase TEXT NOT NULL CHECK (phase IN ('lobby', 'running', 'paused', 'closed')),
        -- The room's code and port stay the same over a restart, so that seats find it again; null until it was opened.
        room_code TEXT,
        room_port INTEGER,
        room_open INTEGER NOT NULL DEFAULT 0
      ) STRICT;
      CREATE INDEX workshops_of_project ON workshops (project, created_at);

      CREATE TABLE workshop_events (
        workshop TEXT NOT NULL REFERENCES workshops (id) ON DELETE CASCADE,
        seq INTEGER NOT NULL CHECK (seq >= 1),
        at TEXT NOT NULL,
        actor TEXT NOT NULL,
        type TEXT NOT NULL,
        payload TEXT NOT NULL,
        prev_hash TEXT NOT NULL,
        hash TEXT NOT NULL,
        PRIMARY KEY (workshop, seq)
      ) STRICT, WITHOUT ROWID;

      CREATE TRIGGER workshop_events_never_change BEFORE UPDATE ON workshop_events BEGIN
        SELECT RAISE(ABORT, 'a workshop''s log is only ever added to');
      END;

      -- Apart from the log, so that names and votes can be cut without touching what was hashed.
      CREATE TABLE workshop_disclosures (
        workshop TEXT NOT NULL REFERENCES workshops (id) ON DELETE CASCADE,
        seq INTEGER NOT NULL,
        digest TEXT NOT NULL,
        salt TEXT NOT NULL,
        name TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (workshop, seq, digest)
      ) STRICT, WITHOUT ROWID;

      -- Only hashes: who reads the file can not take a seat with it.
      CREATE TABLE seat_tokens (
        hash TEXT PRIMARY KEY,
        workshop TEXT NOT NULL REFERENCES workshops (id) ON DELETE CASCADE,
        seat TEXT NOT NULL,
        created_at TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX tokens_of_workshop ON seat_tokens (workshop);
    `)
  },
}
