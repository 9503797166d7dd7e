import { useMutation } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Finding, Question } from '../../../../shared/domain/finding.ts'
import { type Element, emptyModel, type Model } from '../../../../shared/domain/model.ts'
import type { FacilitatorItem, FacilitatorView } from '../../../../shared/domain/workshop.ts'
import { useApi } from '../../api.tsx'
import { useHistory } from '../../shell/history.ts'
import { useToasts } from '../../shell/Toasts.tsx'
import { useAsked } from '../presenter/PresenterQuestion.tsx'
import type { Send } from '../send.ts'
import { walkOrder } from './walk-order.ts'
import { elementOf, newlyConfirmed, partsAt, questionKey, questionsAt } from './walk-questions.ts'
import { useModelQuery } from '../../model-query.ts'
import { useAnalysisQuery } from '../../analysis-query.ts'

/** A walk through the model with the room: one element at a time, its open questions, and the threats that the answers bring up. */
export interface Walk {
  on: boolean
  /** Null where the element is no longer in the model. */
  element: Element | null
  /** From 1; 0 where the element is not in the order. */
  position: number
  all: number
  start: ((near: FacilitatorItem | null) => void) | null
  end: () => void
  step: (by: 1 | -1) => void
  /** Open questions of the element; passed ones at the end. */
  questions: readonly Question[]
  passed: (question: Question) => boolean
  marked: Question | null
  mark: (by: 1 | -1) => void
  answer: (question: Question, value: string) => void
  /** Nobody in the room knows. */
  pass: (question: Question) => void
  /** Whether the room is asked this question: it is on the projector, large. */
  isAsked: (question: Question) => boolean
  /** Puts the question on the projector, or takes it off again. */
  ask: (question: Question) => void
  /** Goes to the question that settles most; null where none is open. */
  top: (() => void) | null
  /** How many questions are open in the whole model. */
  open: number
  threatsHere: readonly FacilitatorItem[]
  found: readonly Finding[]
  add: (finding: Finding) => void
  leaveOut: (finding: Finding) => void
}

const noQuestions: readonly Question[] = []
const noFindings: readonly Finding[] = []

function nearest(model: Model, item: FacilitatorItem | null): string | null {
  const evidence = item?.threat.evidence ?? []
  const element = model.elements.find((one) => evidence.includes(one.id))
  if (element) return element.id
  const flow = model.flows.find((one) => evidence.includes(one.id))
  return flow?.source ?? flow?.target ?? null
}

export function useWalk(project: string, view: FacilitatorView, send: Send): Walk {
  const { t } = useTranslation(['desk', 'common'])
  const api = useApi()
  const toasts = useToasts()
  const { undo } = useHistory(project)
  const model = useModelQuery(project).data ?? emptyModel
  const analysed = useAnalysisQuery(project).data
  const [before, setBefore] = useState<ReadonlySet<string> | null>(null)
  const [passedOver, setPassedOver] = useState<ReadonlySet<string>>(new Set())
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set())
  const [at, setAt] = useState<string | null>(null)
  const order = useMemo(() => walkOrder(model), [model])
  const on = view.walk !== null && view.phase !== 'closed'
  const element = model.elements.find((one) => one.id === view.walk) ?? null
  const questions = analysed?.analysis.questions ?? noQuestions

  // What was certain when the walk began is triage's business; what the room finds out is the room's.
  if (on && before === null && analysed) setBefore(new Set(analysed.analysis.findings.filter((finding) => finding.status === 'confirmed').map((finding) => finding.id)))

  const answer = useMutation({
    mutationFn: ({ on: part, fact, value }: { on: string; fact: string; value: string }) =>
      api.model.edit({ project, label: `${fact}: ${value}`, edits: [{ type: 'set-fact', on: part, fact, value }] }),
    onSuccess: () => toasts.say(t('walk.answered'), { label: t('common:undo'), run: undo }),
    onError: toasts.fail,
  })
  const accept = useMutation({
    mutationFn: (finding: Finding) => api.threat.accept({ project, findings: [finding.id] }),
    onSuccess: async (made) => {
      if (await send({ type: 'add-threats', threats: made.map((threat) => threat.id) })) toasts.say(t('walk.added', { id: made[0]?.displayId ?? '' }))
    },
    onError: toasts.fail,
  })

  const asked = useAsked(project)
  const isAsked = (question: Question) => asked !== null && questionKey(asked) === questionKey(question)
  const askRoom = (question: Question | null) => {
    if (question !== null || asked !== null) void api.analysis.ask({ project, question: question && { on: question.on, fact: question.fact } }).catch(toasts.fail)
  }
  const isPassed = (question: Question) => passedOver.has(questionKey(question))
  const here = useMemo(() => {
    if (!element) return noQuestions
    const own = questionsAt(model, questions, element.id)
    return [...own.filter((question) => !passedOver.has(questionKey(question))), ...own.filter((question) => passedOver.has(questionKey(question)))]
  }, [model, questions, element, passedOver])
  const marked = here.find((question) => questionKey(question) === at) ?? here.find((question) => !isPassed(question)) ?? null
  const judged = useMemo(() => {
    const known = (analysed?.states ?? []).filter((state) => state.state !== 'new').map((state) => state.finding)
    return new Set([...known, ...leftOut])
  }, [analysed, leftOut])
  const found = useMemo(() => (analysed && before ? newlyConfirmed(analysed.analysis.findings, before, judged) : noFindings), [analysed, before, judged])
  const parts = useMemo(() => (element ? partsAt(model, element.id) : null), [model, element])

  function goTo(id: string | undefined): void {
    if (id === undefined) return
    setAt(null)
    askRoom(null)
    if (id !== view.walk) void send({ type: 'walk', element: id })
  }
  /** A question that the room was asked is done with: the next one of the element takes its place. */
  function askNext(done: Question): void {
    if (isAsked(done)) askRoom(here.find((question) => question !== done && !isPassed(question)) ?? null)
  }
  const topQuestion = questions.find((question) => !isPassed(question) && elementOf(model, question) !== null)
  const topElement = topQuestion ? elementOf(model, topQuestion) : null

  return {
    on,
    element,
    position: element ? order.indexOf(element.id) + 1 : 0,
    all: order.length,
    start: order.length > 0 && view.phase !== 'closed' ? (near) => goTo(nearest(model, near) ?? order[0]) : null,
    end: () => {
      askRoom(null)
      void send({ type: 'walk', element: null })
    },
    step: (by) => goTo(order[Math.min(order.length - 1, Math.max(0, (element ? order.indexOf(element.id) : -by) + by))]),
    questions: here,
    passed: isPassed,
    marked,
    mark(by) {
      const place = marked ? here.indexOf(marked) : -1
      const next = here[Math.min(here.length - 1, Math.max(0, place + by))]
      if (next) setAt(questionKey(next))
      if (next && asked !== null) askRoom(next)
    },
    answer(question, value) {
      setAt(null)
      askNext(question)
      answer.mutate({ on: question.on, fact: question.fact, value })
    },
    pass(question) {
      setAt(null)
      askNext(question)
      setPassedOver(new Set([...passedOver, questionKey(question)]))
    },
    isAsked,
    ask: (question) => {
      setAt(questionKey(question))
      askRoom(isAsked(question) ? null : question)
    },
    top:
      topQuestion && topElement !== null && view.phase !== 'closed'
        ? () => {
            goTo(topElement)
            setAt(questionKey(topQuestion))
          }
        : null,
    open: questions.length,
    threatsHere: parts ? view.items.filter((item) => item.threat.evidence.some((part) => parts.has(part))) : [],
    found,
    add: (finding) => accept.mutate(finding),
    leaveOut: (finding) => setLeftOut(new Set([...leftOut, finding.id])),
  }
}
