import { implement } from '@orpc/server'
import { workbenchContract } from '../../../shared/contract/workbench.ts'
import { deleteRegisterView, listRegisterViews, writeRegisterView } from '../../store/register-views.ts'
import type { AppContext } from '../context.ts'
import { notFound } from '../problems.ts'
import { needProject, step } from '../step.ts'

/** Implements `registerView` of the workbench contract. */
export function registerViewHandlers(context: AppContext) {
  const os = implement(workbenchContract).registerView
  const { db } = context
  return {
    list: os.list.handler(({ input: { project } }) => {
      needProject(context, project)
      return listRegisterViews(db, project)
    }),
    save: os.save.handler(({ input: { project, name, view } }) =>
      step(context, project, 'save view', () => {
        const known = listRegisterViews(db, project).find((one) => one.name === name)
        const saved = { id: known?.id ?? context.newId(), name, view }
        writeRegisterView(db, project, saved)
        return saved
      }),
    ),
    remove: os.remove.handler(({ input: { project, view } }) => {
      step(context, project, 'remove view', () => {
        if (!deleteRegisterView(db, project, view)) throw notFound('view')
      })
    }),
  }
}
