import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { copyNow, isSound } from '../../../src/main/store/backups.ts'
import { migrate, NewerDatabaseError, schemaVersion } from '../../../src/main/store/migrate.ts'
import { migrations } from '../../../src/main/store/migrations.ts'
import { openStore, libraryFile } from '../../../src/main/store/open.ts'

const clock = () => '2026-05-04T03:02:01.000Z'

function withFolder(run: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'dreadnought-'))
  try {
    run(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Every row of every ordinary table, and what the two search tables find. */
function everything(db: Database.Database): Record<string, unknown> {
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%_search%' ORDER BY name").all() as { name: string }[]
  return Object.fromEntries(tables.map(({ name }) => [name, db.prepare(`SELECT * FROM "${name}"`).all()]).filter(([, rows]) => (rows as unknown[]).length > 0))
}

function at(version: number): Database.Database {
  const db = new Database(':memory:')
  db.pragma('foreign_keys = ON')
  migrate(db, migrations.slice(0, version))
  return db
}

const project = { number: 1, id: 'p', name: 'Câble', created_at: 'c', updated_at: 'u', deleted_at: null, model_revision: 3 }

function insert(db: Database.Database, table: string, row: Record<string, unknown>): void {
  const columns = Object.keys(row)
  db.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((column) => `@${column}`).join(', ')})`).run(row)
}

describe('migrations', () => {
  it('M1 0001 library: an empty database takes rows of every table and finds them', () => {
    const db = at(0)
    expect(everything(db)).toEqual({})
    migrate(db, migrations.slice(0, 1))
    const rows = {
      boundaries: { id: 'b', project: 'p', diagram: 'd', place: 1, key: 'zone', label: 'Zone', kind: 'box', parent: null, facts: '{}', answers: '{}', position: null, source_id: null, notes: '' },
      diagrams: { id: 'd', project: 'p', name: 'Main', place: 1 },
      display_counters: { project: 'p', prefix: 'SS', last: 4 },
      elements: { id: 'e', project: 'p', diagram: 'd', place: 1, key: 'api', label: 'API', kind: 'process', technology: null, parent: 'b', facts: '{}', answers: '{}', position: null, source_id: 's', notes: '' },
      finding_states: { project: 'p', finding: 'f', state: 'dismissed', reason: 'r', threat: null, snapshot: '{}' },
      flows: { id: 'w', project: 'p', diagram: 'd', place: 1, key: 'api->', label: '', source: 'e', target: null, bidirectional: 0, facts: '{}', answers: '{}', source_id: null, notes: '' },
      headers: { project: 'p', header: '{}' },
      projects: project,
      session_tabs: { hash: 't', session: 'h' },
      sessions: { hash: 'h', seen_at: 's' },
      threat_lists: { id: 'l', project: 'p', format: 'stride-list', file: 'x.txt', layout: '{}' },
      threats: {
        number: 1, id: 't', project: 'p', place: 1, display_id: 'SS1', title: 'Token théft', description: '', stride: '["Spoofing"]', affected: '[]', evidence: '[]', affected_labels: '[]', evidence_keys: '[]',
        refs: '[]', mitigations: '[]', marker: 'none', confidence: 'possible', source: '{"kind":"hand"}', suggested: null, imported: null, settled: null, decision: null, gone: null, layout: '{}', flags: '[]', created_at: 'c', updated_at: 'u',
      },
      undo_changes: { number: 1, project: 'p', seq: 1, target: 'elements', before: null, after: '{}' },
      undo_steps: { project: 'p', seq: 1, label: 'draw', undone: 0 },
    }
    for (const table of ['projects', 'sessions', 'undo_steps', ...Object.keys(rows).filter((name) => !['projects', 'sessions', 'undo_steps'].includes(name))]) {
      insert(db, table, rows[table as keyof typeof rows])
    }
    expect(everything(db)).toEqual(Object.fromEntries(Object.entries(rows).map(([table, row]) => [table, [row]])))
    expect(db.prepare("SELECT rowid FROM project_search WHERE project_search MATCH 'cab*'").all()).toEqual([{ rowid: 1 }])
    expect(db.prepare("SELECT rowid FROM threat_search WHERE threat_search MATCH 'theft'").all()).toEqual([{ rowid: 1 }])
    db.prepare("DELETE FROM projects WHERE id = 'p'").run()
    expect(everything(db)).toEqual({ session_tabs: [rows.session_tabs], sessions: [rows.sessions] })
    expect(db.prepare("SELECT rowid FROM threat_search WHERE threat_search MATCH 'theft'").all()).toEqual([])
  })

  it('M2 0002 workshop: rows that were there stay as they were, and the new tables are empty', () => {
    const db = at(1)
    insert(db, 'projects', project)
    const before = everything(db)
    migrate(db, migrations.slice(0, 2))
    expect(everything(db)).toEqual(before)
  })

  it('M3 0003 signoff: rows that were there stay as they were, and the new tables are empty', () => {
    const db = at(2)
    insert(db, 'projects', project)
    insert(db, 'workshops', { id: 'w', project: 'p', name: 'First', created_at: 'c', phase: 'closed', room_code: null, room_port: null, room_open: 0 })
    const before = everything(db)
    migrate(db, migrations.slice(0, 3))
    expect(everything(db)).toEqual(before)
  })

  it('M4 0004 keys: rows that were there stay as they were, and taken keys and children are found by index', () => {
    const db = at(3)
    insert(db, 'projects', project)
    insert(db, 'elements', { id: 'e', project: 'p', diagram: 'd', place: 1, key: 'api', label: 'API', kind: 'process', technology: null, parent: 'b', facts: '{}', answers: '{}', position: null, source_id: 's', notes: '' })
    const before = everything(db)
    migrate(db, migrations.slice(0, 4))
    expect(everything(db)).toEqual(before)
    const plan = (sql: string) => (db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[]).map(({ detail }) => detail).join('\n')
    for (const table of ['elements', 'flows', 'boundaries']) expect(plan(`SELECT key FROM ${table} WHERE project = 'p' AND key >= 'a' AND key < 'b'`)).toContain(`${table}_of_key`)
    for (const table of ['elements', 'boundaries']) expect(plan(`SELECT * FROM ${table} WHERE project = 'p' AND parent = 'b'`)).toContain(`${table}_of_parent`)
  })

  it('M5 0005 room: workshops keep their room, unlocked and with nothing chosen, and a seat\'s tokens are found by index', () => {
    const db = at(4)
    insert(db, 'projects', project)
    const row = { id: 'w', project: 'p', name: 'First', created_at: 'c', phase: 'running', room_code: '482913', room_port: 8443, room_open: 1 }
    insert(db, 'workshops', row)
    insert(db, 'seat_tokens', { hash: 'h', workshop: 'w', seat: 's', created_at: 'c' })
    const before = everything(db)
    migrate(db, migrations.slice(0, 5))
    expect(everything(db)).toEqual({ ...before, workshops: [{ ...row, room_locked: 0, room_network: null }] })
    const [plan] = db.prepare("EXPLAIN QUERY PLAN DELETE FROM seat_tokens WHERE workshop = 'w' AND seat = 's'").all() as { detail: string }[]
    expect(plan?.detail).toContain('tokens_of_seat')
  })

  it('M6 0006 rubric: rows that were there stay as they were, the new table is empty, and a project takes its rubric with it', () => {
    const db = at(5)
    insert(db, 'projects', project)
    insert(db, 'headers', { project: 'p', header: '{}' })
    const before = everything(db)
    migrate(db, migrations.slice(0, 6))
    expect(everything(db)).toEqual(before)
    insert(db, 'rubrics', { project: 'p', rubric: '{}' })
    db.prepare("DELETE FROM projects WHERE id = 'p'").run()
    expect(everything(db)).toEqual({})
  })

  it('M7 0007 entry: rows that were there stay as they were, and the new tables are empty; they go with their workshop', () => {
    const db = at(6)
    insert(db, 'projects', project)
    insert(db, 'workshops', { id: 'w', project: 'p', name: 'First', created_at: 'c', phase: 'running', room_code: null, room_port: null, room_open: 0, room_locked: 0, room_network: null })
    const before = everything(db)
    migrate(db, migrations.slice(0, 7))
    expect(everything(db)).toEqual(before)
    insert(db, 'seat_pins', { workshop: 'w', seat: 's', salt: '00', hash: 'ff', wrong: 2, wait_until: null })
    insert(db, 'sealed_answers', { workshop: 'w', seat: 's', answer: '{}', sealed_at: 'a', taken_at: 'b' })
    db.prepare("DELETE FROM workshops WHERE id = 'w'").run()
    expect(everything(db)).toEqual({ projects: before['projects'] })
  })

  it('M8 0008 rule-settings: rows that were there stay as they were, and the new tables are empty; they go with their project', () => {
    const db = at(7)
    insert(db, 'projects', project)
    insert(db, 'headers', { project: 'p', header: '{}' })
    const before = everything(db)
    migrate(db, migrations.slice(0, 8))
    expect(everything(db)).toEqual(before)
    insert(db, 'rule_switches', { project: 'p', kind: 'pack', name: 'web', is_on: 0 })
    insert(db, 'rule_suppressions', { project: 'p', rule: 'sql-injection', part: 'e', reason: 'r', suppressed_at: 'a' })
    db.prepare("DELETE FROM projects WHERE id = 'p'").run()
    expect(everything(db)).toEqual({})
  })

  it('M10 0010 drawing: flows that were there find their own way, and there is no note; a note goes with its project', () => {
    const db = at(9)
    insert(db, 'projects', project)
    const flow = { id: 'w', project: 'p', diagram: 'd', place: 1, key: 'a->b', label: 'L', source: 'a', target: 'b', bidirectional: 1, facts: '{}', answers: '{}', source_id: null, notes: 'n' }
    insert(db, 'flows', flow)
    migrate(db, migrations.slice(0, 10))
    expect(everything(db)).toEqual({ projects: [project], flows: [{ ...flow, bends: null }] })
    const note = { id: 'n', project: 'p', diagram: 'd', place: 1, text: 'T', position: '{}' }
    insert(db, 'diagram_notes', note)
    expect(everything(db)['diagram_notes']).toEqual([note])
    db.prepare("DELETE FROM projects WHERE id = 'p'").run()
    expect(everything(db)).toEqual({})
  })

  it('M11 0011 child-diagrams: diagrams that were there stand at the top', () => {
    const db = at(10)
    insert(db, 'projects', project)
    const diagram = { id: 'd', project: 'p', name: 'N', place: 1 }
    insert(db, 'diagrams', diagram)
    migrate(db, migrations.slice(0, 11))
    expect(everything(db)).toEqual({ projects: [project], diagrams: [{ ...diagram, opener: null }] })
    insert(db, 'diagrams', { ...diagram, id: 'c', place: 2, opener: 'e' })
    expect(everything(db)['diagrams']).toEqual([{ ...diagram, opener: null }, { ...diagram, id: 'c', place: 2, opener: 'e' }])
  })

  it('M12 0012 decisions: threats that were there say nothing more; mitigations and views go with their project', () => {
    const db = at(11)
    insert(db, 'projects', project)
    const threat = { number: 1, id: 't', project: 'p', place: 1, display_id: 'TM1', title: 'T', description: 'D', stride: '["Tampering"]', affected: '[]', evidence: '[]', affected_labels: '[]', evidence_keys: '[]', refs: '[]', mitigations: '[]', marker: 'none', confidence: 'confirmed', source: '{"kind":"hand"}', suggested: null, imported: null, settled: null, decision: null, gone: null, layout: '{}', flags: '[]', created_at: 'c', updated_at: 'u' }
    insert(db, 'threats', threat)
    migrate(db, migrations.slice(0, 12))
    expect(everything(db)).toEqual({ projects: [project], threats: [{ ...threat, statement: null, concerns: null }] })
    const mitigation = { id: 'm', project: 'p', place: 1, title: 'T', requirement: '', status: 'planned', test: '', result: '', verified_on: null, owner: '', due: null, ticket: '', threats: '["t"]', created_at: 'c', updated_at: 'u' }
    const view = { id: 'v', project: 'p', place: 1, name: 'Mine', view: '{}' }
    insert(db, 'mitigations', mitigation)
    insert(db, 'register_views', view)
    expect(everything(db)).toMatchObject({ mitigations: [mitigation], register_views: [view] })
    expect(() => insert(db, 'mitigations', { ...mitigation, id: 'n', status: 'done' })).toThrow()
    db.prepare("DELETE FROM projects WHERE id = 'p'").run()
    expect(everything(db)).toEqual({})
  })

  it('M13 0013 scope: what the first line of the notes said has a place of its own, and the other notes stay', () => {
    const db = at(12)
    insert(db, 'projects', project)
    const element = { id: 'e', project: 'p', diagram: 'd', place: 1, key: 'k', label: 'L', kind: 'process', technology: null, parent: null, facts: '{}', answers: '{}', position: null, source_id: null, notes: '' }
    const boundary = { id: 'b', project: 'p', diagram: 'd', place: 1, key: 'k', label: 'L', kind: 'box', parent: null, facts: '{}', answers: '{}', position: null, source_id: null, notes: 'Out Of Scope: ' }
    const flow = { id: 'w', project: 'p', diagram: 'd', place: 1, key: 'a->b', label: 'L', source: 'a', target: 'b', bidirectional: 1, facts: '{}', answers: '{}', source_id: null, notes: 'Out Of Scope', bends: null }
    const said = ['Out Of Scope: theirs: not ours\nA note', 'Out Of Scope by far', 'A note\nOut Of Scope: no', 'Out Of Scope\n\nmore']
    said.forEach((notes, index) => void insert(db, 'elements', { ...element, id: `e${String(index)}`, notes }))
    insert(db, 'boundaries', boundary)
    insert(db, 'flows', flow)
    migrate(db, migrations.slice(0, 13))
    const after = (index: number, out_of_scope: string | null, notes: string) => ({ ...element, id: `e${String(index)}`, notes, out_of_scope })
    expect(everything(db)).toEqual({
      projects: [project],
      elements: [after(0, 'theirs: not ours', 'A note'), after(1, null, 'Out Of Scope by far'), after(2, null, 'A note\nOut Of Scope: no'), after(3, '', '\nmore')],
      boundaries: [{ ...boundary, notes: '', out_of_scope: '' }],
      flows: [{ ...flow, notes: '', out_of_scope: '' }],
    })
  })

  it('M14 0014 blueprints: rows that were there stay as they were; a blueprint is of no project', () => {
    const db = at(13)
    insert(db, 'projects', project)
    migrate(db, migrations.slice(0, 14))
    expect(everything(db)).toEqual({ projects: [project] })
    const blueprint = { id: 'b', size: 'whole', name: 'N', description: '', parts: '{}', saved_at: 's', removed_at: null }
    insert(db, 'blueprints', blueprint)
    db.prepare("DELETE FROM projects WHERE id = 'p'").run()
    expect(everything(db)).toEqual({ blueprints: [blueprint] })
    expect(() => insert(db, 'blueprints', { ...blueprint, id: 'c', size: 'large' })).toThrow()
  })

  it('M15 0015 trusted-keys: rows that were there stay as they were; a trusted key is of no project, and has a whole id and a name', () => {
    const db = at(14)
    insert(db, 'projects', project)
    migrate(db, migrations.slice(0, 15))
    expect(everything(db)).toEqual({ projects: [project] })
    const key = { id: 'a'.repeat(64), name: 'Ada', added_at: 't' }
    insert(db, 'trusted_keys', key)
    db.prepare("DELETE FROM projects WHERE id = 'p'").run()
    expect(everything(db)).toEqual({ trusted_keys: [key] })
    expect(() => insert(db, 'trusted_keys', { ...key, id: 'abc' })).toThrow()
    expect(() => insert(db, 'trusted_keys', { ...key, id: 'b'.repeat(64), name: '' })).toThrow()
  })

  it('M16 0016 step-instants: steps that were there stay, and say no instant', () => {
    const db = at(15)
    insert(db, 'projects', project)
    insert(db, 'undo_steps', { project: 'p', seq: 1, label: 'decide' })
    migrate(db, migrations.slice(0, 16))
    expect(db.prepare('SELECT project, seq, label, undone, at FROM undo_steps').all()).toEqual([{ project: 'p', seq: 1, label: 'decide', undone: 0, at: null }])
  })

  it('M9 0009 seen: rows that were there stay as they were, and the new table is empty; a look goes with its project', () => {
    const db = at(8)
    insert(db, 'projects', project)
    const before = everything(db)
    migrate(db, migrations.slice(0, 9))
    expect(everything(db)).toEqual(before)
    const look = { project: 'p', number: 1, at: 'a', cause: 'marked', model: '{}', look: '{}' }
    insert(db, 'seen', look)
    expect(everything(db)['seen']).toEqual([look])
    db.prepare("DELETE FROM projects WHERE id = 'p'").run()
    expect(everything(db)).toEqual({})
  })

  it('every migration has a test of its own here, and a file of its own', () => {
    const tests = readFileSync(import.meta.filename, 'utf8')
    for (const { id, name } of migrations) expect(tests).toContain(`it('M${String(id)} ${String(id).padStart(4, '0')} ${name}:`)
    const files = readdirSync(resolve(import.meta.dirname, '../../../src/main/store/migrations')).sort()
    expect(files).toEqual(migrations.map(({ id, name }) => `${String(id).padStart(4, '0')}-${name}.ts`))
  })

  it('a migration that fails leaves the database at the step before it', () => {
    const db = at(1)
    const broken = [...migrations.slice(0, 1), { id: 2, name: 'broken', up: (target: Database.Database) => { target.exec('CREATE TABLE half (a)'); throw new Error('no') } }]
    expect(() => migrate(db, broken)).toThrow('no')
    expect(schemaVersion(db)).toBe(1)
    expect(db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'half'").get()).toBeUndefined()
  })

  it('refuses a newer database and leaves every byte of it alone', () =>
    withFolder((folder) => {
      const path = join(folder, libraryFile)
      openStore(folder, clock).db.close()
      const raw = new Database(path)
      raw.pragma('user_version = 999')
      raw.close()
      const before = readFileSync(path)
      expect(() => openStore(folder, clock)).toThrow(NewerDatabaseError)
      expect(readFileSync(path).equals(before)).toBe(true)
    }))

  it('keeps a copy before it migrates', () =>
    withFolder((folder) => {
      const old = openStore(folder, clock, migrations.slice(0, 1))
      insert(old.db, 'projects', project)
      old.db.close()
      openStore(folder, clock).db.close()
      const copies = readdirSync(join(folder, 'backups'))
      expect(copies).toEqual(['library-20260504T030201000Z-before-schema-2.sqlite'])
      const copy = new Database(join(folder, 'backups', copies[0] ?? ''), { readonly: true })
      expect([schemaVersion(copy), everything(copy)]).toEqual([1, { projects: [project] }])
      copy.close()
    }))

  it('sets a damaged library aside and brings the newest sound backup back', () =>
    withFolder((folder) => {
      const store = openStore(folder, clock)
      insert(store.db, 'projects', project)
      copyNow(store.db, store.backups, '2026-01-01T00:00:00.000Z', 'closing')
      const bad = copyNow(store.db, store.backups, '2026-01-02T00:00:00.000Z', 'closing')
      store.db.close()
      damage(bad)
      damage(join(folder, libraryFile))
      const again = openStore(folder, clock)
      expect(again.damaged).toContain('library-20260101T000000000Z-closing.sqlite')
      expect(everything(again.db)).toEqual({ projects: [project] })
      expect(readdirSync(folder)).toContain('library.sqlite.damaged-20260504T030201000Z')
      again.db.close()
      expect(isSound(join(folder, libraryFile))).toBe(true)
    }))

  it('starts empty where a damaged library has no backup, and says so', () =>
    withFolder((folder) => {
      openStore(folder, clock).db.close()
      damage(join(folder, libraryFile))
      const again = openStore(folder, clock)
      expect(again.damaged).toContain('starts empty')
      again.db.close()
    }))
})

/** Overwrites all pages but the first, as a bad disk does. */
function damage(path: string): void {
  const bytes = readFileSync(path)
  writeFileSync(path, Buffer.concat([bytes.subarray(0, 4096), Buffer.alloc(bytes.length - 4096, 0xa5)]))
}
