import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { allStates, type Analysed, type FollowedAnalysis, followedAnalysis } from '../../shared/domain/analysed.ts'
import type { AnalysisPiece } from '../../shared/domain/analysis-change.ts'
import { type Api, useApi } from './api.tsx'

/** What the page shows, and the state of the application's that the next change builds upon. Triage shows a decision in `states` before it is in the other. */
export interface FollowedAnalysed extends Analysed {
  state: FollowedAnalysis
}

/** Brings the analysis that a page has to the one that the application has now; null, where that can not be, has it sent whole. */
export async function followAnalysis(api: Pick<Api, 'analysis'>, project: string, before: FollowedAnalysis | null, signal: AbortSignal): Promise<FollowedAnalysis | null> {
  const pieces: AnalysisPiece[] = []
  for await (const part of await api.analysis.since({ project, stamp: before?.stamp ?? null }, { signal })) {
    if (part.type === 'news') return followedAnalysis(before, pieces, part)
    const piece: unknown = JSON.parse(part.text)
    if (isPiece(piece)) pieces.push(piece)
  }
  return null
}

/** As the application wrote it: reading through every part of it would take longer than all the rest. */
function isPiece(piece: unknown): piece is AnalysisPiece {
  return typeof piece === 'object' && piece !== null && 'findings' in piece && 'questions' in piece && 'facts' in piece
}

/**
 * The analysis of a project with its triage, as everything that shows it asks for it: sent whole once and in pieces, and after that as what
 * changed. Findings, questions and facts that did not change stay the same objects.
 */
export function analysisQuery(api: Api, queries: QueryClient, project: string) {
  const queryKey = ['analysis', project] as const
  return queryOptions({
    queryKey,
    queryFn: async ({ signal }): Promise<FollowedAnalysed> => {
      const before = queries.getQueryData<FollowedAnalysed>(queryKey)
      const state = (await followAnalysis(api, project, before?.state ?? null, signal)) ?? (await followAnalysis(api, project, null, signal))
      if (state === null) throw new Error('the analysis ended half-way')
      return { analysis: state.analysis, states: allStates(state.told, state.analysis.findings), state }
    },
    structuralSharing: false,
  })
}

/** See {@link analysisQuery}. It waits while it is not `enabled`. */
export function useAnalysisQuery(project: string, enabled = true) {
  return useQuery({ ...analysisQuery(useApi(), useQueryClient(), project), enabled })
}
