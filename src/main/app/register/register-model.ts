import type { Id } from '../../../shared/domain/id.ts'
import type { Model } from '../../../shared/domain/model.ts'
import { readModel } from '../../store/models.ts'
import type { RevisionRow } from '../../store/revisions.ts'
import type { AppContext } from '../context.ts'
import { parseRegister } from './register-draft.ts'

/** A project's model, as it is or as a revision froze it. */
export function modelOf(context: Pick<AppContext, 'db'>, project: Id, row: RevisionRow | null): Model {
  return row === null ? readModel(context.db, project) : parseRegister(row.register).model
}
