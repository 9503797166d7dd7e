import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { Disclosure } from '../../shared/domain/workshop.ts'
import { Envelope } from '../../shared/proof/dsse.ts'

const Row = z
  .object({
    id: z.string(),
    project: z.string(),
    number: z.number(),
    hash: z.string(),
    register: z.instanceof(Uint8Array),
    created_at: z.string(),
    erased_at: z.string().nullable(),
  })
  .transform(({ created_at, erased_at, ...row }) => ({ ...row, createdAt: created_at, erasedAt: erased_at }))
/** A revision as it was frozen; `register` holds the canonical bytes that `hash` is over. */
export type RevisionRow = z.infer<typeof Row>

/** Revisions of a project, the oldest first. */
export function listRevisions(db: Database, project: string): RevisionRow[] {
  return z.array(Row).parse(db.prepare('SELECT * FROM revisions WHERE project = ? ORDER BY number').all(project))
}

export function readRevision(db: Database, project: string, id: string): RevisionRow | undefined {
  return Row.optional().parse(db.prepare('SELECT * FROM revisions WHERE project = ? AND id = ?').get(project, id))
}

export function lastRevision(db: Database, project: string): RevisionRow | undefined {
  return Row.optional().parse(db.prepare('SELECT * FROM revisions WHERE project = ? ORDER BY number DESC LIMIT 1').get(project))
}

/** How many revisions of a project somebody signed. */
export function countSigned(db: Database, project: string): number {
  const row = db.prepare('SELECT count(*) AS signed FROM revisions r WHERE r.project = ? AND EXISTS (SELECT 1 FROM signatures s WHERE s.revision = r.id)').get(project)
  return z.object({ signed: z.number() }).parse(row).signed
}

/** Adds a revision with what is sealed in it. Throws where the number is taken. */
export function insertRevision(db: Database, revision: Omit<RevisionRow, 'erasedAt' | 'register'> & { register: Uint8Array }, disclosures: readonly Disclosure[]): void {
  db.transaction(() => {
    db.prepare('INSERT INTO revisions (id, project, number, hash, register, created_at) VALUES (@id, @project, @number, @hash, @register, @createdAt)').run(revision)
    insertDisclosures(db, revision.id, disclosures)
  })()
}

function insertDisclosures(db: Database, revision: string, disclosures: readonly Disclosure[]): void {
  const insert = db.prepare('INSERT INTO revision_disclosures (revision, digest, salt, name, value) VALUES (?, ?, ?, ?, ?)')
  for (const { digest, salt, name, value } of disclosures) insert.run(revision, digest, salt, name, JSON.stringify(value))
}

const DisclosureRow = z.object({ digest: z.string(), salt: z.string(), name: z.string(), value: z.string().transform((text): unknown => JSON.parse(text)) })

/** What is sealed in a revision and its signatures, as far as it was not erased. */
export function readDisclosures(db: Database, revision: string): Disclosure[] {
  return z.array(DisclosureRow).parse(db.prepare('SELECT digest, salt, name, value FROM revision_disclosures WHERE revision = ? ORDER BY digest').all(revision))
}

/** One sealed value of a revision; null where it was erased. */
export function readDisclosure(db: Database, revision: string, digest: string): Disclosure | null {
  return DisclosureRow.optional().parse(db.prepare('SELECT digest, salt, name, value FROM revision_disclosures WHERE revision = ? AND digest = ?').get(revision, digest)) ?? null
}

/** A signature with its envelope, and the raw public key it was made with. */
export interface SignatureRow {
  id: string
  keyId: string
  publicKey: Uint8Array
  envelope: Envelope
}

const StoredSignature = z.object({
  id: z.string(),
  keyId: z.string(),
  publicKey: z.instanceof(Uint8Array),
  envelope: z.string().transform((text): unknown => JSON.parse(text)).pipe(Envelope),
})

/** Signatures of a revision, in the order they came. */
export function listSignatures(db: Database, revision: string): SignatureRow[] {
  const rows = db
    .prepare('SELECT s.id, s.key AS keyId, k.public_key AS publicKey, s.envelope FROM signatures s JOIN signing_keys k ON k.id = s.key WHERE s.revision = ? ORDER BY s.place')
    .all(revision)
  return z.array(StoredSignature).parse(rows)
}

/** Adds a signature with the disclosure of its signer's name. Its key must be known. */
export function insertSignature(db: Database, revision: string, signature: { id: string; keyId: string; envelope: string }, signer: Disclosure): void {
  db.transaction(() => {
    db.prepare(
      'INSERT INTO signatures (id, revision, place, key, envelope) SELECT @id, @revision, coalesce(max(place), 0) + 1, @keyId, @envelope FROM signatures WHERE revision = @revision',
    ).run({ ...signature, revision })
    insertDisclosures(db, revision, [signer])
  })()
}

/** Notes a public key, whose id is its SHA-256, that signatures are made with. Who held it first stays; other bytes under its id were put there by somebody else, and go. */
export function noteKey(db: Database, key: { id: string; publicKey: Uint8Array; holder: 'host' | 'seat' | 'person'; at: string }): void {
  db.prepare("INSERT INTO signing_keys (id, algorithm, public_key, holder, created_at) VALUES (@id, 'ed25519', @publicKey, @holder, @at) ON CONFLICT (id) DO UPDATE SET public_key = excluded.public_key").run(key)
}

/**
 * Erases for good what is sealed in a revision: there, in every other revision of the project that holds the same seals,
 * and all that is sealed in the logs of the closed workshops they come from, also what no revision ever showed, such as
 * votes that were replaced and answers to the poll. Backups made before keep their copies.
 */
export function eraseDisclosures(db: Database, revision: { id: string; project: string }, at: string): void {
  // Without it SQLite leaves what it deletes readable in free pages.
  db.pragma('secure_delete = ON')
  db.transaction(() => {
    const digests = z.array(z.object({ digest: z.string() })).parse(db.prepare('SELECT digest FROM revision_disclosures WHERE revision = ?').all(revision.id))
    const holders = db.prepare('SELECT DISTINCT d.revision AS id FROM revision_disclosures d JOIN revisions r ON r.id = d.revision WHERE r.project = ? AND d.digest = ?')
    const inWorkshops = db.prepare(
      `DELETE FROM workshop_disclosures WHERE workshop IN (
         SELECT d.workshop FROM workshop_disclosures d JOIN workshops w ON w.id = d.workshop WHERE d.digest = ? AND w.project = ? AND w.phase = 'closed')`,
    )
    const inRevision = db.prepare('DELETE FROM revision_disclosures WHERE revision = ? AND digest = ?')
    const erased = new Set([revision.id])
    for (const { digest } of digests) {
      for (const holder of z.array(z.object({ id: z.string() })).parse(holders.all(revision.project, digest))) {
        inRevision.run(holder.id, digest)
        erased.add(holder.id)
      }
      inWorkshops.run(digest, revision.project)
    }
    for (const id of erased) db.prepare('UPDATE revisions SET erased_at = coalesce(erased_at, ?) WHERE id = ?').run(at, id)
  })()
  // The write-ahead log still holds the old pages until it is folded in.
  db.pragma('wal_checkpoint(TRUNCATE)')
}
