import type { DiffSide } from '../../../shared/contract/diff.ts'
import type { RevisionSummary } from '../../../shared/domain/register.ts'

/** A side as a choice: `now`, `seen`, `file`, or a revision's id. */
export type SideName = string

export interface ChosenFile {
  name: string
  bytes: string
}

/** What is asked of the application; null while the file is not chosen yet. */
export function sideOf(name: SideName, file: ChosenFile | null): DiffSide | null {
  switch (name) {
    case 'now':
    case 'seen':
      return { kind: name }
    case 'file':
      return file ? { kind: 'file', file } : null
    default:
      return { kind: 'revision', revision: name }
  }
}

/** The choices there are: a project that nobody looked at has nothing seen, and one without revisions has none. */
export function sideNames(seen: boolean, revisions: readonly RevisionSummary[]): SideName[] {
  return ['now', ...(seen ? ['seen'] : []), ...revisions.map(({ id }) => id).reverse(), 'file']
}
