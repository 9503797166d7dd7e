import type { Database } from 'better-sqlite3'
import type { Id } from '../../../shared/domain/id.ts'
import { readProjectRows } from '../../store/project-rows.ts'
import { listRevisions } from '../../store/revisions.ts'
import { shownDisclosures } from '../room/workshop-votes.ts'
import { readDraft } from './register-draft.ts'
import { partsOf } from './register-parts.ts'
import { dreadOf } from './register-report.ts'

/** A project of the library as a file (.dread), or a copy without names and votes. What a workshop keeps sealed until its reveal is in neither. */
export function projectBytes(db: Database, project: { id: Id; name: string }, whole: boolean): Uint8Array {
  const draft = readDraft(db, project.id)
  const revisions = listRevisions(db, project.id).map((row) => partsOf({ db }, row))
  const shown = new Set(draft.workshops.flatMap(shownDisclosures).map(({ digest }) => digest))
  const library = whole ? readProjectRows(db, project.id, (digest) => !shown.has(digest)) : undefined
  return dreadOf(project, draft, revisions, library, whole)
}
