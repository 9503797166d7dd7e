import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ThreatDraft } from '../../../shared/domain/threat.ts'
import { useApi } from '../api.tsx'
import { useHistory } from '../shell/history.ts'
import { useToasts } from '../shell/Toasts.tsx'

/** What triage shows and does. Every action's toast carries undo. */
export function useTriage(project: string) {
  const { t } = useTranslation(['threats', 'common'])
  const api = useApi()
  const { say, fail } = useToasts()
  const { undo } = useHistory(project)
  const undoable = (text: string) => say(text, { label: t('common:undo'), run: undo })

  const analysis = useQuery({ queryKey: ['analysis', project], queryFn: () => api.analysis.get({ project }) })
  const threats = useQuery({ queryKey: ['threats', project], queryFn: () => api.threat.list({ project }) })
  const accept = useMutation({
    mutationFn: (findings: string[]) => api.threat.accept({ project, findings }),
    onSuccess: (made) => undoable(t('accepted', { count: made.length })),
    onError: fail,
  })
  const dismiss = useMutation({
    mutationFn: (input: { findings: string[]; reason: string }) => api.threat.dismiss({ project, ...input }),
    onSuccess: (_, { findings }) => undoable(t('dismissed', { count: findings.length })),
    onError: fail,
  })
  const reconsider = useMutation({ mutationFn: (findings: string[]) => api.threat.reconsider({ project, findings }), onError: fail })
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
