import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ThreatDraft } from '../../../shared/domain/threat.ts'
import { useApi } from '../api.tsx'
import { useHistory } from '../shell/history.ts'
import { useToasts } from '../shell/Toasts.tsx'
import { type FollowedAnalysed, useAnalysisQuery } from '../analysis-query.ts'

/** What triage shows and does. Every action's toast carries undo. */
export function useTriage(project: string) {
  const { t } = useTranslation(['threats', 'common'])
  const api = useApi()
  const { say, fail } = useToasts()
  const { undo } = useHistory(project)
  const queries = useQueryClient()
  /** Shows a decision at once, so that the next key meets the next finding; the server's word replaces it. */
  function assume(findings: readonly string[], state: 'accepted' | 'dismissed' | 'new', reason: string) {
    queries.setQueryData<FollowedAnalysed>(['analysis', project], (now) => {
      if (!now) return now
      const others = now.states.filter((known) => !findings.includes(known.finding))
      return { ...now, states: [...others, ...findings.map((finding) => ({ finding, state, reason, threat: null }))] }
    })
  }
  function failAnew(error: unknown) {
    fail(error)
    void queries.invalidateQueries({ queryKey: ['analysis', project] })
  }
  const undoable = (text: string) => say(text, { label: t('common:undo'), run: undo })

  const analysis = useAnalysisQuery(project)
  const threats = useQuery({ queryKey: ['threats', project], queryFn: () => api.threat.list({ project }) })
  const accept = useMutation({
    mutationFn: ({ findings, as, title }: { findings: string[]; as: 'each' | 'one'; title?: string | undefined }) => api.threat.accept({ project, findings, as, title }),
    onMutate: ({ findings }) => assume(findings, 'accepted', ''),
    onSuccess: (made) => undoable(t('accepted', { count: made.length })),
    onError: failAnew,
  })
  const dismiss = useMutation({
    mutationFn: (input: { findings: string[]; reason: string }) => api.threat.dismiss({ project, ...input }),
    onMutate: ({ findings, reason }) => assume(findings, 'dismissed', reason),
    onSuccess: (_, { findings }) => undoable(t('dismissed', { count: findings.length })),
    onError: failAnew,
  })
  const reconsider = useMutation({ mutationFn: (findings: string[]) => api.threat.reconsider({ project, findings }), onMutate: (findings) => assume(findings, 'new', ''), onError: failAnew })
  const create = useMutation({ mutationFn: (draft: ThreatDraft) => api.threat.create({ project, draft }), onError: fail })
  const update = useMutation({
    mutationFn: ({ threat, set }: { threat: string; set: Partial<ThreatDraft> }) => api.threat.update({ project, threat, set }),
    onError: fail,
  })
  const remove = useMutation({
    mutationFn: (ids: string[]) => api.threat.remove({ project, threats: ids }),
    onSuccess: (_, ids) => undoable(t('removed', { count: ids.length })),
    onError: fail,
  })
  const merge = useMutation({
    mutationFn: (input: { into: string; from: string[] }) => api.threat.merge({ project, ...input }),
    onSuccess: (threat) => undoable(t('merged', { id: threat.displayId })),
    onError: fail,
  })
  const answer = useMutation({
    mutationFn: (input: { on: string; fact: string; value: string }) =>
      api.model.edit({ project, label: `${input.fact}: ${input.value}`, edits: [{ type: 'set-fact', ...input }] }),
    onError: fail,
  })
  return { analysis, threats, accept, dismiss, reconsider, create, update, remove, merge, answer }
}

export type Triage = ReturnType<typeof useTriage>
