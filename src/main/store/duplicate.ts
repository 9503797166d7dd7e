import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { placedOn } from '../../shared/domain/asset.ts'
import type { Id, Instant, NewId } from '../../shared/domain/id.ts'
import { listTriaged } from './findings.ts'
import { readHeader, writeHeader } from './projects.ts'

const Cell = z.union([z.string(), z.number(), z.null()])
const Row = z.record(z.string(), Cell)
type Row = z.infer<typeof Row>
const IdRow = z.object({ id: z.string() })

/** Tables with ids of their own, in an order in which each row's owner comes first. */
const owners = ['diagrams', 'boundaries', 'elements', 'flows', 'diagram_notes', 'threat_lists', 'threats', 'mitigations', 'register_views'] as const

/**
 * Copies a project's header, rubric, rule settings, model, threats, triage and counters under new ids; workshops, revisions and the undo stack
 * stay with the original. A finding's id derives from the ids of its evidence, so triage is copied by `findingId`.
 */
export function duplicateProject(db: Database, from: Id, copy: { name: string; at: Instant; newId: NewId; findingId: (rule: string, evidence: readonly Id[]) => Id }): Id {
  return db.transaction(() => {
    const id = copy.newId()
    const ids = new Map<string, string>([[from, id]])
    for (const table of owners) {
      const rows = db.prepare(`SELECT id FROM ${table} WHERE project = ?`).all(from)
      for (const row of z.array(IdRow).parse(rows)) ids.set(row.id, copy.newId())
    }
    db.prepare('INSERT INTO projects (id, name, created_at, updated_at) VALUES (@id, @name, @at, @at)').run({ id, name: copy.name, at: copy.at })
    const triaged = listTriaged(db, from)
    for (const { finding, snapshot } of triaged) {
      ids.set(finding, copy.findingId(snapshot.finding.rule, snapshot.finding.evidence.map((part) => ids.get(part) ?? part)))
    }
    for (const table of ['headers', 'rubrics', ...owners, 'display_counters', 'finding_states', 'rule_switches', 'rule_suppressions']) copyRows(db, table, from, ids)
    const header = readHeader(db, id)
    if (header.assets.some(({ on }) => on)) writeHeader(db, id, { ...header, assets: header.assets.map((asset) => (asset.on ? placedOn(asset, asset.on.flatMap((part) => ids.get(part) ?? [])) : asset)) })
    return id
  })()
}

function copyRows(db: Database, table: string, project: Id, ids: ReadonlyMap<string, string>): void {
  for (const row of z.array(Row).parse(db.prepare(`SELECT * FROM ${table} WHERE project = ? ORDER BY ${table === 'threats' ? 'number' : '1'}`).all(project))) {
    const values = Object.entries(row).filter(([column]) => !(table === 'threats' && column === 'number'))
    const copied = values.map(([column, value]) => (keptColumns.has(column) ? value : translate(value, ids)))
    const names = values.map(([column]) => `"${column}"`).join(', ')
    db.prepare(`INSERT INTO ${table} (${names}) VALUES (${values.map(() => '?').join(', ')})`).run(...copied)
  }
}

/** Columns that hold what people wrote, where an id would be a coincidence. */
const keptColumns = new Set(['name', 'label', 'key', 'title', 'text', 'description', 'notes', 'source_id', 'header', 'rubric', 'facts', 'answers', 'mitigations', 'layout', 'settled', 'gone', 'reason', 'statement', 'requirement', 'test', 'result', 'owner', 'ticket', 'view'])

/** An id, or JSON that holds ids, with the copy's ids. */
function translate(value: Row[string] | undefined, ids: ReadonlyMap<string, string>): Row[string] {
  if (typeof value !== 'string') return value ?? null
  const known = ids.get(value)
  if (known !== undefined) return known
  return /^[[{]/.test(value) ? JSON.stringify(translateJson(JSON.parse(value), ids)) : value
}

function translateJson(value: unknown, ids: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return ids.get(value) ?? value
  if (Array.isArray(value)) return value.map((item) => translateJson(item, ids))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [ids.get(key) ?? key, translateJson(item, ids)]))
}
