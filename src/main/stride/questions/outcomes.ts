import type { Facts } from '../../../shared/domain/fact.ts'
import type { Analysis, Finding } from '../../../shared/domain/finding.ts'
import type { Model } from '../../../shared/domain/model.ts'
import type { OutcomeChange, QuestionOutcomes, QuestionRef } from '../../../shared/domain/outcome.ts'
import { createAnalyzer, type AnalyzeOptions } from '../findings/analyzer.ts'
import type { RuleBook } from '../packs/book.ts'

/**
 * What each answer to each question would make of the findings: the analysis of the model with that answer, compared with that of the
 * model as it is (SPEC Q4, Q5). So it tells what is inferred from an answer as well. Pure; `model` is left alone.
 */
export function foretell(model: Model, book: RuleBook, questions: readonly QuestionRef[], options: AnalyzeOptions = {}): QuestionOutcomes[] {
  // Only what an answer touches is worked out again.
  const analyzer = createAnalyzer()
  const before = analyzer.analyze(model, book, options)
  return questions.map(({ on, fact }) => ({
    on,
    fact,
    answers: (book.vocabulary.get(fact)?.answers ?? []).map((answer) => ({
      answer,
      changes: changesBetween(before, analyzer.analyze(withAnswer(model, on, fact, answer), book, options), { on, fact }),
    })),
  }))
}

/** The model as it is once the user has answered. */
export function withAnswer(model: Model, on: string, fact: string, value: string): Model {
  const set = <Part extends { id: string; facts: Facts }>(part: Part): Part => (part.id === on ? { ...part, facts: { ...part.facts, [fact]: { value, origin: { by: 'user', detail: '' } } } } : part)
  return { ...model, elements: model.elements.map(set), flows: model.flows.map(set), boundaries: model.boundaries.map(set) }
}

/** Those that hang on the question first, then as the findings are ordered. */
function changesBetween(before: Analysis, after: Analysis, question: QuestionRef): OutcomeChange[] {
  const now = new Map(after.findings.map((finding) => [finding.id, finding]))
  const known = new Set(before.findings.map(({ id }) => id))
  // A finding that is about less, or more, than before has another id.
  const fresh = new Map<string, Finding[]>()
  for (const finding of after.findings) if (!known.has(finding.id)) fresh.set(finding.rule, [...(fresh.get(finding.rule) ?? []), finding])
  const continued = new Set<Finding>()
  const changes: OutcomeChange[] = []
  for (const finding of before.findings) {
    const same = now.get(finding.id)
    if (same === finding) continue
    const next = same ?? fresh.get(finding.rule)?.find((other) => !continued.has(other) && sharesSubject(finding, other))
    if (next) continued.add(next)
    if (next?.status === finding.status) continue
    changes.push(changeOf(finding, next, finding.status === 'possible' && finding.unknowns.some(({ on, fact }) => on === question.on && fact === question.fact)))
  }
  for (const finding of [...fresh.values()].flat()) if (!continued.has(finding)) changes.push(changeOf(undefined, finding, false))
  return [...changes.filter(({ direct }) => direct), ...changes.filter(({ direct }) => !direct)]
}

function changeOf(before: Finding | undefined, after: Finding | undefined, direct: boolean): OutcomeChange {
  const { title, stride } = after ?? before ?? { title: '', stride: [] }
  return { finding: before?.id ?? null, as: after?.id ?? null, title, stride, becomes: after === undefined ? 'cleared' : after.status === 'confirmed' ? 'confirmed' : 'open', direct }
}

function sharesSubject(a: Finding, b: Finding): boolean {
  return a.subjects?.some((subject) => b.subjects?.includes(subject)) ?? false
}
