import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Finding, Question } from '../../../../shared/domain/finding.ts'
import { emptyModel } from '../../../../shared/domain/model.ts'
import { useApi } from '../../api.tsx'
import { useModelEdit } from '../../model/useModelEdit.ts'
import { useVocabulary } from '../../model/useVocabulary.ts'
import type { FactDefinition } from '../../model/vocabulary.ts'
import { useHistory } from '../../shell/history.ts'
import { useToasts } from '../../shell/Toasts.tsx'
import { usePartLabels } from '../parts.ts'
import { questionKey } from './question-rows.ts'
import { useModelQuery } from '../../model-query.ts'
import { useAnalysisQuery } from '../../analysis-query.ts'

const noQuestions: readonly Question[] = []
const noFindings: readonly Finding[] = []

/** The open questions of a project, and how they are answered and asked. */
export function useQuestions(project: string) {
  const { t } = useTranslation(['questions', 'common', 'model'])
  const api = useApi()
  const edit = useModelEdit(project)
  const { say, fail } = useToasts()
  const { undo } = useHistory(project)
  const { facts } = useVocabulary()
  const labels = usePartLabels(project)
  const analysis = useAnalysisQuery(project)
  const model = useModelQuery(project).data ?? emptyModel
  const asked = useQuery({ queryKey: ['asked', project], queryFn: () => api.analysis.asked({ project }) }).data ?? null
  const ask = useMutation({ mutationFn: (question: { on: string; fact: string } | null) => api.analysis.ask({ project, question }), onError: fail }).mutate
  const definitions = useMemo(() => new Map(facts.map((fact) => [fact.name, fact])), [facts])
  const analysed = analysis.data?.analysis
  const open = analysed?.questions ?? noQuestions

  // The model knows of an answer at once, and of its undo; the analysis follows.
  const questions = useMemo(() => {
    const facts = new Map([...model.elements, ...model.flows, ...model.boundaries].map((part) => [part.id, part.facts]))
    return open.filter(({ on, fact }) => (facts.get(on)?.[fact]?.value ?? 'unknown') === 'unknown')
  }, [open, model])

  function answer(these: readonly Question[], value: string) {
    const [first] = these
    if (!first) return
    const definition = definitions.get(first.fact)
    const label = these.length === 1 ? (labels.get(first.on) ?? '') : t('parts', { count: these.length })
    edit(t('model:edit.fact', { fact: definition?.label ?? first.fact, label }), these.map(({ on, fact }) => ({ type: 'set-fact', on, fact, value })))
    say(t('answered', { count: these.length }), { label: t('common:undo'), run: undo })
  }

  return {
    analysis,
    model,
    labels,
    definitions,
    questions,
    findings: analysed?.findings ?? noFindings,
    answer,
    asked,
    ask,
    definitionOf: (fact: string): FactDefinition | undefined => definitions.get(fact),
  }
}

export type Questions = ReturnType<typeof useQuestions>

/** What each answer to the question would confirm and clear; null until it is known. */
export function useOutcomes(project: string, question: Question | null, next: Question | null) {
  const api = useApi()
  const wanted = [question, next].flatMap((one) => (one ? [{ on: one.on, fact: one.fact }] : []))
  const query = useQuery({
    queryKey: ['analysis', project, 'outcomes', ...wanted.map(questionKey)],
    queryFn: () => api.analysis.outcomes({ project, questions: wanted }),
    enabled: wanted.length > 0,
    // The next question's were asked for together with this one's.
    placeholderData: keepPreviousData,
  })
  return query.data?.find(({ on, fact }) => on === question?.on && fact === question.fact) ?? null
}
