import { implement } from '@orpc/server'
import { workbenchContract } from '../../shared/contract/workbench.ts'
import type { Id } from '../../shared/domain/id.ts'
import { redo, undo, undoState } from '../store/history.ts'
import type { AppContext } from './context.ts'
import { refused } from './problems.ts'
import { announce, noteTouched, projectOrThrow } from './step.ts'

export function historyHandlers(context: AppContext) {
  const os = implement(workbenchContract).history
  const { db } = context

  function go(project: Id, way: typeof undo, nothing: string) {
    const touched = db.transaction(() => {
      projectOrThrow(context, project)
      const tables = way(db, project)
      if (!tables) throw refused(nothing)
      noteTouched(context, project, tables)
      return tables
    })()
    announce(context, project, touched)
    return undoState(db, project)
  }

  return {
    state: os.state.handler(({ input }) => {
      projectOrThrow(context, input.project)
      return undoState(db, input.project)
    }),
    undo: os.undo.handler(({ input }) => go(input.project, undo, 'There is nothing to undo.')),
    redo: os.redo.handler(({ input }) => go(input.project, redo, 'There is nothing to redo.')),
  }
}
