import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { FieldChange } from '../../shared/contract/decision.ts'

type Image = Readonly<Record<string, string | number | null>>

const ImageText = z.string().transform((text): Image => z.record(z.string(), z.union([z.string(), z.number(), z.null()])).parse(JSON.parse(text)))
const ChangeRow = z
  .object({ label: z.string(), undone: z.number(), at: z.string().nullable(), before: ImageText.nullable(), after: ImageText.nullable() })
  .transform(({ label, undone, at, before, after }): RowChange => ({ step: label, undone: undone === 1, at, before, after }))

/** What one step did to one row: `before` is null where it was added, `after` where it was removed. */
export interface RowChange {
  step: string
  undone: boolean
  /** Null in steps from before there was one. */
  at: string | null
  before: Image | null
  after: Image | null
}

const changes = "SELECT s.label, s.undone, s.at, c.before, c.after FROM undo_changes c JOIN undo_steps s ON s.project = c.project AND s.seq = c.seq WHERE c.project = ? AND c.target = ?"

/** What steps did to one row, the newest first. */
export function changesOfRow(db: Database, project: string, table: 'threats' | 'mitigations', id: string): RowChange[] {
  const rows = db.prepare(`${changes} AND coalesce(json_extract(c.after, '$.id'), json_extract(c.before, '$.id')) = ? ORDER BY c.number DESC`).all(project, table, id)
  return z.array(ChangeRow).parse(rows)
}

/** What steps did to the mitigations that covered the threat before or after, the newest first. */
export function changesOfCover(db: Database, project: string, threat: string): RowChange[] {
  const covers = (image: string) => `EXISTS (SELECT 1 FROM json_each(json_extract(c.${image}, '$.threats')) WHERE value = ?)`
  const rows = db.prepare(`${changes} AND (${covers('before')} OR ${covers('after')}) ORDER BY c.number DESC`).all(project, 'mitigations', threat, threat)
  return z.array(ChangeRow).parse(rows)
}

/** When it was made; of a step from before these were kept, the row's `updated_at` says. */
export function instantOf({ at, before, after }: RowChange): string | null {
  const updated = at ?? after?.['updated_at'] ?? before?.['updated_at']
  return typeof updated === 'string' ? updated : null
}

/** Columns that say nothing to people. */
const silent = new Set(['updated_at', 'place', 'number'])
/** Columns and parts of decisions that are short enough to say what they became. */
const short = new Set(['title', 'response', 'owner', 'riskOwner', 'approver', 'due', 'decidedOn', 'expires', 'status', 'verified_on'])

/** What is another than before in a row that stays; the parts of a decision one by one. Nothing of one that was added or removed. */
export function fieldChanges({ before, after }: RowChange): FieldChange[] {
  if (before === null || after === null) return []
  return Object.keys(after)
    .filter((column) => !silent.has(column) && after[column] !== before[column])
    .flatMap((column) => (column === 'decision' ? decisionChanges(before[column], after[column]) : [changeOf(column, before[column], after[column])]))
}

const Part = z.record(z.string(), z.unknown())

function decisionChanges(before: Image[string] | undefined, after: Image[string] | undefined): FieldChange[] {
  const [was, is] = [before, after].map((text) => (typeof text === 'string' ? Part.parse(JSON.parse(text)) : {}))
  const names = [...new Set([...Object.keys(was ?? {}), ...Object.keys(is ?? {})])]
  return names.flatMap((name) => {
    const [from, to] = [was?.[name] ?? '', is?.[name] ?? '']
    return JSON.stringify(from) === JSON.stringify(to) ? [] : [changeOf(name, from, to)]
  })
}

function changeOf(name: string, before: unknown, after: unknown): FieldChange {
  const said = (value: unknown): string | null => (short.has(name) && typeof value === 'string' && value !== '' ? value : null)
  return { name, before: said(before), after: said(after) }
}
