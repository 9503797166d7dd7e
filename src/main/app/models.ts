import { implement } from '@orpc/server'
import { workbenchContract } from '../../shared/contract/workbench.ts'
import { factDefinitions, technologyList } from '../stride/book.ts'
import { readModel } from '../store/models.ts'
import type { AppContext } from './context.ts'
import { applyEdit } from './model-edits.ts'
import { ruleBook } from './rules.ts'
import { needProject, step } from './step.ts'

export function modelHandlers(context: AppContext) {
  const os = implement(workbenchContract).model
  const { db } = context
  return {
    get: os.get.handler(({ input }) => {
      needProject(context, input.project)
      return readModel(db, input.project)
    }),
    technologies: os.technologies.handler(() => technologyList(ruleBook(context.resources))),
    factDefinitions: os.factDefinitions.handler(({ input }) => factDefinitions(ruleBook(context.resources), input.language)),
    edit: os.edit.handler(({ input }) => {
      step(context, input.project, input.label, () => {
        for (const edit of input.edits) applyEdit(db, input.project, edit)
      })
    }),
  }
}
