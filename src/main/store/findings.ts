import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { Finding } from '../../shared/domain/finding.ts'

/** What a finding said when it was triaged, with the labels its evidence then had. */
export const FindingSnapshot = z.object({ finding: Finding, labels: z.record(z.string(), z.string()) })
export type FindingSnapshot = z.infer<typeof FindingSnapshot>

const Row = z.object({
  finding: z.string(),
  state: z.enum(['accepted', 'dismissed']),
  reason: z.string(),
  threat: z.string().nullable(),
  snapshot: z.string().transform((text) => FindingSnapshot.parse(JSON.parse(text))),
})
/** A finding that somebody triaged. One without such a row is new. */
export type TriagedFinding = z.infer<typeof Row>

export function listTriaged(db: Database, project: string): TriagedFinding[] {
  return z.array(Row).parse(db.prepare('SELECT finding, state, reason, threat, snapshot FROM finding_states WHERE project = ? ORDER BY finding').all(project))
}

export function writeTriaged(db: Database, project: string, state: TriagedFinding): void {
  db.prepare(
    `INSERT INTO finding_states (project, finding, state, reason, threat, snapshot) VALUES (@project, @finding, @state, @reason, @threat, @snapshot)
     ON CONFLICT (project, finding) DO UPDATE SET state = excluded.state, reason = excluded.reason, threat = excluded.threat, snapshot = excluded.snapshot`,
  ).run({ ...state, snapshot: JSON.stringify(state.snapshot), project })
}

/** Makes a finding new again. */
export function deleteTriaged(db: Database, project: string, finding: string): void {
  db.prepare('DELETE FROM finding_states WHERE project = ? AND finding = ?').run(project, finding)
}

/** Makes all findings that were accepted as `threat` new again. */
export function releaseFindings(db: Database, project: string, threat: string): void {
  db.prepare('DELETE FROM finding_states WHERE project = ? AND threat = ?').run(project, threat)
}

/** Points the findings of one threat to another. */
export function moveFindings(db: Database, project: string, from: string, into: string): void {
  db.prepare('UPDATE finding_states SET threat = ? WHERE project = ? AND threat = ?').run(into, project, from)
}
