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
  /** For each finding its place in the list before; from the length of that list on, its place among the new ones. */
  findings: Uint32Array
  questions: Uint32Array
  /** Of each question: {@link Question.settled}, which changes for all of them with nearly every edit. */
  settled: Float64Array
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
  const objects = Object.keys(after.facts)
  const known = before === after ? objects : Object.keys(before.facts)
  const facts: [Id, Facts][] = []
  for (const id of objects) {
    const now = after.facts[id]
    if (now !== undefined && now !== before.facts[id]) facts.push([id, now])
  }
  return {
    outline: {
      rules: after.rules,
      counts: after.counts,
      findings: findings.places,
      questions: questions.places,
      settled: Float64Array.from(after.questions, ({ settled }) => settled),
      objects: objects.length === known.length && objects.every((id, place) => id === known[place]) ? null : objects,
    },
    added: { findings: findings.added, questions: questions.added, facts },
  }
}

/** What `before` becomes by the change: what did not change stays the same object. */
export function changedAnalysis(before: Analysis, { outline, added }: AnalysisChange): Analysis {
  const questions = itemsAt(before.questions, added.questions, outline.questions).map((question, place) => {
    const settled = outline.settled[place] ?? question.settled
    return question.settled === settled ? question : { ...question, settled }
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

/** `keyOf` gives an object that tells one item of a list from all others, and is the same for what did not change. */
function listChange<Item>(before: readonly Item[], after: readonly Item[], keyOf: (item: Item) => object): { places: Uint32Array; added: Item[] } {
  const places = new Uint32Array(after.length)
  const added: Item[] = []
  const placesBefore = new Map<object, number>()
  let place = 0
  if (before !== after) for (const item of before) placesBefore.set(keyOf(item), place++)
  place = 0
  for (const item of after) {
    const known = before === after ? place : placesBefore.get(keyOf(item))
    places[place++] = known ?? before.length + added.push(item) - 1
  }
  return { places, added }
}

function itemsAt<Item>(before: readonly Item[], added: readonly Item[], places: Uint32Array): Item[] {
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
