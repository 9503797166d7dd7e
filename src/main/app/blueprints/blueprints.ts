import { implement } from '@orpc/server'
import { workbenchContract } from '../../../shared/contract/workbench.ts'
import { type Blueprint, copiedParts, isBuiltIn, type ModelParts } from '../../../shared/domain/blueprint.ts'
import type { Id } from '../../../shared/domain/id.ts'
import type { ProjectSummary } from '../../../shared/domain/project.ts'
import { insertBlueprint, listBlueprints, readBlueprintParts, readBlueprintRow, renameBlueprint, setBlueprintRemoved } from '../../store/blueprints.ts'
import { readDiagrams } from '../../store/models.ts'
import type { AppContext } from '../context.ts'
import { applyEdit } from '../model/model-edits.ts'
import { notFound } from '../problems.ts'
import { addProject } from '../projects/projects.ts'
import { createRecogniser } from '../rules/rules.ts'
import { projectOrThrow, step } from '../step.ts'
import { builtInList, builtInParts } from './built-in.ts'

/** Implements `blueprint` of the workbench contract. */
export function blueprintHandlers(context: AppContext) {
  const os = implement(workbenchContract).blueprint
  const { db, changes } = context
  const recogniser = createRecogniser(context.jobs)

  async function partsOf(id: Id): Promise<ModelParts> {
    const parts = isBuiltIn(id) ? builtInParts(context.resources, id, await recogniser()) : readBlueprintParts(db, id)
    if (!parts) throw notFound('blueprint')
    return parts
  }

  function changed(id: Id): Blueprint {
    changes.publish({ project: null, topics: ['blueprints'] })
    const row = readBlueprintRow(db, id)
    if (!row) throw notFound('blueprint')
    return row
  }

  return {
    list: os.list.handler(() => [...builtInList, ...listBlueprints(db)]),
    parts: os.parts.handler(({ input }) => partsOf(input.blueprint)),
    save: os.save.handler(({ input }) => {
      const id = context.newId()
      insertBlueprint(db, { ...input, id, savedAt: context.clock() })
      return changed(id)
    }),
    rename: os.rename.handler(({ input }) => {
      if (!renameBlueprint(db, input.blueprint, input)) throw notFound('blueprint')
      return changed(input.blueprint)
    }),
    remove: os.remove.handler(({ input }) => {
      if (!setBlueprintRemoved(db, input.blueprint, context.clock())) throw notFound('blueprint')
      changes.publish({ project: null, topics: ['blueprints'] })
    }),
    restore: os.restore.handler(({ input }) => {
      if (!setBlueprintRemoved(db, input.blueprint, null)) throw notFound('blueprint')
      return changed(input.blueprint)
    }),
    start: os.start.handler(async ({ input }): Promise<ProjectSummary> => {
      const parts = await partsOf(input.blueprint)
      const project = db.transaction(() => {
        const id = addProject(context, input.name)
        const [diagram] = readDiagrams(db, id)
        if (!diagram) throw notFound('diagram')
        const copies = copiedParts(parts, { diagram: diagram.id, newId: context.newId, shift: { x: 0, y: 0 }, outside: () => null })
        step(context, id, input.label, () => applyEdit(db, id, { type: 'add-copies', ...copies }))
        return id
      })()
      return { ...projectOrThrow(context, project), signedRevisions: 0, openWorkshop: null }
    }),
  }
}
