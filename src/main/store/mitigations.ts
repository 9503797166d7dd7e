import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { Id } from '../../shared/domain/id.ts'
import { Mitigation } from '../../shared/domain/mitigation.ts'

const Row = z
  .object({
    id: z.string(), place: z.number(), title: z.string(), requirement: z.string(), status: z.string(), test: z.string(), result: z.string(),
    verified_on: z.string().nullable(), owner: z.string(), due: z.string().nullable(), ticket: z.string(), threats: z.string(), created_at: z.string(), updated_at: z.string(),
  })
  .transform(({ place, verified_on, threats, created_at, updated_at, ...row }) => ({ ...row, order: place, verifiedOn: verified_on, threats: z.unknown().parse(JSON.parse(threats)), createdAt: created_at, updatedAt: updated_at }))
const MitigationRow = Row.pipe(Mitigation)

/** Mitigations of a project in their order. */
export function listMitigations(db: Database, project: Id): Mitigation[] {
  return z.array(MitigationRow).parse(db.prepare('SELECT * FROM mitigations WHERE project = ? ORDER BY place, id').all(project))
}

export function readMitigation(db: Database, project: Id, id: Id): Mitigation | undefined {
  return MitigationRow.optional().parse(db.prepare('SELECT * FROM mitigations WHERE project = ? AND id = ?').get(project, id))
}

/** Adds a mitigation, or writes all of one that is there. */
export function writeMitigation(db: Database, project: Id, mitigation: Mitigation): void {
  const { id, title, requirement, status, test, result, owner, due, ticket } = mitigation
  const row = {
    id, place: mitigation.order, title, requirement, status, test, result, verified_on: mitigation.verifiedOn, owner, due, ticket,
    threats: JSON.stringify(mitigation.threats), created_at: mitigation.createdAt, updated_at: mitigation.updatedAt,
  }
  const columns = Object.keys(row)
  const set = columns.filter((column) => column !== 'id').map((column) => `${column} = @${column}`).join(', ')
  if (db.prepare(`UPDATE mitigations SET ${set} WHERE id = @id AND project = @project`).run({ ...row, project }).changes > 0) return
  db.prepare(`INSERT INTO mitigations (project, ${columns.join(', ')}) VALUES (@project, ${columns.map((column) => `@${column}`).join(', ')})`).run({ ...row, project })
}

export function deleteMitigation(db: Database, project: Id, id: Id): boolean {
  return db.prepare('DELETE FROM mitigations WHERE project = ? AND id = ?').run(project, id).changes > 0
}

/** Place for one more mitigation at the end. */
export function nextMitigationOrder(db: Database, project: Id): number {
  const row = db.prepare('SELECT coalesce(max(place), 0) + 1 AS place FROM mitigations WHERE project = ?').get(project)
  return z.object({ place: z.number() }).parse(row).place
}

/** Threats that are no more are covered by nothing; `into` takes what they had, where they became one. */
export function moveMitigations(db: Database, project: Id, gone: readonly Id[], into: Id | null, at: string): void {
  const away = new Set(gone)
  for (const mitigation of listMitigations(db, project)) {
    if (!mitigation.threats.some((threat) => away.has(threat))) continue
    const kept = mitigation.threats.filter((threat) => !away.has(threat))
    writeMitigation(db, project, { ...mitigation, threats: into === null || kept.includes(into) ? kept : [...kept, into], updatedAt: at })
  }
}
