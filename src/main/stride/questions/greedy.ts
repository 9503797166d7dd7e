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
  const touched: State[][] = alone.map(() => [])
  for (const of of shared) {
    const state: State = { of, answered: 0, open: inGrains(of.weight), gains: of.questions.map(() => 0) }
    reckonGains(state)
    for (const question of of.questions) touched[question]?.push(state)
  }
  const worth = (question: number): Ranked => {
    let gain = alone[question] ?? 0
    let hanging = gain
    for (const { of, open, gains } of touched[question] ?? []) {
      gain += gains[of.questions.indexOf(question)] ?? 0
      hanging += open
    }
    return { question, gain, hanging }
  }
  const worths = alone.map((_, question) => worth(question))
  const heap = createHeap(worths, (a, b) => byWorth(a, b) || tie(a.question, b.question))
  const done = new Uint8Array(alone.length)
  const ranked: Ranked[] = []
  for (let best = heap.take(); best !== undefined; best = heap.take()) {
    const { question } = best
    // What was put in before its worth changed is passed over.
    if (done[question] === 1 || worths[question] !== best) continue
    done[question] = 1
    ranked.push(best)
    const stale = new Set<number>()
    for (const state of touched[question] ?? []) {
      state.answered |= 1 << state.of.questions.indexOf(question)
      state.open = openGrains(state.of, state.answered)
      reckonGains(state)
      for (const other of state.of.questions) if (done[other] === 0) stale.add(other)
    }
    for (const other of stale) {
      const anew = worth(other)
      worths[other] = anew
      heap.put(anew)
    }
  }
  return ranked
}

function openGrains({ weight, openAfter }: Settling, answered: number): number {
  return inGrains(weight * openAfter(answered))
}

function reckonGains({ of, answered, open, gains }: State): void {
  for (let place = 0; place < gains.length; place++) {
    const bit = 1 << place
    gains[place] = answered & bit ? 0 : open - openGrains(of, answered | bit)
  }
}

/** A binary heap, the best on top. */
function createHeap<Item>(items: readonly Item[], better: (a: Item, b: Item) => number) {
  // A sorted list is a heap.
  const heap = items.toSorted(better)
  function put(item: Item): void {
    let at = heap.length
    heap.push(item)
    while (at > 0) {
      const above = (at - 1) >> 1
      const parent = heap[above]
      if (parent === undefined || better(item, parent) >= 0) break
      heap[at] = parent
      at = above
    }
    heap[at] = item
  }
  function take(): Item | undefined {
    const top = heap[0]
    const last = heap.pop()
    if (last === undefined || heap.length === 0) return top
    let at = 0
    for (;;) {
      const [left, right] = [2 * at + 1, 2 * at + 2]
      const [one, other] = [heap[left], heap[right]]
      if (one === undefined) break
      const [child, item] = other !== undefined && better(other, one) < 0 ? [right, other] : [left, one]
      if (better(last, item) <= 0) break
      heap[at] = item
      at = child
    }
    heap[at] = last
    return top
  }
  return { put, take }
}
