import { useMutation, useQuery } from '@tanstack/react-query'
import type { DecisionChange } from '../../../shared/domain/decision.ts'
import type { Mitigation, MitigationChange, MitigationDraft } from '../../../shared/domain/mitigation.ts'
import type { Threat } from '../../../shared/domain/threat.ts'
import { useApi } from '../api.tsx'
import { useToasts } from '../shell/Toasts.tsx'

const none: readonly Mitigation[] = []

/** What is done about the project's threats. */
export function useMitigations(project: string): readonly Mitigation[] {
  const api = useApi()
  return useQuery({ queryKey: ['mitigations', project], queryFn: () => api.mitigation.list({ project }) }).data ?? none
}

/** What a person does about threats; each is saved at once, as a step of its own. */
export function useDecisions(project: string) {
  const api = useApi()
  const { fail } = useToasts()
  const decide = useMutation({ mutationFn: ({ threats, set }: { threats: string[]; set: DecisionChange }) => api.decision.set({ project, threats, set }), onError: fail })
  const clear = useMutation({ mutationFn: (threats: string[]) => api.threat.decide({ project, threats, decision: null }), onError: fail })
  const edit = useMutation({ mutationFn: ({ threat, set }: { threat: string; set: Partial<Pick<Threat, 'title' | 'statement' | 'concerns'>> }) => api.threat.update({ project, threat, set }), onError: fail })
  const plan = useMutation({ mutationFn: (draft: MitigationDraft) => api.mitigation.create({ project, drafts: [draft] }), onError: fail })
  const change = useMutation({ mutationFn: ({ mitigation, set }: { mitigation: string; set: MitigationChange }) => api.mitigation.update({ project, mitigations: [mitigation], set }), onError: fail })
  const drop = useMutation({ mutationFn: (mitigation: string) => api.mitigation.remove({ project, mitigations: [mitigation] }), onError: fail })
  return {
    decide: (threats: string[], set: DecisionChange) => decide.mutate({ threats, set }),
    clear: (threats: string[]) => clear.mutate(threats),
    edit: (threat: string, set: Partial<Pick<Threat, 'title' | 'statement' | 'concerns'>>) => edit.mutate({ threat, set }),
    plan: (draft: MitigationDraft) => plan.mutate(draft),
    /** As `plan`; @returns what was made, nothing where that failed and was told. */
    planned: (draft: MitigationDraft): Promise<Mitigation | undefined> => plan.mutateAsync(draft).then(([made]) => made, () => undefined),
    change: (mitigation: string, set: MitigationChange) => change.mutate({ mitigation, set }),
    drop: (mitigation: string) => drop.mutate(mitigation),
  }
}
