import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { Id } from '../../shared/domain/id.ts'
import type { RuleSettings, Suppression } from '../../shared/domain/rule.ts'
import { statement } from './statements.ts'

const SwitchRows = z.array(z.object({ kind: z.enum(['pack', 'rule']), name: z.string(), is_on: z.number().transform((on) => on === 1) }))
const SuppressionRows = z.array(z.object({ rule: z.string(), on: z.string(), reason: z.string(), at: z.string() }))

/** What a project says about packs, rules and parts; in the order of their names, so that the same settings read the same. */
export function readRuleSettings(db: Database, project: Id): RuleSettings {
  const switches = SwitchRows.parse(statement(db, 'SELECT kind, name, is_on FROM rule_switches WHERE project = ? ORDER BY kind, name').all(project))
  const of = (kind: 'pack' | 'rule') => Object.fromEntries(switches.filter((row) => row.kind === kind).map(({ name, is_on }) => [name, is_on]))
  const suppressed = SuppressionRows.parse(
    statement(db, 'SELECT rule, part AS "on", reason, suppressed_at AS at FROM rule_suppressions WHERE project = ? ORDER BY suppressed_at, rule, part').all(project),
  )
  return { packs: of('pack'), rules: of('rule'), suppressed }
}

export function writeSwitch(db: Database, project: Id, kind: 'pack' | 'rule', name: string, on: boolean): void {
  statement(
    db,
    `INSERT INTO rule_switches (project, kind, name, is_on) VALUES (?, ?, ?, ?)
     ON CONFLICT (project, kind, name) DO UPDATE SET is_on = excluded.is_on WHERE is_on <> excluded.is_on`,
  ).run(project, kind, name, on ? 1 : 0)
}

export function writeSuppression(db: Database, project: Id, { rule, on, reason, at }: Suppression): void {
  statement(
    db,
    `INSERT INTO rule_suppressions (project, rule, part, reason, suppressed_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (project, rule, part) DO UPDATE SET reason = excluded.reason, suppressed_at = excluded.suppressed_at`,
  ).run(project, rule, on, reason, at)
}

export function deleteSuppression(db: Database, project: Id, rule: string, on: Id): boolean {
  return statement(db, 'DELETE FROM rule_suppressions WHERE project = ? AND rule = ? AND part = ?').run(project, rule, on).changes > 0
}
