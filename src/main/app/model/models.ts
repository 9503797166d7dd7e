import { implement } from '@orpc/server'
import { workbenchContract } from '../../../shared/contract/workbench.ts'
import type { ModelEdit } from '../../../shared/contract/workbench.ts'
import { diagramOf } from '../../../shared/domain/model.ts'
import { mermaidText } from '../../export/tools/mermaid.ts'
import { readModel } from '../../store/models.ts'
import { readElementLabel, readFlowLabel } from '../../stride/vocabulary/relabel.ts'
import type { AppContext } from '../context.ts'
import { applyEdit } from './model-edits.ts'
import { notFound } from '../problems.ts'
import { createRecogniser, createWords } from '../rules/rules.ts'
import { needProject, stepOnto, step } from '../step.ts'

export function modelHandlers(context: AppContext) {
  const os = implement(workbenchContract).model
  const { db } = context
  const words = createWords(context.jobs)
  const recogniser = createRecogniser(context.jobs)
  return {
    get: os.get.handler(({ input }) => {
      needProject(context, input.project)
      return readModel(db, input.project)
    }),
    text: os.text.handler(({ input }) => {
      needProject(context, input.project)
      const model = diagramOf(readModel(db, input.project), input.diagram)
      if (model.diagrams.length === 0) throw notFound('diagram')
      const { text, parts, flows } = mermaidText(model)
      return { text, parts: Object.fromEntries(parts), flows }
    }),
    stamped: os.stamped.handler(({ input }) => {
      needProject(context, input.project)
      return { stamp: context.changes.modelStamp(input.project), model: readModel(db, input.project) }
    }),
    readLabels: os.readLabels.handler(async ({ input }) => {
      const by = await recogniser()
      return { elements: input.elements.map((label) => readElementLabel(label, null, by)), flows: input.flows.map((label) => ({ facts: readFlowLabel(label, by) })) }
    }),
    technologies: os.technologies.handler(async () => {
      // Whoever asks is about to draw, and the first label should not wait for the words it is read by.
      void recogniser().catch(() => undefined)
      return (await words()).technologies
    }),
    factDefinitions: os.factDefinitions.handler(async ({ input }) => (await words()).facts[input.language]),
    edit: os.edit.handler(async ({ input }) => {
      const by = input.edits.some(hasLabel) ? await recogniser() : null
      const apply = () => {
        for (const edit of input.edits) applyEdit(db, input.project, edit, by)
      }
      const placed = input.edits.flatMap((edit) => (edit.type === 'place' ? edit.places.map(({ id }) => id) : []))
      if (input.joins && input.edits.every(({ type }) => type === 'place')) stepOnto(context, input.project, input.label, placed, apply, input.by)
      else step(context, input.project, input.label, apply, input.by)
      return { stamp: context.changes.modelStamp(input.project) }
    }),
  }
}

/** Whether an edit brings a label that says something about its part. */
function hasLabel(edit: ModelEdit): boolean {
  switch (edit.type) {
    case 'add-element':
    case 'add-flow':
    case 'add-boundary':
      return edit.label !== ''
    case 'update-element':
    case 'update-flow':
    case 'update-boundary':
      return edit.set.label !== undefined
    default:
      return false
  }
}
