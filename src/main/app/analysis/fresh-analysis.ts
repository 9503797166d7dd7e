import type { Analysis } from '../../../shared/domain/finding.ts'
import type { Id } from '../../../shared/domain/id.ts'
import { modelRevision } from '../../store/models.ts'
import type { Analyses } from './analysis.ts'
import type { AppContext } from '../context.ts'
import { cancelled } from '../problems.ts'

/**
 * Runs `use` on an analysis of the model as it is at that moment: where the model was edited while it was analysed, it is analysed again.
 * `use` is not to wait for anything before it has read what it needs of the model.
 * @throws `CANCELLED` where the library is closed meanwhile.
 */
export async function withAnalysis<Result>({ db }: Pick<AppContext, 'db'>, analyses: Pick<Analyses, 'of'>, project: Id, use: (analysis: Analysis) => Result): Promise<Result> {
  for (;;) {
    if (!db.open) throw cancelled()
    const revision = modelRevision(db, project)
    const analysis = await analyses.of(project)
    if (!db.open) throw cancelled()
    if (modelRevision(db, project) === revision) return use(analysis)
  }
}
