/** One thing that answers settle bit by bit: its weight, and how much of it is open once the answers of some of its questions are in. */
export interface Settling {
  weight: number
  /** The questions it hangs on, by index, each once. */
  questions: readonly number[]
  /** The share that is open, 0 to 1, where the questions of the set are answered: bit n is the one at place n of `questions`. Never grows with more answers. */
  openAfter: (answered: number) => number
}

export interface Ranked {
  question: number
  /** Weight that is open once it and those before it are answered. */
  open: number
}

interface State {
  of: Settling
  /** As a set, for {@link Settling.openAfter}. */
  answered: number
  open: number
  /** What each of its questions would take from the open weight next. */
  gains: number[]
}

interface Value {
  question: number
  gain: number
  hanging: number
}

/** Sums of many small numbers must not decide ties by the order in which they were added up. */
const grain = 1e6

/**
 * Questions in an order in which each one takes as much of the open weight as any that comes after it could in its place.
 * `alone` is, by question, the weight that hangs on it and nothing else; `shared` what hangs on several.
 * Of equal ones: the one that more open weight hangs on, then as `tie` orders them.
 */
export function greedyOrder(alone: readonly number[], shared: readonly Settling[], tie: (a: number, b: number) => number): Ranked[] {
  const touched: (State[] | undefined)[] = alone.map(() => undefined)
  for (const of of shared) {
    const state: State = { of, answered: 0, open: 1, gains: of.questions.map(() => 0) }
    reckonGains(state)
    for (const question of of.questions) (touched[question] ??= []).push(state)
  }
  const value = (question: number): Value => {
    let gain = alone[question] ?? 0
    let hanging = gain
    for (const { of, open, gains } of touched[question] ?? []) {
      gain += gains[of.questions.indexOf(question)] ?? 0
      hanging += of.weight * open
    }
    return { question, gain: Math.round(gain * grain), hanging: Math.round(hanging * grain) }
  }
  const better = (a: Value, b: Value) => b.gain - a.gain || b.hanging - a.hanging || tie(a.question, b.question)
  const values = alone.map((_, question) => value(question))
  // Most questions share nothing: their value stays, and one sorting is enough for them.
  const fixed = values.filter(({ question }) => touched[question] === undefined).sort(better)
  const heap = createHeap(values.filter(({ question }) => touched[question] !== undefined), better)
  const done = new Uint8Array(alone.length)
  const ranked: Ranked[] = []
  let open = alone.reduce((sum, weight) => sum + weight, 0) + shared.reduce((sum, { weight }) => sum + weight, 0)

  /** Answers a question and says anew what those it shares something with are worth. */
  function answer(question: number): void {
    done[question] = 1
    open -= alone[question] ?? 0
    const stale = new Set<number>()
    for (const state of touched[question] ?? []) {
      const before = state.open
      state.answered |= 1 << state.of.questions.indexOf(question)
      state.open = state.of.openAfter(state.answered)
      open -= state.of.weight * (before - state.open)
      reckonGains(state)
      for (const other of state.of.questions) if (done[other] === 0) stale.add(other)
    }
    for (const other of stale) {
      const anew = value(other)
      values[other] = anew
      heap.put(anew)
    }
    ranked.push({ question, open: Math.max(0, open) })
  }

  let at = 0
  let moving = heap.take()
  for (;;) {
    // What was put in before its value changed is passed over.
    while (moving !== undefined && (done[moving.question] === 1 || values[moving.question] !== moving)) moving = heap.take()
    const still = fixed[at]
    if (moving !== undefined && (still === undefined || better(moving, still) < 0)) {
      const { question } = moving
      moving = undefined
      answer(question)
      moving = heap.take()
    } else if (still !== undefined) {
      at += 1
      answer(still.question)
    } else return ranked
  }
}

function reckonGains({ of, answered, open, gains }: State): void {
  for (let place = 0; place < gains.length; place++) {
    const bit = 1 << place
    gains[place] = answered & bit ? 0 : of.weight * (open - of.openAfter(answered | bit))
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
