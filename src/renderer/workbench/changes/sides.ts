import type { DiffSide } from '../../../shared/contract/diff.ts'
import type { RevisionSummary } from '../../../shared/domain/register.ts'

/** A side as a choice: `now`, `seen`, `file`, `step-12` (before that step), or a revision's id. */
export type SideName = string

export interface ChosenFile {
  name: string
  bytes: string
}

/** A step of the project's history, by what undo calls it. */
export interface UndoPoint {
  step: number
  label: string
}

/** What is asked of the application; null while the file is not chosen yet. */
export function sideOf(name: SideName, file: ChosenFile | null): DiffSide | null {
  switch (name) {
    case 'now':
    case 'seen':
      return { kind: name }
    case 'file':
      return file ? { kind: 'file', file } : null
    default: {
      const step = stepOf(name)
      if (step !== null) return { kind: 'before-step', step }
      return { kind: 'revision', revision: name }
    }
  }
}

/** The step before which the side is; null for any other side. */
export function stepOf(name: SideName): number | null {
  const step = /^step-(\d+)$/.exec(name)?.[1]
  return step === undefined ? null : Number(step)
}

export function beforeStep(step: number): SideName {
  return `step-${String(step)}`
}

/** The choices there are: a project that nobody looked at has nothing seen, and one without revisions has none. */
export function sideNames(seen: boolean, revisions: readonly RevisionSummary[], steps: readonly UndoPoint[]): SideName[] {
  return ['now', ...(seen ? ['seen'] : []), ...revisions.map(({ id }) => id).reverse(), 'file', ...steps.map(({ step }) => beforeStep(step))]
}
