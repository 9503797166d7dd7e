import type { Migration } from '../migrate.ts'

/** Keys whose holder the user compared with. They belong to the library, not to a project. */
export const trustedKeys: Migration = {
  id: 15,
  name: 'trusted-keys',
  up(db) {
    db.exec(`
      CREATE TABLE trusted_keys (
        -- Hexadecimal SHA-256 of the raw public key.
        id TEXT PRIMARY KEY CHECK (length(id) = 64),
        name TEXT NOT NULL CHECK (name <> ''),
        added_at TEXT NOT NULL
      ) STRICT;
    `)
  },
}
