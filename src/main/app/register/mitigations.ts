import { implement } from '@orpc/server'
import { workbenchContract } from '../../../shared/contract/workbench.ts'
import type { Id } from '../../../shared/domain/id.ts'
import { Mitigation, type MitigationChange, type MitigationDraft } from '../../../shared/domain/mitigation.ts'
import { deleteMitigation, listMitigations, nextMitigationOrder, readMitigation, writeMitigation } from '../../store/mitigations.ts'
import { readThreat } from '../../store/threats.ts'
import type { AppContext } from '../context.ts'
import { notFound } from '../problems.ts'
import { needProject, step } from '../step.ts'

/** Implements `mitigation` of the workbench contract. */
export function mitigationHandlers(context: AppContext) {
  const os = implement(workbenchContract).mitigation
  const { db } = context
  return {
    list: os.list.handler(({ input: { project } }) => {
      needProject(context, project)
      return listMitigations(db, project)
    }),
    create: os.create.handler(({ input: { project, drafts } }) => step(context, project, 'new mitigation', () => drafts.map((draft) => created(context, project, draft)))),
    update: os.update.handler(({ input: { project, mitigations, set } }) => step(context, project, 'edit mitigation', () => mitigations.map((id) => updated(context, project, id, set)))),
    remove: os.remove.handler(({ input: { project, mitigations } }) => {
      step(context, project, 'remove mitigations', () => {
        for (const id of mitigations) if (!deleteMitigation(db, project, id)) throw notFound('mitigation')
      })
    }),
  }
}

function created(context: AppContext, project: Id, draft: MitigationDraft): Mitigation {
  const at = context.clock()
  const mitigation: Mitigation = { ...draft, threats: known(context, project, draft.threats), id: context.newId(), order: nextMitigationOrder(context.db, project), createdAt: at, updatedAt: at }
  writeMitigation(context.db, project, mitigation)
  return mitigation
}

function updated(context: AppContext, project: Id, id: Id, set: MitigationChange): Mitigation {
  const before = readMitigation(context.db, project, id)
  if (!before) throw notFound('mitigation')
  const given = Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined))
  const mitigation = Mitigation.parse({ ...before, ...given, ...(set.threats ? { threats: known(context, project, set.threats) } : {}), updatedAt: context.clock() })
  writeMitigation(context.db, project, mitigation)
  return mitigation
}

/** Threats of this project, each once. */
function known({ db }: AppContext, project: Id, threats: readonly Id[]): Id[] {
  for (const id of threats) if (!readThreat(db, project, id)) throw notFound('threat')
  return [...new Set(threats)]
}
