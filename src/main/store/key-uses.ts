import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { Envelope } from '../../shared/proof/dsse.ts'
import { statement } from './statements.ts'

const Rows = z.array(z.object({ keyId: z.string(), revision: z.string(), number: z.number(), project: z.string(), envelope: z.string().transform((text): unknown => JSON.parse(text)).pipe(Envelope) }))

/** A signature by where it stands: in revision `number` of the project called `project`. */
export type KeyUse = z.infer<typeof Rows>[number]

/** What was signed with a key, in projects that are not deleted; the oldest first. */
export function listKeyUses(db: Database, keyId: string): KeyUse[] {
  return usesWhere(db, 's.key = ?', keyId)
}

/** What was signed with any key, in projects that are not deleted; the oldest first. */
export function listAllKeyUses(db: Database): KeyUse[] {
  return usesWhere(db, 'true')
}

function usesWhere(db: Database, condition: string, ...values: string[]): KeyUse[] {
  const select = 'SELECT s.key AS keyId, s.revision, r.number, p.name AS project, s.envelope FROM signatures s JOIN revisions r ON r.id = s.revision JOIN projects p ON p.id = r.project'
  return Rows.parse(statement(db, `${select} WHERE p.deleted_at IS NULL AND ${condition} ORDER BY r.created_at, r.id, s.place`).all(...values))
}
