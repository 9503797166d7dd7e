import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { displayPrefix, type Stride } from '../../shared/domain/stride.ts'
import { type SettledScore, Threat } from '../../shared/domain/threat.ts'

const Json = z.string().transform((text): unknown => JSON.parse(text))
const Row = z
  .object({
    id: z.string(),
    place: z.number(),
    display_id: z.string(),
    title: z.string(),
    description: z.string(),
    stride: Json,
    affected: Json,
    evidence: Json,
    affected_labels: Json,
    evidence_keys: Json,
    refs: Json,
    mitigations: Json,
    marker: z.string(),
    confidence: z.string(),
    source: Json,
    suggested: Json.nullable(),
    imported: Json.nullable(),
    settled: Json.nullable(),
    decision: Json.nullable(),
    gone: z.string().nullable(),
    layout: Json,
    flags: Json,
    statement: Json.nullable(),
    concerns: Json.nullable(),
    created_at: z.string(),
    updated_at: z.string(),
  })
  .transform(({ place, display_id, affected_labels, evidence_keys, refs, statement, concerns, created_at, updated_at, ...row }) => ({
    ...row,
    ...(statement === null ? {} : { statement }),
    ...(concerns === null ? {} : { concerns }),
    order: place,
    displayId: display_id,
    affectedLabels: affected_labels,
    evidenceKeys: evidence_keys,
    references: refs,
    createdAt: created_at,
    updatedAt: updated_at,
  }))
const ThreatRow = Row.pipe(Threat)

/** Threats of a project in the order of its register. */
export function listThreats(db: Database, project: string): Threat[] {
  return z.array(ThreatRow).parse(db.prepare('SELECT * FROM threats WHERE project = ? ORDER BY place, number').all(project))
}

export function readThreat(db: Database, project: string, id: string): Threat | undefined {
  return ThreatRow.optional().parse(db.prepare('SELECT * FROM threats WHERE project = ? AND id = ?').get(project, id))
}

const jsonOrNull = (value: unknown): string | null => (value === null || value === undefined ? null : JSON.stringify(value))

function columnsOf(threat: Threat) {
  return {
    id: threat.id,
    place: threat.order,
    display_id: threat.displayId,
    title: threat.title,
    description: threat.description,
    stride: JSON.stringify(threat.stride),
    affected: JSON.stringify(threat.affected),
    evidence: JSON.stringify(threat.evidence),
    affected_labels: JSON.stringify(threat.affectedLabels),
    evidence_keys: JSON.stringify(threat.evidenceKeys),
    refs: JSON.stringify(threat.references),
    mitigations: JSON.stringify(threat.mitigations),
    marker: threat.marker,
    confidence: threat.confidence,
    source: JSON.stringify(threat.source),
    suggested: jsonOrNull(threat.suggested),
    imported: jsonOrNull(threat.imported),
    settled: jsonOrNull(threat.settled),
    decision: jsonOrNull(threat.decision),
    gone: threat.gone,
    layout: JSON.stringify(threat.layout),
    flags: JSON.stringify(threat.flags),
    statement: jsonOrNull(threat.statement),
    concerns: jsonOrNull(threat.concerns),
    created_at: threat.createdAt,
    updated_at: threat.updatedAt,
  }
}

/** Adds a threat, or writes all of one that is there. */
export function writeThreat(db: Database, project: string, threat: Threat): void {
  const row = columnsOf(threat)
  const columns = Object.keys(row)
  const set = columns.filter((column) => column !== 'id')
  const updated = db.prepare(`UPDATE threats SET ${set.map((column) => `${column} = @${column}`).join(', ')} WHERE id = @id AND project = @project`)
  if (updated.run({ ...row, project }).changes > 0) return
  db.prepare(`INSERT INTO threats (project, ${columns.join(', ')}) VALUES (@project, ${columns.map((column) => `@${column}`).join(', ')})`).run({ ...row, project })
}

export function deleteThreat(db: Database, project: string, id: string): boolean {
  return db.prepare('DELETE FROM threats WHERE project = ? AND id = ?').run(project, id).changes > 0
}

/** Writes what a workshop settled; it is no step that can be undone. */
export function setSettled(db: Database, threat: string, settled: SettledScore | null): boolean {
  return db.prepare('UPDATE threats SET settled = ? WHERE id = ?').run(jsonOrNull(settled), threat).changes > 0
}

/** Marks a threat whose finding no longer fires, or takes the mark away; it is no step that can be undone. */
export function setGone(db: Database, threat: string, gone: string | null): boolean {
  return db.prepare('UPDATE threats SET gone = ? WHERE id = ? AND gone IS NOT ?').run(gone, threat, gone).changes > 0
}

/** Place for one more threat at the end of the register. */
export function nextOrder(db: Database, project: string): number {
  const row = db.prepare('SELECT coalesce(max(place), 0) + 1 AS place FROM threats WHERE project = ?').get(project)
  return z.object({ place: z.number() }).parse(row).place
}

/** The next display id of a primary category, such as `SS5`. It was never given before in this project. */
export function nextDisplayId(db: Database, project: string, stride: Stride): string {
  const prefix = displayPrefix[stride]
  for (;;) {
    const row = db
      .prepare('INSERT INTO display_counters (project, prefix, last) VALUES (?, ?, 1) ON CONFLICT (project, prefix) DO UPDATE SET last = last + 1 RETURNING last')
      .get(project, prefix)
    const id = `${prefix}${String(z.object({ last: z.number() }).parse(row).last)}`
    if (!displayIdTaken(db, project, id)) return id
  }
}

export function displayIdTaken(db: Database, project: string, displayId: string): boolean {
  return db.prepare('SELECT 1 FROM threats WHERE project = ? AND display_id = ?').get(project, displayId) !== undefined
}

/** Keeps the counter above an id that came from outside, so that it is never given again. */
export function noteDisplayId(db: Database, project: string, displayId: string): void {
  const [, prefix, digits] = /^(SS|TM|RP|ID|DoS|EP)(\d{1,9})$/.exec(displayId) ?? []
  if (prefix === undefined || digits === undefined) return
  db.prepare('INSERT INTO display_counters (project, prefix, last) VALUES (?, ?, ?) ON CONFLICT (project, prefix) DO UPDATE SET last = max(last, excluded.last)').run(
    project,
    prefix,
    Number(digits),
  )
}

/** Keeps the parts of an imported threat list that are not rows. */
export function writeThreatList(db: Database, project: string, list: { id: string; format: string; file: string; layout: Record<string, string> }): void {
  db.prepare('INSERT INTO threat_lists (id, project, format, file, layout) VALUES (?, ?, ?, ?, ?)').run(list.id, project, list.format, list.file, JSON.stringify(list.layout))
}

const ListRow = z.object({ id: z.string(), format: z.string(), file: z.string(), layout: Json.pipe(z.record(z.string(), z.string())) })

/** Imported threat lists of a project, in the order they came; a template that lies with them (see `templates.ts`) is none. */
export function readThreatLists(db: Database, project: string): z.infer<typeof ListRow>[] {
  return z.array(ListRow).parse(db.prepare('SELECT id, format, file, layout FROM threat_lists WHERE project = ? AND format <> \'tmt\' ORDER BY rowid').all(project))
}
