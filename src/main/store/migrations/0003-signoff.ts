import type { Migration } from '../migrate.ts'

/** Frozen registers, their sealed values and signatures, and the public keys they were signed with. */
export const signoff: Migration = {
  id: 3,
  name: 'signoff',
  up(db) {
    db.exec(`
      CREATE TABLE revisions (
        id TEXT PRIMARY KEY,
        project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
        number INTEGER NOT NULL CHECK (number >= 1),
        hash TEXT NOT NULL,
        -- The canonical bytes that were hashed; never parsed and written again.
        register BLOB NOT NULL,
        created_at TEXT NOT NULL,
        erased_at TEXT,
        UNIQUE (project, number)
      ) STRICT;

      CREATE TRIGGER revisions_never_change BEFORE UPDATE OF id, project, number, hash, register, created_at ON revisions BEGIN
        SELECT RAISE(ABORT, 'a revision never changes');
      END;

      -- Apart from the revision, so that they can be erased for good.
      CREATE TABLE revision_disclosures (
        revision TEXT NOT NULL REFERENCES revisions (id) ON DELETE CASCADE,
        digest TEXT NOT NULL,
        salt TEXT NOT NULL,
        name TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (revision, digest)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE signing_keys (
        id TEXT PRIMARY KEY,
        algorithm TEXT NOT NULL CHECK (algorithm = 'ed25519'),
        public_key BLOB NOT NULL,
        holder TEXT NOT NULL CHECK (holder IN ('host', 'seat', 'person')),
        created_at TEXT NOT NULL
      ) STRICT;

      CREATE TABLE signatures (
        id TEXT PRIMARY KEY,
        revision TEXT NOT NULL REFERENCES revisions (id) ON DELETE CASCADE,
        place INTEGER NOT NULL,
        key TEXT NOT NULL REFERENCES signing_keys (id),
        -- The DSSE envelope as canonical JSON.
        envelope TEXT NOT NULL,
        UNIQUE (revision, place)
      ) STRICT;

      CREATE TRIGGER signatures_never_change BEFORE UPDATE ON signatures BEGIN
        SELECT RAISE(ABORT, 'a signature never changes');
      END;
    `)
  },
}
