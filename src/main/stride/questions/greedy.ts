/** One thing that answers settle bit by bit: its weight, and how much of it is open once the answers of some of its questions are in. */
export interface Settling {
  weight: number
  /** The questions it hangs on, by index, each once. */
  questions: readonly number[]
  /** The share that is open, 0 to 1, where the questions of the set are answered: bit n is the one at place n of `questions`. Never grows with more answers. */
  openAfter: (answered: number) => number
}

/** What a question is worth where it is asked, all in grains. */
export interface Worth {
  /** Open weight that its answer takes. */
  gain: number
  /** Open weight that hangs on it. */
  hanging: number
}

export interface Ranked extends Worth {
  question: number
}

interface State {
  of: Settling
  /** As a set, for {@link Settling.openAfter}. */
  answered: number
  /** Grains that are open. */
  open: number
  /** Grains that each of its questions would take next. */
  gains: number[]
}

/** Grains of a weight of one. Whole numbers, so that sums are exact in whatever order they are added up. */
const grain = 1e6

export function inGrains(weight: number): number {
  return Math.round(weight * grain)
}

/** Which is asked first: what takes more of the open weight, then what more of it hangs on; 0 where they are equal. */
export function byWorth(a: Worth, b: Worth): number {
  return b.gain - a.gain || b.hanging - a.hanging
}

/**
 * Questions in an order in which each one takes as much of the open weight as any that comes after it could in its place.
 * `alone` is, by question, the weight in grains that hangs on it and nothing else; `shared` what hangs on several.
 * Of equal ones: the one that more open weight hangs on, then as `tie` orders them.
 */
export function greedyOrder(alone: readonly number[], shared: readonly Settling[], tie: (a: number, b: number) => number): Ranked[] {
  const gains = [...alone]
  const hanging = [...alone]
  const states = shared.map((of): State => ({ of, answered: 0, open: 0, gains: of.questions.map(() => 0) }))
  const touched: State[][] = alone.map(() => [])
  for (const state of states) for (const question of state.of.questions) touched[question]?.push(state)
  const waiting = createHeap((a, b) => (gains[b] ?? 0) - (gains[a] ?? 0) || (hanging[b] ?? 0) - (hanging[a] ?? 0) || tie(a, b))

  /** Works out what is open of it, and tells its questions; whole numbers, so nothing is lost by adding and taking away. */
  function reckon(state: State): void {
    const { of, answered, gains: before } = state
    const open = openGrains(of, answered)
    for (let place = 0; place < before.length; place++) {
      const question = of.questions[place] ?? 0
      const gain = answered & (1 << place) ? 0 : open - openGrains(of, answered | (1 << place))
      gains[question] = (gains[question] ?? 0) + gain - (before[place] ?? 0)
      hanging[question] = (hanging[question] ?? 0) + open - state.open
      before[place] = gain
      // One at a time: the heap finds a place for one among others that stand where they belong.
      waiting.move(question)
    }
    state.open = open
  }

  for (const state of states) reckon(state)
  for (let question = 0; question < alone.length; question++) waiting.put(question)
  const ranked: Ranked[] = []
  for (let best = waiting.take(); best >= 0; best = waiting.take()) {
    ranked.push({ question: best, gain: gains[best] ?? 0, hanging: hanging[best] ?? 0 })
    for (const state of touched[best] ?? []) {
      state.answered |= 1 << state.of.questions.indexOf(best)
      reckon(state)
    }
  }
  return ranked
}

function openGrains({ weight, openAfter }: Settling, answered: number): number {
  return inGrains(weight * openAfter(answered))
}

/** A binary heap of whole numbers from 0, the best on top. It never holds one twice. */
function createHeap(better: (a: number, b: number) => number) {
  const heap: number[] = []
  /** Where each stands; -1 for one that was taken. */
  const places: number[] = []

  function stand(item: number, place: number): void {
    heap[place] = item
    places[item] = place
  }

  function rise(item: number, from: number): number {
    let at = from
    while (at > 0) {
      const parent = heap[(at - 1) >> 1] ?? 0
      if (better(item, parent) >= 0) break
      stand(parent, at)
      at = (at - 1) >> 1
    }
    stand(item, at)
    return at
  }

  function sink(item: number, from: number): void {
    let at = from
    for (let child = 2 * at + 1; child < heap.length; child = 2 * at + 1) {
      const [left, right] = [heap[child] ?? 0, heap[child + 1]]
      if (right !== undefined && better(right, left) < 0) child += 1
      const best = heap[child] ?? 0
      if (better(item, best) <= 0) break
      stand(best, at)
      at = child
    }
    stand(item, at)
  }

  return {
    put: (item: number): void => void rise(item, heap.push(item) - 1),
    /** Puts one that is worth more or less than before where it belongs. */
    move: (item: number): void => {
      const place = places[item] ?? -1
      if (place >= 0 && rise(item, place) === place) sink(item, place)
    },
    /** The best, which is then not in it any more; -1 where it is empty. */
    take: (): number => {
      const [top] = heap
      const last = heap.pop()
      if (top === undefined || last === undefined) return -1
      if (heap.length > 0) sink(last, 0)
      places[top] = -1
      return top
    },
  }
}
