import { implement } from '@orpc/server'
import { workbenchContract } from '../../../shared/contract/workbench.ts'
import { changedDecision } from '../../../shared/domain/decision.ts'
import type { Threat } from '../../../shared/domain/threat.ts'
import { readThreat, writeThreat } from '../../store/threats.ts'
import type { AppContext } from '../context.ts'
import { notFound, refused } from '../problems.ts'
import { heldWorkshops, votedRounds } from '../room/workshop-votes.ts'
import { needProject, step } from '../step.ts'
import { threatHistory } from './threat-history.ts'

/** Implements `decision` of the workbench contract. */
export function decisionHandlers(context: AppContext) {
  const os = implement(workbenchContract).decision
  const { db, clock } = context
  return {
    set: os.set.handler(({ input: { project, threats, set } }) =>
      step(context, project, threats.length === 1 ? 'decide' : 'decide many', () =>
        threats.map((id): Threat => {
          const threat = readThreat(db, project, id)
          if (!threat) throw notFound('threat')
          const decision = changedDecision(threat.decision, set)
          if (decision === null) throw refused('no-response', threat.displayId)
          const decided = { ...threat, decision, updatedAt: clock() }
          writeThreat(db, project, decided)
          return decided
        }),
      ),
    ),
    rounds: os.rounds.handler(({ input: { project, threat } }) => {
      needProject(context, project)
      const known = readThreat(db, project, threat)
      if (!known) throw notFound('threat')
      return votedRounds(heldWorkshops(db, project), known)
    }),
    history: os.history.handler(({ input: { project, threat } }) => {
      needProject(context, project)
      return threatHistory(db, project, threat)
    }),
  }
}
