import { implement } from '@orpc/server'
import type { RefusalReason } from '../../shared/contract/errors.ts'
import { workbenchContract } from '../../shared/contract/workbench.ts'
import type { Id } from '../../shared/domain/id.ts'
import { redo, standingSteps, undo, undoState } from '../store/history.ts'
import type { AppContext } from './context.ts'
import { refused } from './problems.ts'
import { announce, needProject, noteTouched } from './step.ts'

/** More than these nobody goes through to find a state. */
const mostSteps = 100

export function historyHandlers(context: AppContext) {
  const os = implement(workbenchContract).history
  const { db } = context

  function go(project: Id, way: typeof undo, nothing: RefusalReason) {
    const touched = db.transaction(() => {
      needProject(context, project)
      const touched = way(db, project)
      if (!touched) throw refused(nothing)
      noteTouched(context, project, touched.tables)
      return touched
    })()
    announce(context, project, touched)
    return undoState(db, project)
  }

  return {
    steps: os.steps.handler(({ input }) => {
      needProject(context, input.project)
      return standingSteps(db, input.project, mostSteps).map(({ seq, label }) => ({ step: seq, label }))
    }),
    state: os.state.handler(({ input }) => {
      needProject(context, input.project)
      return undoState(db, input.project)
    }),
    undo: os.undo.handler(({ input }) => go(input.project, undo, 'nothing-to-undo')),
    redo: os.redo.handler(({ input }) => go(input.project, redo, 'nothing-to-redo')),
  }
}
