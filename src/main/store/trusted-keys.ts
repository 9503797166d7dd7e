import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { TrustedKey } from '../../shared/domain/signing-key.ts'
import { statement } from './statements.ts'

const Rows = z.array(z.object({ keyId: z.string(), name: z.string(), addedAt: z.string() }))

/** The keys that the user trusts, by name. */
export function listTrustedKeys(db: Database): Omit<TrustedKey, 'fingerprint'>[] {
  return Rows.parse(statement(db, 'SELECT id AS keyId, name, added_at AS addedAt FROM trusted_keys ORDER BY name COLLATE NOCASE, id').all())
}

/** Trusts a key under a name; one that is trusted already is called so from now on. */
export function trustKey(db: Database, { keyId, name, addedAt }: Omit<TrustedKey, 'fingerprint'>): void {
  statement(db, 'INSERT INTO trusted_keys (id, name, added_at) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name').run(keyId, name, addedAt)
}

export function distrustKey(db: Database, keyId: string): void {
  statement(db, 'DELETE FROM trusted_keys WHERE id = ?').run(keyId)
}
