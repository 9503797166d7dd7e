import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { Id, Instant } from '../../shared/domain/id.ts'

/** A seat's PIN as it is kept: a salted slow hash in hex, and how often a wrong one was tried since the right one was. */
export interface SeatPin {
  salt: string
  hash: string
  wrong: number
  /** No other try is taken before. */
  waitUntil: Instant | null
}

const Row = z
  .object({ salt: z.string(), hash: z.string(), wrong: z.number(), wait_until: z.string().nullable() })
  .transform(({ wait_until, ...row }): SeatPin => ({ ...row, waitUntil: wait_until }))

export function readPin(db: Database, workshop: Id, seat: Id): SeatPin | null {
  const row = db.prepare('SELECT salt, hash, wrong, wait_until FROM seat_pins WHERE workshop = ? AND seat = ?').get(workshop, seat)
  return row === undefined ? null : Row.parse(row)
}

export function listPins(db: Database, workshop: Id): Id[] {
  return z.array(z.string()).parse(db.prepare('SELECT seat FROM seat_pins WHERE workshop = ? ORDER BY seat').pluck().all(workshop))
}

export function writePin(db: Database, workshop: Id, seat: Id, { salt, hash, wrong, waitUntil }: SeatPin): void {
  db.prepare('INSERT OR REPLACE INTO seat_pins (workshop, seat, salt, hash, wrong, wait_until) VALUES (?, ?, ?, ?, ?, ?)').run(workshop, seat, salt, hash, wrong, waitUntil)
}

export function deletePin(db: Database, workshop: Id, seat: Id): void {
  db.prepare('DELETE FROM seat_pins WHERE workshop = ? AND seat = ?').run(workshop, seat)
}

export function deletePins(db: Database, workshop: Id): void {
  db.prepare('DELETE FROM seat_pins WHERE workshop = ?').run(workshop)
}
