import { useMutation, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { PackInfo } from '../../../shared/domain/rule.ts'
import { useApi } from '../api.tsx'
import { useHistory } from '../shell/history.ts'
import { useToasts } from '../shell/Toasts.tsx'
import { useAnalysisQuery } from '../analysis-query.ts'

/** Packs and rules, what the project makes of them, and how many findings each rule has in its model now. */
export function useRules(project: string) {
  const api = useApi()
  const library = useQuery({ queryKey: ['rules', null, 'library'], queryFn: () => api.rule.library() })
  const settings = useQuery({ queryKey: ['rules', project, 'settings'], queryFn: () => api.rule.settings({ project }) })
  const analysis = useAnalysisQuery(project)
  const findings = useMemo(() => {
    const counts = new Map<string, number>()
    for (const { rule } of analysis.data?.analysis.findings ?? []) counts.set(rule, (counts.get(rule) ?? 0) + 1)
    return counts
  }, [analysis.data])
  return { library, settings, findings }
}

/** What can be done to packs and rules. What belongs to the project can be undone from its toast. */
export function useRuleActions(project: string) {
  const { t } = useTranslation(['rules', 'common'])
  const api = useApi()
  const { say, fail } = useToasts()
  const { undo } = useHistory(project)
  const undoable = (text: string) => say(text, { label: t('common:undo'), run: undo })
  const restore = useMutation({ mutationFn: (file: string) => api.rule.restorePack({ file }), onError: fail })
  return {
    setPack: useMutation({
      mutationFn: ({ pack, on }: { pack: PackInfo; on: boolean }) => api.rule.setSettings({ project, packs: { [pack.id]: on } }),
      onSuccess: (_, { pack, on }) => undoable(t(on ? 'packOn' : 'packOff', { pack: pack.title })),
      onError: fail,
    }),
    setRule: useMutation({
      mutationFn: ({ rule, on }: { rule: string; on: boolean }) => api.rule.setSettings({ project, rules: { [rule]: on } }),
      onSuccess: (_, { rule, on }) => undoable(t(on ? 'ruleOn' : 'ruleOff', { rule })),
      onError: fail,
    }),
    suppress: useMutation({
      mutationFn: (input: { rule: string; on: string[]; reason: string }) => api.rule.suppress({ project, ...input }),
      onSuccess: (_, { rule }) => undoable(t('suppressDone', { rule })),
      onError: fail,
    }),
    unsuppress: useMutation({
      mutationFn: (input: { rule: string; on: string[] }) => api.rule.unsuppress({ project, ...input }),
      onSuccess: (_, { rule }) => undoable(t('unsuppressDone', { rule })),
      onError: fail,
    }),
    removePack: useMutation({
      mutationFn: (file: string) => api.rule.removePack({ file }),
      onSuccess: (_, file) => say(t('removed', { file }), { label: t('common:undo'), run: () => restore.mutate(file) }),
      onError: fail,
    }),
  }
}
