import type { Question } from '../../../shared/domain/finding.ts'
import { placeAfter, placesOf, withAt, without } from '../findings/sorted.ts'

/** Questions that stand together in the list. */
interface Block<Bundle> {
  bundle: Bundle
  questions: readonly Question[]
  /** Grains that each of them settles. */
  gains: readonly number[]
}

/** The questions of an analysis in their order. */
export interface QuestionList<Bundle> {
  /** Takes out the questions of some bundles, puts in those of others, and lists all. One with which as much is settled as the last time stays the same object. */
  update: (gone: ReadonlySet<Bundle>, fresh: readonly Block<Bundle>[]) => Question[]
}

/**
 * The list as columns, of which one place each belongs to a question: so what did not change is not looked at, only copied. Of a large model these
 * are thousands of objects all over the memory.
 * @param order of bundles; no two are equal.
 */
export function createQuestionList<Bundle>(order: (a: Bundle, b: Bundle) => number): QuestionList<Bundle> {
  let bundles: Bundle[] = []
  let questions: Question[] = []
  let gains: number[] = []
  let settled: number[] = []

  function takeOut(gone: ReadonlySet<Bundle>): void {
    const places: number[] = []
    for (const first of placesOf(gone, bundles)) for (let place = first; bundles[place] === bundles[first]; place++) places.push(place)
    bundles = without(bundles, places)
    questions = without(questions, places)
    gains = without(gains, places)
    settled = without(settled, places)
  }

  function putIn(fresh: readonly Block<Bundle>[]): void {
    const blocks = fresh.toSorted((a, b) => order(a.bundle, b.bundle))
    const places = blocks.flatMap((block) => {
      const place = placeAfter(block.bundle, bundles, order)
      return block.questions.map(() => place)
    })
    bundles = withAt(bundles, places, blocks.flatMap(({ bundle, questions: own }) => own.map(() => bundle)))
    questions = withAt(questions, places, blocks.flatMap((block) => block.questions))
    gains = withAt(gains, places, blocks.flatMap((block) => block.gains))
    settled = withAt(settled, places, blocks.flatMap((block) => block.questions.map((question) => question.settled)))
  }

  /** Says of each question how much of all is settled with it and those before it. */
  function settle(): void {
    // Whole numbers, so that the sum is exact in whatever order they are added up.
    let all = 0
    for (const gain of gains) all += gain
    let open = all
    for (let place = 0; place < gains.length; place++) {
      open -= gains[place] ?? 0
      const now = all === 0 ? 1 : Math.round((1 - open / all) * 10_000) / 10_000
      if (now === settled[place]) continue
      settled[place] = now
      const question = questions[place]
      if (question !== undefined) questions[place] = withSettled(question, now)
    }
  }

  return {
    update: (gone, fresh) => {
      takeOut(gone)
      putIn(fresh)
      settle()
      return [...questions]
    },
  }
}

function withSettled({ fact, on, text, answers, settles, findings }: Question, settled: number): Question {
  return { fact, on, text, answers, settles, findings, settled }
}
