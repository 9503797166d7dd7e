import { lookOf } from '../../../shared/domain/diff-findings.ts'
import type { Analysis } from '../../../shared/domain/finding.ts'
import type { Id, Instant } from '../../../shared/domain/id.ts'
import type { Seen, SeenCause } from '../../../shared/domain/seen.ts'
import { listTriaged } from '../../store/findings.ts'
import { readModel } from '../../store/models.ts'
import { readRuleSettings } from '../../store/rule-settings.ts'
import { deleteSeen, insertSeen, lastSeenHead, readSeen } from '../../store/seen.ts'
import type { Analyses } from './analysis.ts'
import type { AppContext } from '../context.ts'
import { withAnalysis } from './fresh-analysis.ts'
import { standingTriage, stands } from '../threats/triage-states.ts'

/** What teams last looked at: against it, findings are new, changed or gone. */
export interface Looks {
  /** What was last seen; null where nobody ever looked. */
  last: (project: Id) => Seen | null
  /** Notes that all there is now has been seen. */
  take: (project: Id, cause: SeenCause) => Promise<Instant>
  /** As {@link take}, beside something else that must not fail with it. */
  takeBeside: (project: Id, cause: SeenCause) => void
  /** The first decision on a finding, and the last, say that the list has been seen. To be called with the analysis that was decided on, which is of the model as it is. */
  afterTriage: (project: Id, analysis: Analysis) => void
  forget: (project: Id, at: Instant) => void
  close: () => void
}

/** Looks are written beside the stack of undo: they change nothing of the project. */
export function createLooks(context: AppContext, analyses: Analyses): Looks {
  const { db } = context
  // Reading one of a large model takes longer than comparing with it.
  let closed = false
  let held: { project: Id; number: number; seen: Seen } | null = null

  function write(project: Id, cause: SeenCause, analysis: Analysis): Instant {
    const model = readModel(db, project)
    const at = context.clock()
    insertSeen(db, project, { at, cause, model, look: lookOf(model, analysis, readRuleSettings(db, project)) })
    context.changes.publish({ project, topics: ['analysis'] })
    return at
  }

  // Meanwhile the library may have been shut.
  const take = (project: Id, cause: SeenCause) => withAnalysis(context, analyses, project, (analysis) => (closed ? '' : write(project, cause, analysis)))

  return {
    last: (project) => {
      const head = lastSeenHead(db, project)
      if (!head) return null
      if (held?.project !== project || held.number !== head.number || held.seen.at !== head.at) held = { project, number: head.number, seen: readSeen(db, project, head) }
      return held.seen
    },
    take,
    takeBeside: (project, cause) => void take(project, cause).catch((error: unknown) => (closed ? undefined : context.log(`what was seen: ${String(error)}`))),
    afterTriage: (project, analysis) => {
      const head = lastSeenHead(db, project)
      if (head !== null && head.cause !== 'triage-begun') return
      const standing = standingTriage(listTriaged(db, project), analysis.findings)
      const finished = analysis.findings.every(({ id }) => {
        const found = standing.get(id)
        return found !== undefined && stands(found)
      })
      if (finished) write(project, 'triage-finished', analysis)
      else if (head === null) write(project, 'triage-begun', analysis)
    },
    forget: (project, at) => {
      if (deleteSeen(db, project, at)) context.changes.publish({ project, topics: ['analysis'] })
    },
    close: () => {
      closed = true
    },
  }
}
