import type { Database } from 'better-sqlite3'
import { z } from 'zod'

const ImageText = z.string().transform((text) => z.record(z.string(), z.union([z.string(), z.number(), z.null()])).parse(JSON.parse(text)))
const ChangeRow = z.object({ label: z.string(), undone: z.number(), before: ImageText.nullable(), after: ImageText.nullable() })

/** Columns that say nothing to people. */
const silent = new Set(['updated_at', 'place', 'number'])

/** What steps did to one row, the newest first. When, its `updated_at` says. */
export function changesOfRow(db: Database, project: string, table: 'threats' | 'mitigations', id: string): { step: string; at: string; changed: string[]; undone: boolean }[] {
  const rows = db
    .prepare("SELECT s.label, s.undone, c.before, c.after FROM undo_changes c JOIN undo_steps s ON s.project = c.project AND s.seq = c.seq WHERE c.project = ? AND c.target = ? AND coalesce(json_extract(c.after, '$.id'), json_extract(c.before, '$.id')) = ? ORDER BY c.number DESC")
    .all(project, table, id)
  return z.array(ChangeRow).parse(rows).flatMap(({ label, undone, before, after }) => {
    const at = after?.['updated_at'] ?? before?.['updated_at']
    const changed = before && after ? Object.keys(after).filter((column) => !silent.has(column) && after[column] !== before[column]) : []
    return typeof at === 'string' ? [{ step: label, at, changed, undone: undone === 1 }] : []
  })
}
