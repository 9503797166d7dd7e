/** One thing that answers settle bit by bit: its weight, and how much of it is open once the answers of some of its questions are in. */
export interface Settling {
  weight: number
  /** The questions it hangs on, by index, each once. */
  questions: readonly number[]
  /** The share that is open, 0 to 1, where the questions at these places of `questions` are answered. Never grows with more answers. */
  openAfter: (answered: readonly boolean[]) => number
}

export interface Ranked {
  question: number
  /** Weight that is open once it and those before it are answered. */
  open: number
}

interface State {
  of: Settling
  answered: boolean[]
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
  const touched = new Map<number, State[]>()
  for (const of of shared) {
    const state: State = { of, answered: of.questions.map(() => false), open: 1, gains: [] }
    state.gains = gainsOf(state)
    for (const question of of.questions) {
      const states = touched.get(question)
      if (states) states.push(state)
      else touched.set(question, [state])
    }
  }
  const value = (question: number): Value => {
    let gain = alone[question] ?? 0
    let hanging = gain
    for (const { of, open, gains } of touched.get(question) ?? []) {
      gain += gains[of.questions.indexOf(question)] ?? 0
      hanging += of.weight * open
    }
    return { question, gain: Math.round(gain * grain), hanging: Math.round(hanging * grain) }
  }
  const better = (a: Value, b: Value) => b.gain - a.gain || b.hanging - a.hanging || tie(a.question, b.question)
  const values = alone.map((_, question) => value(question))
  // Most questions share nothing: their value stays, and one sorting is enough for them.
  const fixed = values.filter(({ question }) => !touched.has(question)).sort(better)
  const heap = createHeap(values.filter(({ question }) => touched.has(question)), better)
  const done = new Set<number>()
  const ranked: Ranked[] = []
  let open = alone.reduce((sum, weight) => sum + weight, 0) + shared.reduce((sum, { weight }) => sum + weight, 0)

  /** Answers a question and says anew what those it shares something with are worth. */
  function answer(question: number): void {
    done.add(question)
    open -= alone[question] ?? 0
    const stale = new Set<number>()
    for (const state of touched.get(question) ?? []) {
      const before = state.open
      state.answered[state.of.questions.indexOf(question)] = true
      state.open = state.of.openAfter(state.answered)
      open -= state.of.weight * (before - state.open)
      state.gains = gainsOf(state)
      for (const other of state.of.questions) if (!done.has(other)) stale.add(other)
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
    while (moving !== undefined && (done.has(moving.question) || values[moving.question] !== moving)) moving = heap.take()
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

function gainsOf({ of, answered, open }: State): number[] {
  return of.questions.map((_, place) => {
    if (answered[place]) return 0
    answered[place] = true
    const then = of.openAfter(answered)
    answered[place] = false
    return of.weight * (open - then)
  })
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
