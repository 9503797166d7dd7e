import type { Facts } from './fact.ts'
import type { Analysis, Finding, Question } from './finding.ts'
import type { Id } from './id.ts'

/** What an analysis has that the one before it had not. Large ones are sent in several pieces. */
export interface AnalysisPiece {
  findings: Finding[]
  questions: Question[]
  /** Of each object, all of its facts. */
  facts: [Id, Facts][]
}

/** How one analysis differs from another: with the pieces, enough to make the one out of the other. */
export interface AnalysisOutline {
  rules: Analysis['rules']
  counts: Analysis['counts']
  /** For each finding its place in the list before; from the length of that list on, its place among the new ones. Null where the list is the one before. */
  findings: Uint32Array | null
  questions: Uint32Array | null
  /** Of each question: {@link Question.settled}, which changes for all of them with nearly every edit; null with the list before. */
  settled: Float64Array | null
  /** Ids of the objects that have facts, in their order; null where they are the ones of before. */
  objects: Id[] | null
}

export interface AnalysisChange {
  outline: AnalysisOutline
  added: AnalysisPiece
}

/** Before the first one. */
export const noAnalysis: Analysis = { rules: { packs: [], count: 0 }, counts: { elements: 0, flows: 0, boundaries: 0, diagrams: 0 }, findings: [], questions: [], facts: {} }

/** The change from `before` to `after`. Findings and facts of objects count as the same where they are the same object in memory; questions, where their arrays of findings are. */
export function analysisChange(before: Analysis, after: Analysis): AnalysisChange {
  const findings = listChange(before.findings, after.findings, (finding) => finding)
  const questions = listChange(before.questions, after.questions, ({ findings }) => findings)
  const facts = factsChange(before.facts, after.facts)
  return {
    outline: { rules: after.rules, counts: after.counts, findings: findings.places, questions: questions.places, settled: questions.places && settledOf(after.questions), objects: facts.objects },
    added: { findings: findings.added, questions: questions.added, facts: facts.added },
  }
}

function settledOf(questions: readonly Question[]): Float64Array {
  const settled = new Float64Array(questions.length)
  for (let place = 0; place < settled.length; place++) settled[place] = questions[place]?.settled ?? 0
  return settled
}

function factsChange(before: Analysis['facts'], after: Analysis['facts']): { objects: Id[] | null; added: [Id, Facts][] } {
  const added: [Id, Facts][] = []
  if (before === after) return { objects: null, added }
  const [objects, known] = [idsOf(after), idsOf(before)]
  let same = objects.length === known.length
  for (let place = 0; place < objects.length; place++) {
    const id = objects[place] ?? ''
    const now = after[id]
    if (now !== undefined && now !== before[id]) added.push([id, now])
    if (same && id !== known[place]) same = false
  }
  return { objects: same ? null : objects, added }
}

/** Listing the names of a large record takes long, and each is asked for twice: as the one after, and as the one before. */
const ids = new WeakMap<Analysis['facts'], Id[]>()

function idsOf(facts: Analysis['facts']): Id[] {
  let known = ids.get(facts)
  if (known === undefined) {
    known = Object.keys(facts)
    ids.set(facts, known)
  }
  return known
}

/** What `before` becomes by the change: what did not change stays the same object. */
export function changedAnalysis(before: Analysis, { outline, added }: AnalysisChange): Analysis {
  const { settled } = outline
  const questions = itemsAt(before.questions, added.questions, outline.questions).map((question, place) => {
    const now = settled?.[place] ?? question.settled
    return question.settled === now ? question : { ...question, settled: now }
  })
  return { rules: outline.rules, counts: outline.counts, findings: itemsAt(before.findings, added.findings, outline.findings), questions, facts: changedFacts(before, outline.objects, added.facts) }
}

/** Pieces of at most `size` items that together are `added`; at least one, and small ones first taken together. */
export function analysisPieces({ findings, questions, facts }: AnalysisPiece, size: number): AnalysisPiece[] {
  const pieces: AnalysisPiece[] = []
  for (let start = 0; start < findings.length; start += size) pieces.push({ findings: findings.slice(start, start + size), questions: [], facts: [] })
  for (let start = 0; start < questions.length; start += size) pieces.push({ findings: [], questions: questions.slice(start, start + size), facts: [] })
  for (let start = 0; start < facts.length; start += size) pieces.push({ findings: [], questions: [], facts: facts.slice(start, start + size) })
  return findings.length + questions.length + facts.length <= size ? [{ findings, questions, facts }] : pieces
}

/** The pieces taken together again. */
export function joinedPieces(pieces: readonly AnalysisPiece[]): AnalysisPiece {
  const [only] = pieces
  if (only && pieces.length === 1) return only
  return { findings: pieces.flatMap(({ findings }) => findings), questions: pieces.flatMap(({ questions }) => questions), facts: pieces.flatMap(({ facts }) => facts) }
}

/** How far two lists are looked along for where they agree again. */
const lookAhead = 24

/**
 * `keyOf` gives an object that tells one item of a list from all others, and is the same for what did not change. Both lists are gone along
 * together, for most items stay where they were; only those between which they do not agree are looked up.
 */
function listChange<Item>(before: readonly Item[], after: readonly Item[], keyOf: (item: Item) => object): { places: Uint32Array | null; added: Item[] } {
  const added: Item[] = []
  if (before === after) return { places: null, added }
  const places = new Uint32Array(after.length)
  const left = new Map<object, number>()
  const open: number[] = []
  let at = 0
  for (let place = 0; place < after.length; place++) {
    const ahead = aheadOf(before, at, after, place, keyOf)
    if (ahead === null) {
      open.push(place)
      continue
    }
    for (; at < ahead; at++) leave(before, at, keyOf, left)
    places[place] = at++
  }
  for (; at < before.length; at++) leave(before, at, keyOf, left)
  for (const place of open) {
    const item = after[place]
    if (item !== undefined) places[place] = left.get(keyOf(item)) ?? before.length + added.push(item) - 1
  }
  return { places, added }
}

function leave<Item>(before: readonly Item[], at: number, keyOf: (item: Item) => object, left: Map<object, number>): void {
  const item = before[at]
  if (item !== undefined) left.set(keyOf(item), at)
}

/** The place in `before`, not far from `at`, of the item at `place` of `after`; null where it is not there, or where the one of `before` comes soon enough in `after`. */
function aheadOf<Item>(before: readonly Item[], at: number, after: readonly Item[], place: number, keyOf: (item: Item) => object): number | null {
  const [here, now] = [before[at], after[place]]
  if (here === undefined || now === undefined) return null
  const [keyHere, keyNow] = [keyOf(here), keyOf(now)]
  if (keyHere === keyNow) return at
  for (let far = 1; far <= lookAhead; far++) {
    const [old, next] = [before[at + far], after[place + far]]
    if (next !== undefined && keyOf(next) === keyHere) return null
    if (old !== undefined && keyOf(old) === keyNow) return at + far
  }
  return null
}

function itemsAt<Item>(before: readonly Item[], added: readonly Item[], places: Uint32Array | null): Item[] {
  if (places === null) return [...before]
  const items: Item[] = []
  for (const place of places) {
    const item = place < before.length ? before[place] : added[place - before.length]
    if (item === undefined) throw new Error('a change of another analysis')
    items.push(item)
  }
  return items
}

/** A new record: the one of before may be in use. */
function changedFacts(before: Analysis, objects: readonly Id[] | null, changed: readonly [Id, Facts][]): Record<Id, Facts> {
  if (objects === null && changed.length === 0) return before.facts
  const anew = new Map(changed)
  const facts: Record<Id, Facts> = Object.create(null)
  for (const id of objects ?? Object.keys(before.facts)) {
    const own = anew.get(id) ?? before.facts[id]
    if (own !== undefined) facts[id] = own
  }
  return facts
}
