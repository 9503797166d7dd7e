import { hash } from 'node:crypto'
import Database from 'better-sqlite3'
import { z } from 'zod'
import type { ProjectRows, RowCell } from '../../shared/domain/project-rows.ts'
import { Envelope, openEnvelope } from '../../shared/proof/dsse.ts'
import { readSignoff } from '../../shared/proof/read-signoff.ts'
import { migrate, schemaVersion } from './migrate.ts'
import { migrations } from './migrations.ts'

/** Which rows of a table are a project's. An owner comes before what it owns. */
const ofProject = 'project = @project'
const ofWorkshops = 'workshop IN (SELECT id FROM workshops WHERE project = @project)'
const ofRevisions = 'revision IN (SELECT id FROM revisions WHERE project = @project)'
const owned: readonly (readonly [string, string])[] = [
  ['projects', 'id = @project'],
  ['headers', ofProject],
  ['rubrics', ofProject],
  ['diagrams', ofProject],
  ['boundaries', ofProject],
  ['elements', ofProject],
  ['flows', ofProject],
  ['diagram_notes', ofProject],
  ['threat_lists', ofProject],
  ['threats', ofProject],
  ['mitigations', ofProject],
  ['register_views', ofProject],
  ['display_counters', ofProject],
  ['finding_states', ofProject],
  ['rule_switches', ofProject],
  ['rule_suppressions', ofProject],
  ['seen', ofProject],
  ['workshops', ofProject],
  ['workshop_events', ofWorkshops],
  ['workshop_disclosures', ofWorkshops],
  ['sealed_answers', ofWorkshops],
  ['revisions', ofProject],
  ['revision_disclosures', ofRevisions],
  ['signing_keys', `id IN (SELECT key FROM signatures WHERE ${ofRevisions})`],
  ['signatures', ofRevisions],
]

/**
 * Tables of the library that stay out of a project's file: blueprints and trusted keys are of no project, sessions, tokens and PINs let somebody in on this machine only, and
 * the steps that undo could take back name rows by this library's numbers.
 */
export const leftOut = ['blueprints', 'trusted_keys', 'sessions', 'session_tabs', 'seat_tokens', 'seat_pins', 'undo_steps', 'undo_changes', 'project_search', 'threat_search'] as const

/** Counted by each library for itself. */
const ownNumbers: ReadonlyMap<string, string> = new Map([['projects', 'number'], ['threats', 'number']])

/** A room is a matter of the machine it was open on. */
const roomOfMachine: Record<string, string | number | null> = { room_code: null, room_port: null, room_open: 0, room_locked: 0, room_network: null }

const SqlRow = z.record(z.string(), z.union([z.string(), z.number(), z.null(), z.instanceof(Uint8Array)]))

/** Reads a project's rows; `hidden` says which sealed values of a workshop nobody may know yet, by their digests. */
export function readProjectRows(db: Database.Database, project: string, hidden: (digest: string) => boolean = () => false): ProjectRows {
  const tables = owned.map(([table, condition]) => {
    const columns = columnsOf(db, table)
    const found = z.array(SqlRow).parse(db.prepare(`SELECT ${columns.map(quoted).join(', ')} FROM ${table} WHERE ${condition} ORDER BY ${orderOf(table)}`).all({ project }))
    const shown = table === 'workshop_disclosures' ? found.filter((row) => !hidden(String(row['digest']))) : found
    const rows = shown.map((row) => columns.map((column) => cellOf(table === 'workshops' && column in roomOfMachine ? roomOfMachine[column] : row[column])))
    return [table, { columns, rows }] as const
  })
  return { schema: schemaVersion(db), tables: Object.fromEntries(tables) }
}

/** Why rows cannot be taken in: they are not what the program writes. */
export class UnfitRowsError extends Error {
  override name = 'UnfitRowsError'
}

/**
 * A database of its own that holds nothing but the project, brought to the newest schema; to be closed by the caller.
 * @throws UnfitRowsError where the rows are not those of one whole project, NewerDatabaseError where a newer version wrote them.
 */
export function openProjectRows(rows: ProjectRows, project: string): Database.Database {
  const db = new Database(':memory:')
  try {
    db.pragma('foreign_keys = ON')
    db.pragma('trusted_schema = OFF')
    migrate(db, migrations.slice(0, rows.schema))
    if (schemaVersion(db) < rows.schema) throw new UnfitRowsError(`a project file of a newer version (schema ${String(rows.schema)}; this version knows ${String(schemaVersion(db))})`)
    insertProjectRows(db, rows)
    const strangers = owned.filter(([table, condition]) => countOf(db, table) !== countOf(db, table, condition, project))
    if (countOf(db, 'projects') !== 1 || strangers.length > 0) throw new UnfitRowsError('rows of one project, and of no other')
    if (!keysAreTheirOwn(db)) throw new UnfitRowsError('a project whose keys have the fingerprints that they are listed under')
    if (!signaturesAreReadable(db)) throw new UnfitRowsError('a project whose signatures say what was signed')
    migrate(db, migrations)
  } catch (error) {
    db.close()
    throw error instanceof Database.SqliteError ? new UnfitRowsError(`rows that the tables take (${error.message})`) : error
  }
  return db
}

/** Adds the rows of a project that the library does not hold, as {@link openProjectRows} took them, as one transaction. Throws where one stands in the way. */
export function insertProjectRows(db: Database.Database, { tables }: ProjectRows): void {
  db.transaction(() => {
    db.pragma('defer_foreign_keys = ON')
    for (const [table] of owned) {
      const { columns, rows } = tables[table] ?? { columns: [], rows: [] }
      if (rows.length === 0) continue
      const known = new Set(columnsOf(db, table))
      const strange = columns.find((column) => !known.has(column))
      if (strange !== undefined || new Set(columns).size < columns.length) throw new UnfitRowsError(`columns of ${table}`)
      // The same person's key may have signed elsewhere; these bytes are the ones that have its fingerprint.
      const again = table === 'signing_keys' ? ' ON CONFLICT (id) DO UPDATE SET public_key = excluded.public_key' : ''
      const insert = db.prepare(`INSERT INTO ${table} (${columns.map(quoted).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})${again}`)
      for (const row of rows) {
        if (row.length !== columns.length) throw new UnfitRowsError(`as many values as columns in ${table}`)
        insert.run(...row.map(valueOf))
      }
    }
  })()
}

const KeyRows = z.array(z.object({ id: z.string(), publicKey: z.instanceof(Uint8Array) }))

/** Whether every key has the fingerprint that it is listed under: else what its true holder signs would not hold in the library that takes it in. */
function keysAreTheirOwn(db: Database.Database): boolean {
  const keys = KeyRows.parse(db.prepare('SELECT id, public_key AS publicKey FROM signing_keys').all())
  return keys.every(({ id, publicKey }) => hash('sha256', publicKey, 'hex') === id)
}

/** Whether every signature says what it is over, valid or not: one that does not would be in the way wherever the library's signatures are listed. */
function signaturesAreReadable(db: Database.Database): boolean {
  const envelopes = z.array(z.string()).parse(db.prepare('SELECT envelope FROM signatures').pluck().all())
  return envelopes.every((text) => {
    const envelope = Envelope.safeParse(jsonOf(text)).data
    const opened = envelope && openEnvelope(envelope)
    return opened ? readSignoff(opened.payload) !== null : false
  })
}

/** Null where it is no JSON. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const quoted = (column: string): string => `"${column}"`

function columnsOf(db: Database.Database, table: string): string[] {
  const names = z.array(z.object({ name: z.string() })).parse(db.pragma(`table_info(${table})`))
  return names.map(({ name }) => name).filter((name) => ownNumbers.get(table) !== name)
}

/** The order in which the library numbered the rows, or else that of their keys, so that the same project gives the same bytes. */
function orderOf(table: string): string {
  return ownNumbers.get(table) ?? '1, 2'
}

function countOf(db: Database.Database, table: string, condition = '1', project = ''): number {
  const count = db.prepare(`SELECT count(*) FROM ${table} WHERE ${condition}`).pluck()
  return z.number().parse(condition === '1' ? count.get() : count.get({ project }))
}

function cellOf(value: z.infer<typeof SqlRow>[string] | undefined): RowCell {
  return value instanceof Uint8Array ? { base64: Buffer.from(value).toString('base64') } : (value ?? null)
}

function valueOf(cell: RowCell): string | number | null | Buffer {
  return typeof cell === 'object' && cell !== null ? Buffer.from(cell.base64, 'base64') : cell
}
