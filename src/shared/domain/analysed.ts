import { type AnalysisPiece, changedAnalysis, joinedPieces, noAnalysis } from './analysis-change.ts'
import type { Analysis, Finding } from './finding.ts'
import type { FindingState } from './finding-state.ts'

/** An analysis, and what was decided of its findings. */
export interface Analysed {
  analysis: Analysis
  /** Triaged findings, whether they fire or not, then the others in the order of the analysis. */
  states: FindingState[]
}

/** What there is to say of {@link Analysed.states}: everything that is not simply new. */
export interface Told {
  /** How many of `states` come first whether their findings fire or not. */
  first: number
  states: FindingState[]
}

/** A state that a page has, to be brought on by the next {@link AnalysedNews}. */
export interface FollowedAnalysis {
  stamp: string
  analysis: Analysis
  told: Told
}

/** Places in a list as runs: pairs of the first place and how many follow one another from there. */
export type Runs = number[]

/** The last of what a page is sent; {@link Piece}s come before it. `upon` is the stamp of the state that it changes; null where it is all of it. */
export interface AnalysedNews {
  type: 'news'
  stamp: string
  upon: string | null
  outline: { rules: Analysis['rules']; counts: Analysis['counts']; findings: Runs | null; questions: Runs | null; settled: number[] | null; objects: string[] | null }
  told: Told | null
}

/** Part of what is new, an {@link AnalysisPiece} as JSON text: a transport hands a text on as it is, and would walk through every part of an object. */
export interface Piece {
  type: 'piece'
  text: string
}

const newStates = new WeakMap<Finding, FindingState>()

/** The state of a finding that nothing was said of; the same object for the same finding. */
function newState(finding: Finding): FindingState {
  const known = newStates.get(finding)
  if (known) return known
  const state: FindingState = { finding: finding.id, state: 'new', reason: '', threat: null }
  newStates.set(finding, state)
  return state
}

/** The states that `told` says, one for each finding and each triaged one. */
export function allStates({ first, states }: Told, findings: readonly Finding[]): FindingState[] {
  const all = states.slice(0, first)
  const known = new Set(all.map(({ finding }) => finding))
  const others = new Map(states.slice(first).map((state) => [state.finding, state]))
  for (const finding of findings) if (!known.has(finding.id)) all.push(others.get(finding.id) ?? newState(finding))
  return all
}

/** What `before` becomes by `news` and the pieces before it: what did not change stays the same object. Null where the news is of another state. */
export function followedAnalysis(before: FollowedAnalysis | null, pieces: readonly AnalysisPiece[], { stamp, upon, outline, told }: AnalysedNews): FollowedAnalysis | null {
  if (upon !== null && upon !== before?.stamp) return null
  const base = upon === null ? noAnalysis : (before?.analysis ?? noAnalysis)
  const said = told ?? before?.told
  if (said === undefined) return null
  if (stamp === before?.stamp) return before
  const { findings, questions, settled, ...rest } = outline
  const added = joinedPieces(pieces)
  const analysis = changedAnalysis(base, { outline: { ...rest, findings: findings && fromRuns(findings), questions: questions && fromRuns(questions), settled: settled && Float64Array.from(settled) }, added })
  return { stamp, analysis, told: said }
}

export function toRuns(places: Uint32Array): Runs {
  const runs: Runs = []
  let count = 0
  for (let at = 0; at < places.length; at += count) {
    const start = places[at] ?? 0
    for (count = 1; at + count < places.length && places[at + count] === start + count; ) count += 1
    runs.push(start, count)
  }
  return runs
}

export function fromRuns(runs: Runs): Uint32Array {
  let length = 0
  for (let at = 1; at < runs.length; at += 2) length += runs[at] ?? 0
  const places = new Uint32Array(length)
  let place = 0
  for (let at = 0; at < runs.length; at += 2) for (let step = 0; step < (runs[at + 1] ?? 0); step++) places[place++] = (runs[at] ?? 0) + step
  return places
}
