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
  /** Place of its fact among all names, and of its object in the model. */
  order: number
  place: number
  /** Of the findings that hang on it alone, and its equal part of those that hang on too much to work out. */
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
  let all = 0
  for (const weight of alone) all += weight
  for (const { weight } of shared) all += weight
  const texts = new Map<string, readonly string[]>()
  return greedyOrder(alone, shared, (a, b) => byName(asked[a], asked[b])).flatMap(({ question, open }) => {
    const entry = asked[question]
    if (entry === undefined) return []
    const { on, fact, label, findings } = entry
    const definition = vocabulary.get(fact)
    let text = texts.get(fact)
    if (text === undefined) {
      text = (definition?.text ?? '{on}?').split('{on}')
      texts.set(fact, text)
    }
    return [{ fact, on, text: text.join(label), answers: definition?.answers ?? [], settles: findings.length, findings, settled: all === 0 ? 1 : Math.round((1 - open / all) * 10_000) / 10_000 }]
  })
}

function collect(found: readonly Found[], run: Run, vocabulary: Vocabulary): { asked: Asked[]; shared: Settling[] } {
  const orders = new Map([...vocabulary.keys()].sort().map((fact, order) => [fact, order]))
  const byObject = new Map<string, number[]>()
  const asked: Asked[] = []
  const shared: Settling[] = []
  const indexOf = (on: string, fact: string): number => {
    let ofObject = byObject.get(on)
    if (ofObject === undefined) {
      ofObject = []
      byObject.set(on, ofObject)
    }
    for (const index of ofObject) if (asked[index]?.fact === fact) return index
    const node = run.graph.byId.get(on)
    ofObject.push(asked.length)
    return asked.push({ on, fact, label: node?.label ?? on, order: orders.get(fact) ?? -1, place: node === undefined || node.type === 'boundary' ? 0 : node.index, weight: 0, findings: [] }) - 1
  }
  for (const one of found) {
    const { finding } = one
    if (finding.status !== 'possible') continue
    const questions = finding.unknowns.map(({ on, fact }) => indexOf(on, fact))
    for (const index of questions) asked[index]?.findings.push(finding.id)
    // Any answer to the only one settles it.
    if (questions.length === 1 || questions.length > mostWorkedOut) {
      for (const index of questions) {
        const entry = asked[index]
        if (entry) entry.weight += finding.score / questions.length
      }
    } else shared.push({ weight: finding.score, questions, openAfter: openAfter(one, run, vocabulary) })
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
  const residue = residueOf(rule.when, hits, { run, vocabulary, unknowns })
  const known = new Float64Array(1 << unknowns.length).fill(-1)
  return (answered) => {
    const before = known[answered] ?? -1
    if (before >= 0) return before
    const odds = oddsOf(residue, unknowns.map((_, place) => (answered & (1 << place)) !== 0))
    const open = Math.max(0, 1 - odds.true - odds.false)
    known[answered] = open
    return open
  }
}

function byName(a: Asked | undefined, b: Asked | undefined): number {
  if (a === undefined || b === undefined) return 0
  return a.order - b.order || a.place - b.place || compare(a.on, b.on)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
