import type { Finding, Question } from '../../../../shared/domain/finding.ts'
import type { Id } from '../../../../shared/domain/id.ts'
import type { Model } from '../../../../shared/domain/model.ts'

/** The element, its flows, and the boundaries it stands in. */
export function partsAt(model: Model, element: Id): ReadonlySet<Id> {
  const parts = new Set([element])
  const parents = new Map([...model.elements, ...model.boundaries].map((part) => [part.id, part.parent]))
  const boundaries = new Set(model.boundaries.map((boundary) => boundary.id))
  const seen = new Set<Id>()
  for (let at = parents.get(element) ?? null; at !== null && !seen.has(at); at = parents.get(at) ?? null) {
    seen.add(at)
    if (boundaries.has(at)) parts.add(at)
  }
  for (const flow of model.flows) if (flow.source === element || flow.target === element) parts.add(flow.id)
  return parts
}

/** The open questions about what `element` is part of, in the order in which they settle most. */
export function questionsAt(model: Model, questions: readonly Question[], element: Id): Question[] {
  const parts = partsAt(model, element)
  return questions.filter((question) => parts.has(question.on))
}

/** The element at which a question is asked: what it is about, the end of a flow, or something in a boundary. Null where it has none. */
export function elementOf(model: Model, question: Question): Id | null {
  if (model.elements.some((element) => element.id === question.on)) return question.on
  const elements = new Set(model.elements.map((element) => element.id))
  const flow = model.flows.find((one) => one.id === question.on)
  if (flow) return [flow.source, flow.target].find((end) => end !== null && elements.has(end)) ?? null
  return model.elements.find((element) => partsAt(model, element.id).has(question.on))?.id ?? null
}

export function questionKey(question: Pick<Question, 'on' | 'fact'>): string {
  return `${question.on} ${question.fact}`
}

/** The findings that became certain since `before`, and that nobody has judged: what the room's answers brought up. */
export function newlyConfirmed(findings: readonly Finding[], before: ReadonlySet<Id>, judged: ReadonlySet<Id>): Finding[] {
  return findings.filter((finding) => finding.status === 'confirmed' && !before.has(finding.id) && !judged.has(finding.id))
}
