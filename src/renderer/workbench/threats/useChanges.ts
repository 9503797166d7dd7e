import { useMutation, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { FindingChange } from '../../../shared/domain/diff-findings.ts'
import { useApi } from '../api.tsx'
import { useToasts } from '../shell/Toasts.tsx'
import type { State } from './triage-row.ts'

/** What became of the findings since the team last looked. Marking all as seen can be taken back from its toast. */
export function useChanges(project: string, states: ReadonlyMap<string, State>) {
  const { t } = useTranslation(['threats', 'common'])
  const api = useApi()
  const { say, fail } = useToasts()
  const since = useQuery({ queryKey: ['analysis', project, 'since'], queryFn: () => api.diff.since({ project }) }).data
  const forget = useMutation({ mutationFn: (at: string) => api.diff.forgetSeen({ project, at }), onError: fail }).mutate
  const markSeen = useMutation({
    mutationFn: () => api.diff.markSeen({ project }),
    onSuccess: ({ at }) => say(t('change.marked'), { label: t('common:undo'), run: () => forget(at) }),
    onError: fail,
  })
  const changes = useMemo(() => since?.changes ?? [], [since])
  const byFinding = useMemo(() => new Map(changes.map((change) => [change.id, change])), [changes])
  const byThreat = useMemo(() => {
    const found = new Map<string, FindingChange>()
    for (const change of changes) {
      const threat = states.get(change.id)?.threat
      if (threat !== undefined && threat !== null) found.set(threat, change)
    }
    return found
  }, [changes, states])
  return { seen: since?.seen ?? null, changes, byFinding, byThreat, markSeen: () => markSeen.mutate() }
}

export type Changes = ReturnType<typeof useChanges>
