import { implement } from '@orpc/server'
import { workbenchContract } from '../../shared/contract/workbench.ts'
import { readModel } from '../store/models.ts'
import type { AppContext } from './context.ts'
import { applyEdit } from './model-edits.ts'
import { createWords } from './rules.ts'
import { needProject, stepOnto, step } from './step.ts'

export function modelHandlers(context: AppContext) {
  const os = implement(workbenchContract).model
  const { db } = context
  const words = createWords(context.jobs)
  return {
    get: os.get.handler(({ input }) => {
      needProject(context, input.project)
      return readModel(db, input.project)
    }),
    technologies: os.technologies.handler(async () => (await words()).technologies),
    factDefinitions: os.factDefinitions.handler(async ({ input }) => (await words()).facts[input.language]),
    edit: os.edit.handler(({ input }) => {
      const apply = () => {
        for (const edit of input.edits) applyEdit(db, input.project, edit)
      }
      const placed = input.edits.flatMap((edit) => (edit.type === 'place' ? edit.places.map(({ id }) => id) : []))
      if (input.joins && input.edits.every(({ type }) => type === 'place')) stepOnto(context, input.project, input.label, placed, apply)
      else step(context, input.project, input.label, apply)
    }),
  }
}
