import type { Finding, Question } from '../../../shared/domain/finding.ts'
import type { Run } from '../evaluate/run.ts'
import type { Hit } from '../evaluate/evaluate.ts'
import type { Vocabulary } from '../vocabulary/facts.ts'
import type { GraphNode } from '../graph/graph.ts'
import { byWorth, greedyOrder, inGrains, type Settling, type Worth } from './greedy.ts'
import { oddsOf, residueOf } from '../evaluate/residue.ts'
import type { Rule } from '../packs/rules.ts'
import { createQuestionList } from './question-list.ts'

/** A finding with what it was made of. */
export interface Found {
  finding: Finding
  rule: Rule
  hits: readonly Hit[]
}

/** By suggested score, highest first, then fewest unknowns, then most evidence, then id. */
export function byRank({ finding: a }: Found, { finding: b }: Found): number {
  return b.score - a.score || a.unknowns.length - b.unknowns.length || b.evidence.length - a.evidence.length || compare(a.id, b.id)
}

/** The questions of one analysis after the other. */
export interface Ranking {
  /**
   * Takes what changed since the last analysis: findings that are gone, findings that are new, and nodes that may be called otherwise.
   * The questions that it gives are ordered as if all had been ranked together; `findings` of one that did not change is the same array.
   */
  update: (dropped: Iterable<Found>, made: readonly Found[], changed: readonly GraphNode[], run: Run) => Question[]
}

/** An unknown fact of one object. */
interface Asked {
  node: GraphNode
  fact: string
  /** Place of its fact among all names. */
  order: number
  /** What hangs on it, by rank. */
  found: Found[]
  question: Question
  group: Group
}

/** Questions that share findings: what one is worth hangs on whether the others have been answered, and on nothing else. */
interface Group {
  asked: readonly Asked[]
  bundles: readonly Bundle[]
}

/** Questions of a group that follow each other whatever other groups there are: none is worth less than the first. */
interface Bundle extends Worth {
  asked: Asked[]
  /** Grains that each of them settles. */
  gains: number[]
}

/** A finding that hangs on more facts than this is counted as settled in equal parts: how they play together would take too long to work out. */
const mostWorkedOut = 8

/**
 * Asks for the unknown facts that possible findings hang on, in an order of which every beginning settles much: each question takes as much
 * of the weight that is still open as any later one could in its place (SPEC Q1). Ties: by the weight that hangs on it, then fact and place
 * in the model, elements before flows.
 */
export function createRanking(vocabulary: Vocabulary): Ranking {
  const orders = new Map([...vocabulary.keys()].sort().map((fact, order) => [fact, order]))
  const byObject = new Map<string, Asked[]>()
  /** The questions that each possible finding hangs on. */
  const unknownsOf = new Map<Found, readonly Asked[]>()
  const list = createQuestionList<Bundle>(inOrder)

  function asking(on: string, fact: string, run: Run): Asked | undefined {
    const ofObject = byObject.get(on)
    const known = ofObject?.find((one) => one.fact === fact)
    if (known) return known
    const node = run.graph.byId.get(on)
    if (node === undefined) return undefined
    const { answers = [] } = vocabulary.get(fact) ?? {}
    const asked: Asked = { node, fact, order: orders.get(fact) ?? -1, found: [], question: { fact, on, text: '', answers, settles: 0, findings: [], settled: 0 }, group: { asked: [], bundles: [] } }
    if (ofObject) ofObject.push(asked)
    else byObject.set(on, [asked])
    return asked
  }

  /** Files what changed; gives the questions that it touches, and with them all of their groups, which are to be ranked anew. */
  function take(dropped: Iterable<Found>, made: readonly Found[], changed: readonly GraphNode[], run: Run): { touched: Set<Asked>; stale: Set<Bundle> } {
    const touched = new Set<Asked>()
    const stale = new Set<Bundle>()
    for (const node of changed) for (const asked of byObject.get(node.id) ?? []) touched.add(asked)
    for (const found of dropped) {
      for (const asked of unknownsOf.get(found) ?? []) {
        asked.found = asked.found.filter((other) => other !== found)
        touched.add(asked)
      }
      unknownsOf.delete(found)
    }
    for (const found of made) {
      if (found.finding.status !== 'possible') continue
      const unknowns: Asked[] = []
      for (const { on, fact } of found.finding.unknowns) {
        const asked = asking(on, fact, run)
        if (asked === undefined) continue
        asked.found.push(found)
        unknowns.push(asked)
        touched.add(asked)
      }
      unknownsOf.set(found, unknowns)
    }
    for (const asked of touched) word(asked, run)
    for (const { group } of [...touched]) {
      for (const bundle of group.bundles) stale.add(bundle)
      for (const asked of group.asked) touched.add(asked)
    }
    return { touched, stale }
  }

  function word(asked: Asked, run: Run): void {
    const { question, found, fact } = asked
    if (found.length === 0) {
      const rest = byObject.get(question.on)?.filter((other) => other !== asked) ?? []
      if (rest.length > 0) byObject.set(question.on, rest)
      else byObject.delete(question.on)
      return
    }
    asked.node = run.graph.byId.get(question.on) ?? asked.node
    if (found.length > 1) found.sort(byRank)
    const text = (vocabulary.get(fact)?.text ?? '{on}?').replaceAll('{on}', () => asked.node.label)
    const same = text === question.text && found.length === question.settles && found.every(({ finding }, place) => finding.id === question.findings[place])
    if (!same) asked.question = { ...question, text, settles: found.length, findings: found.map(({ finding }) => finding.id) }
  }

  function update(dropped: Iterable<Found>, made: readonly Found[], changed: readonly GraphNode[], run: Run): Question[] {
    const { touched, stale } = take(dropped, made, changed, run)
    const anew: Bundle[] = []
    const grouped = new Set<Asked>()
    for (const asked of touched) {
      if (asked.found.length === 0 || grouped.has(asked)) continue
      if (!asked.found.some(isShared)) {
        anew.push(byItself(asked))
        continue
      }
      const members = connected(asked, unknownsOf)
      for (const member of members) grouped.add(member)
      for (const bundle of rank(members, unknownsOf, run, vocabulary)) anew.push(bundle)
    }
    return list.update(stale, anew.map((bundle) => ({ bundle, gains: bundle.gains, questions: bundle.asked.map(({ question }) => question) })))
  }

  return { update }
}

/** All that can be come to from `start` over findings that hang on several questions. */
function connected(start: Asked, unknownsOf: ReadonlyMap<Found, readonly Asked[]>): Asked[] {
  const members = new Set([start])
  const seen = new Set<Found>()
  for (const { found } of members) {
    for (const one of found) {
      if (!isShared(one) || seen.has(one)) continue
      seen.add(one)
      for (const other of unknownsOf.get(one) ?? []) members.add(other)
    }
  }
  return [...members]
}

/** Any answer to the only one settles it; and of too many, each its part. */
function isShared({ finding: { unknowns } }: Found): boolean {
  return unknowns.length > 1 && unknowns.length <= mostWorkedOut
}

/** What hangs on the question and no other. */
function aloneOn({ found }: Asked): number {
  let sum = 0
  for (const one of found) if (!isShared(one)) sum += inGrains(one.finding.score / one.finding.unknowns.length)
  return sum
}

function byItself(asked: Asked): Bundle {
  const gain = aloneOn(asked)
  const bundle = bundleOf(asked, { gain, hanging: gain })
  asked.group = { asked: [asked], bundles: [bundle] }
  return bundle
}

function bundleOf(asked: Asked, { gain, hanging }: Worth): Bundle {
  return { asked: [asked], gains: [gain], gain, hanging }
}

/** Orders the questions of one group. */
function rank(asked: readonly Asked[], unknownsOf: ReadonlyMap<Found, readonly Asked[]>, run: Run, vocabulary: Vocabulary): Bundle[] {
  const places = new Map(asked.map((one, place) => [one, place]))
  const shared = [...new Set(asked.flatMap(({ found }) => found.filter(isShared)))].map((one): Settling => {
    return { weight: one.finding.score, questions: (unknownsOf.get(one) ?? []).map((other) => places.get(other) ?? -1), openAfter: openAfter(one, run, vocabulary) }
  })
  const bundles: Bundle[] = []
  for (const { question, gain, hanging } of greedyOrder(asked.map(aloneOn), shared, (a, b) => byName(asked[a], asked[b]))) {
    const one = asked[question]
    if (one === undefined) continue
    const bundle = bundleOf(one, { gain, hanging })
    const last = bundles.at(-1)
    if (last === undefined || inOrder(last, bundle) < 0) bundles.push(bundle)
    else {
      last.asked.push(one)
      last.gains.push(gain)
    }
  }
  const group: Group = { asked, bundles }
  for (const one of asked) one.group = group
  return bundles
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

function inOrder(a: Bundle, b: Bundle): number {
  return byWorth(a, b) || byName(a.asked[0], b.asked[0])
}

/** By fact, then place in the model: an order that stays where parts come and go. */
function byName(a: Asked | undefined, b: Asked | undefined): number {
  if (a === undefined || b === undefined) return 0
  return a.order - b.order || placeOf(a.node) - placeOf(b.node) || compare(a.question.on, b.question.on)
}

/** Above any number of elements. */
const flowsFrom = 2 ** 26

function placeOf(node: GraphNode): number {
  return node.type === 'boundary' ? -1 : node.type === 'element' ? node.index : flowsFrom + node.index
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
