import type { Finding, Question } from '../../../../shared/domain/finding.ts'
import type { Model } from '../../../../shared/domain/model.ts'
import type { Stride } from '../../../../shared/domain/stride.ts'

export function questionKey(question: Pick<Question, 'on' | 'fact'>): string {
  return `${question.on} ${question.fact}`
}

export interface QuestionFilter {
  /** A part, with what runs into and out of it. */
  part: string | null
  stride: Stride | null
}

export const noQuestionFilter: QuestionFilter = { part: null, stride: null }

/** Questions about the part (an element with its flows, or a flow), and about findings of the category; in their order. */
export function filterQuestions(questions: readonly Question[], { part, stride }: QuestionFilter, model: Model, findings: readonly Finding[]): readonly Question[] {
  if (part === null && stride === null) return questions
  const about = part === null ? null : new Set([part, ...model.flows.filter(({ source, target }) => source === part || target === part).map(({ id }) => id)])
  const wanted = stride === null ? null : new Set(findings.filter((finding) => finding.stride.includes(stride)).map(({ id }) => id))
  return questions.filter((question) => (about === null || about.has(question.on)) && (wanted === null || question.findings.some((id) => wanted.has(id))))
}

/** One line of the list: a question, or the same fact asked of several parts. */
export interface QuestionRow {
  id: string
  fact: string
  /** One, unless they are grouped. */
  questions: readonly [Question, ...Question[]]
  /** Whether all of it was passed over. */
  passed: boolean
  /** Findings that an answer settles, or helps to settle. */
  settles: number
}

/**
 * The lines of the list, those that were passed over at the end. Grouped, the questions after one fact make one line, where
 * the first of them stands.
 */
export function questionRows(questions: readonly Question[], passed: ReadonlySet<string>, grouped: boolean): QuestionRow[] {
  const lines = new Map<string, [Question, ...Question[]]>()
  for (const question of questions) {
    // Passed ones make a line of their own, so that they do not hold up the rest of their group.
    const key = grouped ? `${question.fact} ${question.answers.join('/')} ${passed.has(questionKey(question))}` : questionKey(question)
    const line = lines.get(key)
    if (line) line.push(question)
    else lines.set(key, [question])
  }
  const rows = [...lines].map(([key, line]): QuestionRow => ({
    id: grouped ? `group ${key}` : key,
    fact: line[0].fact,
    questions: line,
    passed: line.every((question) => passed.has(questionKey(question))),
    settles: line.length === 1 ? line[0].settles : new Set(line.flatMap(({ findings }) => findings)).size,
  }))
  return [...rows.filter((row) => !row.passed), ...rows.filter((row) => row.passed)]
}

/** The key that gives an answer: `y`, `n`, else its digit; none beyond the ninth. */
export function keyOfAnswer(answers: readonly string[], answer: string): string | null {
  if (answer === 'yes') return 'y'
  if (answer === 'no') return 'n'
  const place = answers.filter((other) => other !== 'yes' && other !== 'no').indexOf(answer) + 1
  return place >= 1 && place <= 9 ? String(place) : null
}

export function answerOfKey(answers: readonly string[], key: string): string | null {
  return answers.find((answer) => keyOfAnswer(answers, answer) === key) ?? null
}

/** How many answers it takes to settle at least `share` of what is open, on average; null where there are none. */
export function answersFor(questions: readonly Question[], share: number): number | null {
  const at = questions.findIndex(({ settled }) => settled >= share)
  return at < 0 ? null : at + 1
}
