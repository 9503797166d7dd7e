import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { RoomNetworkSettings } from '../../shared/domain/room.ts'
import { WorkshopEvent, WorkshopPhase, type Disclosure } from '../../shared/domain/workshop.ts'
import { statement } from './statements.ts'

/** A room's network as it is stored: what was chosen, and the card on which the choice was made. */
export const StoredNetwork = RoomNetworkSettings.extend({ card: z.string().nullable() })
export type StoredNetwork = z.infer<typeof StoredNetwork>
const NetworkJson = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(StoredNetwork)

const Row = z
  .object({
    id: z.string(),
    project: z.string(),
    name: z.string(),
    created_at: z.string(),
    phase: WorkshopPhase,
    room_code: z.string().nullable(),
    room_port: z.number().nullable(),
    room_open: z.number(),
    room_locked: z.number(),
    room_network: NetworkJson.nullable(),
  })
  .transform(({ created_at, room_code, room_port, room_open, room_locked, room_network, ...row }) => ({
    ...row,
    createdAt: created_at,
    roomCode: room_code,
    roomPort: room_port,
    roomOpen: room_open === 1,
    roomLocked: room_locked === 1,
    roomNetwork: room_network,
  }))
export type WorkshopRow = z.infer<typeof Row>

/** A workshop of a project that is not deleted, or undefined. */
export function readWorkshop(db: Database, id: string): WorkshopRow | undefined {
  return Row.optional().parse(
    db.prepare('SELECT w.* FROM workshops w JOIN projects p ON p.id = w.project WHERE w.id = ? AND p.deleted_at IS NULL').get(id),
  )
}

/** Workshops of a project, the oldest first. */
export function listWorkshops(db: Database, project: string): WorkshopRow[] {
  return z.array(Row).parse(db.prepare('SELECT * FROM workshops WHERE project = ? ORDER BY created_at, id').all(project))
}

/** Workshops whose room was open when the application last ran: not closed, in a project that is not deleted. */
export function openRooms(db: Database): WorkshopRow[] {
  const rows = db
    .prepare(
      `SELECT w.* FROM workshops w JOIN projects p ON p.id = w.project
       WHERE w.room_open = 1 AND w.phase <> 'closed' AND p.deleted_at IS NULL ORDER BY w.created_at, w.id`,
    )
    .all()
  return z.array(Row).parse(rows)
}

/** The workshop of a project that is not closed; the newest where there are several. */
export function openWorkshopOf(db: Database, project: string): string | null {
  const row = db.prepare("SELECT id FROM workshops WHERE project = ? AND phase <> 'closed' ORDER BY created_at DESC, id DESC LIMIT 1").get(project)
  return z.object({ id: z.string() }).optional().parse(row)?.id ?? null
}

const AgendaEvents = z.array(z.object({ payload: z.string() }))
const OneOf = z.object({ id: z.string() })
const Agenda = z.object({ agenda: z.array(OneOf).optional(), threat: OneOf.optional(), threats: z.array(OneOf).optional() })

/** Threats on the agendas of a project's workshops that are not closed. */
export function threatsOnAgenda(db: Database, project: string): Set<string> {
  const rows = db
    .prepare(
      `SELECT e.payload FROM workshop_events e JOIN workshops w ON w.id = e.workshop
       WHERE w.project = ? AND w.phase <> 'closed' AND e.type IN ('created', 'proposal-kept', 'items-added')`,
    )
    .all(project)
  return new Set(
    AgendaEvents.parse(rows).flatMap(({ payload }) => {
      const { agenda, threat, threats } = Agenda.parse(JSON.parse(payload))
      return [...(agenda ?? []), ...(threat ? [threat] : []), ...(threats ?? [])].map(({ id }) => id)
    }),
  )
}

export function insertWorkshop(db: Database, workshop: { id: string; project: string; name: string; at: string }): void {
  db.prepare("INSERT INTO workshops (id, project, name, created_at, phase) VALUES (@id, @project, @name, @at, 'lobby')").run(workshop)
}

export function setPhase(db: Database, workshop: string, phase: WorkshopPhase): void {
  db.prepare('UPDATE workshops SET phase = ? WHERE id = ?').run(phase, workshop)
}

/** Notes where the room is to be found, now and after a restart. */
export function setRoom(db: Database, workshop: string, room: { code: string; port: number; open: boolean }): void {
  db.prepare('UPDATE workshops SET room_code = ?, room_port = ?, room_open = ? WHERE id = ?').run(room.code, room.port, room.open ? 1 : 0, workshop)
}

/** A new code, in force at once and after a restart. */
export function setRoomCode(db: Database, workshop: string, code: string): void {
  db.prepare('UPDATE workshops SET room_code = ? WHERE id = ?').run(code, workshop)
}

export function setRoomLocked(db: Database, workshop: string, locked: boolean): void {
  db.prepare('UPDATE workshops SET room_locked = ? WHERE id = ?').run(locked ? 1 : 0, workshop)
}

export function setRoomNetwork(db: Database, workshop: string, network: StoredNetwork): void {
  db.prepare('UPDATE workshops SET room_network = ? WHERE id = ?').run(JSON.stringify(network), workshop)
}

/** What was chosen for the newest workshop of the library for which anything was: rooms move less often than workshops. */
export function lastRoomNetwork(db: Database): StoredNetwork | null {
  const text = db.prepare('SELECT room_network FROM workshops WHERE room_network IS NOT NULL ORDER BY created_at DESC, id DESC LIMIT 1').pluck().get()
  return text === undefined ? null : NetworkJson.parse(text)
}

export interface LogEntry {
  event: WorkshopEvent
  disclosures: readonly Disclosure[]
}

/** Appends to a workshop's log. Throws where a number is taken: two writers can never both win. */
export function appendLog(db: Database, workshop: string, entries: readonly LogEntry[]): void {
  const insertEvent = statement(
    db,
    'INSERT INTO workshop_events (workshop, seq, at, actor, type, payload, prev_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const append = () => {
    for (const { event, disclosures } of entries) {
      const { seq, at, actor, type, payload, prevHash, hash } = event
      insertEvent.run(workshop, seq, at, actor, type, JSON.stringify(payload), prevHash, hash)
      insertDisclosures(db, workshop, seq, disclosures)
    }
  }
  // Within a transaction, which a live room always has, another one would be a savepoint more for each commit.
  if (db.inTransaction) append()
  else db.transaction(append)()
}

/** Rows are cheapest together: everybody's votes are written while everybody waits. There are never more than a seat has factors. */
function insertDisclosures(db: Database, workshop: string, seq: number, disclosures: readonly Disclosure[]): void {
  if (disclosures.length === 0) return
  const rows = disclosures.map(() => '(?, ?, ?, ?, ?, ?)').join(', ')
  const insert = statement(db, `INSERT INTO workshop_disclosures (workshop, seq, digest, salt, name, value) VALUES ${rows}`)
  insert.run(disclosures.flatMap(({ digest, salt, name, value }) => [workshop, seq, digest, salt, name, JSON.stringify(value)]))
}

const Json = z.string().transform((text): unknown => JSON.parse(text))
const EventRow = z
  .object({
    seq: z.number(),
    at: z.string(),
    actor: z.string(),
    type: z.string(),
    payload: Json,
    prev_hash: z.string(),
    hash: z.string(),
  })
  .transform(({ prev_hash, ...row }) => ({ ...row, prevHash: prev_hash }))
  .pipe(WorkshopEvent)
const DisclosureRow = z.object({ seq: z.number(), digest: z.string(), salt: z.string(), name: z.string(), value: Json })

/** The whole log, with those disclosures that were not cut. */
export function readLog(db: Database, workshop: string): LogEntry[] {
  const events = z.array(EventRow).parse(db.prepare('SELECT * FROM workshop_events WHERE workshop = ? ORDER BY seq').all(workshop))
  const disclosures = new Map<number, Disclosure[]>()
  for (const row of db.prepare('SELECT seq, digest, salt, name, value FROM workshop_disclosures WHERE workshop = ?').all(workshop)) {
    const { seq, digest, salt, name, value } = DisclosureRow.parse(row)
    const list = disclosures.get(seq) ?? []
    list.push({ digest, salt, name, value })
    disclosures.set(seq, list)
  }
  return events.map((event) => ({ event, disclosures: disclosures.get(event.seq) ?? [] }))
}

/** How many names and votes of a workshop have not been erased. */
export function countDisclosures(db: Database, workshop: string): number {
  return z.number().parse(db.prepare('SELECT count(*) FROM workshop_disclosures WHERE workshop = ?').pluck().get(workshop))
}

/** Notes a seat's token by its hash. */
export function insertToken(db: Database, token: { hash: string; workshop: string; seat: string; at: string }): void {
  db.prepare('INSERT INTO seat_tokens (hash, workshop, seat, created_at) VALUES (@hash, @workshop, @seat, @at)').run(token)
}

/** The seat of a token in this workshop, or null. */
export function seatOfToken(db: Database, workshop: string, hash: string): string | null {
  const row = db.prepare('SELECT seat FROM seat_tokens WHERE hash = ? AND workshop = ?').get(hash, workshop)
  return z.object({ seat: z.string() }).optional().parse(row)?.seat ?? null
}

/** Gives the seat to the holder of a new token; every token it had before is worth nothing any more. */
export function replaceTokens(db: Database, token: { hash: string; workshop: string; seat: string; at: string }): void {
  db.prepare('DELETE FROM seat_tokens WHERE workshop = ? AND seat = ?').run(token.workshop, token.seat)
  insertToken(db, token)
}
