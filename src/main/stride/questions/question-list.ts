import type { Question } from '../../../shared/domain/finding.ts'
import { placeAfter, placesOf, withAt, without } from '../findings/sorted.ts'

/** What stands together in the list. */
interface Block<Asked> {
  asked: readonly Asked[]
}

interface Gainful {
  /** Grains that it settles. */
  gain: number
}

/** The questions of an analysis in their order. */
export interface QuestionList<Bundle> {
  /** Takes out the questions of some bundles, puts in those of others, and lists all. One with which as much is settled as the last time stays the same object. */
  update: (gone: ReadonlySet<Bundle>, fresh: readonly Bundle[]) => Question[]
}

/** How much is settled with a question that was not counted yet. */
const uncounted = -1

/** Stands where a question is told next. */
const untold: Question = { fact: '', on: '', text: '', answers: [], settles: 0, findings: [], settled: uncounted }

/**
 * The list as columns, of which one place each belongs to a question: so what did not change is not looked at, only copied. Of a large model these
 * are thousands of objects all over the memory.
 * @param order of bundles; no two are equal.
 * @param tell the question, where it and those before it settle that share of all.
 */
export function createQuestionList<Bundle extends Block<Asked>, Asked extends Gainful>(order: (a: Bundle, b: Bundle) => number, tell: (asked: Asked, settled: number) => Question): QuestionList<Bundle> {
  let bundles: Bundle[] = []
  let asked: Asked[] = []
  let gains: number[] = []
  let settled: number[] = []
  let questions: Question[] = []

  function takeOut(gone: ReadonlySet<Bundle>): void {
    const places: number[] = []
    for (const first of placesOf(gone, bundles)) for (let place = first; bundles[place] === bundles[first]; place++) places.push(place)
    bundles = without(bundles, places)
    asked = without(asked, places)
    gains = without(gains, places)
    settled = without(settled, places)
    questions = without(questions, places)
  }

  function putIn(fresh: readonly Bundle[]): void {
    const [own, ownAsked]: [Bundle[], Asked[]] = [[], []]
    const places: number[] = []
    for (const bundle of fresh.toSorted(order)) {
      const place = placeAfter(bundle, bundles, order)
      for (const one of bundle.asked) {
        own.push(bundle)
        ownAsked.push(one)
        places.push(place)
      }
    }
    bundles = withAt(bundles, places, own)
    asked = withAt(asked, places, ownAsked)
    gains = withAt(gains, places, ownAsked.map(({ gain }) => gain))
    settled = withAt(settled, places, own.map(() => uncounted))
    questions = withAt(questions, places, ownAsked.map(() => untold))
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
      const one = asked[place]
      if (one !== undefined) questions[place] = tell(one, now)
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
