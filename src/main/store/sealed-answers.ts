import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { Id, Instant } from '../../shared/domain/id.ts'

/** The answer of a ballot file as it came: still sealed. */
export interface StoredAnswer {
  seat: Id
  answer: string
  sealedAt: Instant
  takenAt: Instant
}

const Row = z
  .object({ seat: z.string(), answer: z.string(), sealed_at: z.string(), taken_at: z.string() })
  .transform(({ seat, answer, sealed_at, taken_at }): StoredAnswer => ({ seat, answer, sealedAt: sealed_at, takenAt: taken_at }))

export function listAnswers(db: Database, workshop: Id): StoredAnswer[] {
  return z.array(Row).parse(db.prepare('SELECT seat, answer, sealed_at, taken_at FROM sealed_answers WHERE workshop = ? ORDER BY taken_at, seat').all(workshop))
}

/** Keeps a seat's answer; one that it gave before is gone. */
export function writeAnswer(db: Database, workshop: Id, { seat, answer, sealedAt, takenAt }: StoredAnswer): void {
  db.prepare('INSERT OR REPLACE INTO sealed_answers (workshop, seat, answer, sealed_at, taken_at) VALUES (?, ?, ?, ?, ?)').run(workshop, seat, answer, sealedAt, takenAt)
}

export function deleteAnswers(db: Database, workshop: Id): void {
  db.prepare('DELETE FROM sealed_answers WHERE workshop = ?').run(workshop)
}
