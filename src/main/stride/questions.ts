import type { Finding, Question } from '../../shared/domain/finding.ts'
import type { Run } from './compile.ts'
import type { Hit } from './evaluate.ts'
import type { Vocabulary } from './facts.ts'
import { greedyOrder, type Settling } from './greedy.ts'
import { oddsOf, residueOf } from './residue.ts'
import type { Rule } from './rules.ts'

/** A finding with what it was made of. */
export interface Found {
  finding: Finding
  rule: Rule
  hits: readonly Hit[]
}

interface Asked {
  on: string
  fact: string
  label: string
  /** Place in the model. */
  place: number
  /** Of the findings that hang on it alone. */
  weight: number
  findings: string[]
}

/** A finding that hangs on more facts than this is counted as settled in equal parts: how they play together would take too long to work out. */
const mostWorkedOut = 8

/**
 * The unknown facts that possible findings hang on, in an order of which every beginning settles much: each question takes as much of the
 * weight that is still open as any later one could in its place (SPEC Q1). Ties: by the weight that hangs on it, then fact and place in the model.
 */
export function rankQuestions(found: readonly Found[], run: Run, vocabulary: Vocabulary): Question[] {
  const { asked, shared } = collect(found, run, vocabulary)
  const alone = asked.map(({ weight }) => weight)
  const all = [...alone, ...shared.map(({ weight }) => weight)].reduce((sum, weight) => sum + weight, 0)
  const ranked = greedyOrder(alone, shared, (a, b) => byName(asked[a], asked[b]))
  return ranked.flatMap(({ question, open }) => {
    const entry = asked[question]
    if (entry === undefined) return []
    const { on, fact, label, findings } = entry
    const definition = vocabulary.get(fact)
    return [
      {
        fact,
        on,
        text: (definition?.text ?? '{on}?').split('{on}').join(label),
        answers: definition?.answers ?? [],
        settles: findings.length,
        findings,
        settled: all === 0 ? 1 : Math.round((1 - open / all) * 10_000) / 10_000,
      },
    ]
  })
}

function collect(found: readonly Found[], run: Run, vocabulary: Vocabulary): { asked: Asked[]; shared: Settling[] } {
  const places = new Map<string, Map<string, number>>()
  const asked: Asked[] = []
  const shared: Settling[] = []
  for (const one of found) {
    const { finding } = one
    if (finding.status !== 'possible') continue
    const questions = finding.unknowns.map(({ on, fact }) => {
      const ofObject = places.get(on) ?? new Map<string, number>()
      if (ofObject.size === 0) places.set(on, ofObject)
      let index = ofObject.get(fact)
      if (index === undefined) {
        index = asked.length
        ofObject.set(fact, index)
        const node = run.graph.byId.get(on)
        asked.push({ on, fact, label: node?.label ?? on, place: node === undefined || node.type === 'boundary' ? 0 : node.index, weight: 0, findings: [] })
      }
      asked[index]?.findings.push(finding.id)
      return index
    })
    const only = questions.length === 1 ? asked[questions[0] ?? -1] : undefined
    // Any answer to the only one settles it.
    if (only) only.weight += finding.score
    else shared.push({ weight: finding.score, questions, openAfter: openAfter(one, run, vocabulary) })
  }
  return { asked, shared }
}

const settlings = new WeakMap<Found, Settling['openAfter']>()

/** How much of a finding is open once some of its unknowns are answered; worked out once for each, for most stay from one analysis to the next. */
function openAfter(found: Found, run: Run, vocabulary: Vocabulary): Settling['openAfter'] {
  let known = settlings.get(found)
  if (known === undefined) {
    known = workOut(found, run, vocabulary)
    settlings.set(found, known)
  }
  return known
}

function workOut({ finding, rule, hits }: Found, run: Run, vocabulary: Vocabulary): Settling['openAfter'] {
  const { unknowns } = finding
  if (unknowns.length > mostWorkedOut) return (answered) => answered.filter((one) => !one).length / unknowns.length
  const residue = residueOf(rule.when, hits, { run, vocabulary, unknowns })
  return (answered) => {
    const odds = oddsOf(residue, answered)
    return 1 - odds.true - odds.false
  }
}

function byName(a: Asked | undefined, b: Asked | undefined): number {
  if (a === undefined || b === undefined) return 0
  return compare(a.fact, b.fact) || a.place - b.place || compare(a.on, b.on)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
