import { randomUUID } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { AnalysedNews, FollowedAnalysis, Piece, Told } from '../../../shared/domain/analysed.ts'
import { toRuns } from '../../../shared/domain/analysed.ts'
import { analysisChange, analysisPieces, noAnalysis } from '../../../shared/domain/analysis-change.ts'
import type { Analysis } from '../../../shared/domain/finding.ts'
import type { FindingState } from '../../../shared/domain/finding-state.ts'
import type { Id } from '../../../shared/domain/id.ts'

/** States of one project that are kept for pages that may have them; they share nearly all they hold. */
const keptStates = 6
/** Projects whose states are kept. */
const keptProjects = 8
/** Items in one message: few enough that a page takes it in within some milliseconds. */
const pieceSize = 100

export interface AnalysedStates {
  /** The state that `analysis` and `told` are, under a name that no other has: the one before where nothing changed. */
  state: (project: Id, analysis: Analysis, told: Told) => FollowedAnalysis
  /** What a page that has `since` lacks of `now`. */
  news: (project: Id, since: string | null, now: FollowedAnalysis) => AsyncGenerator<Piece | AnalysedNews, void>
}

/** The last states of each project's analysis, so that a page is sent only what changed since the one that it has. */
export function createAnalysedStates(): AnalysedStates {
  // A page may ask with a stamp from before the application was started anew.
  const run = randomUUID()
  const kept = new Map<Id, FollowedAnalysis[]>()
  let count = 0
  return {
    state: (project, analysis, told) => {
      const states = kept.get(project) ?? []
      kept.delete(project)
      kept.set(project, states)
      for (const oldest of kept.keys()) {
        if (kept.size <= keptProjects) break
        kept.delete(oldest)
      }
      const last = states.at(-1)
      const same = sameTold(last?.told, told)
      if (last?.analysis === analysis && same === last.told) return last
      const now = { stamp: `${run}.${String(++count)}`, analysis, told: same }
      states.push(now)
      if (states.length > keptStates) states.shift()
      return now
    },
    news: async function* (project, since, now) {
      const known = kept.get(project)?.find(({ stamp }) => stamp === since)
      const { outline, added } = analysisChange(known?.analysis ?? noAnalysis, now.analysis)
      for (const piece of analysisPieces(added, pieceSize)) {
        yield { type: 'piece', text: JSON.stringify(piece) }
        // Votes of a room are not to wait until a large analysis is on its way.
        await setImmediate()
      }
      const { findings, questions, settled, ...rest } = outline
      yield {
        type: 'news',
        stamp: now.stamp,
        upon: known?.stamp ?? null,
        outline: { ...rest, findings: findings && toRuns(findings), questions: questions && toRuns(questions), settled: settled && [...settled] },
        told: known?.told === now.told ? null : now.told,
      }
    },
  }
}

/** `before`, where it says the same. */
function sameTold(before: Told | undefined, now: Told): Told {
  if (before?.first !== now.first || before.states.length !== now.states.length) return now
  return now.states.every((state, at) => isSame(state, before.states[at])) ? before : now
}

function isSame(a: FindingState, b: FindingState | undefined): boolean {
  return a.finding === b?.finding && a.state === b.state && a.reason === b.reason && a.threat === b.threat
}
