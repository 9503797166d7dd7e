import type { Finding, Question } from '../../../shared/domain/finding.ts'
import type { Run } from '../evaluate/run.ts'
import type { Hit } from '../evaluate/evaluate.ts'
import type { Vocabulary } from '../vocabulary/facts.ts'
import type { GraphNode } from '../graph/graph.ts'
import { byWorth, greedyOrder, inGrains, type Settling, type Worth } from './greedy.ts'
import type { PreparedRule } from '../evaluate/prepared-rule.ts'
import { createOpenness, residueOf, type Openness } from '../evaluate/residue.ts'
import { opennessOf } from '../evaluate/shared-openness.ts'
import { createQuestionList } from './question-list.ts'

/** A finding with what it was made of. */
export interface Found {
  finding: Finding
  rule: PreparedRule
  hits: readonly Hit[]
  /** The questions that it hangs on, without those about what is out of scope; none before it is ranked, and of a confirmed one. */
  asked: readonly Asked[]
  /** How much of it answers leave open, where it was asked and no other finding shares it. */
  openness?: Openness
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

/** How the room is asked for a fact, worked out once for each fact. */
interface Asking {
  fact: string
  /** Place of the fact among all names. */
  order: number
  answers: string[]
  /** Its question: the object's label stands between these. */
  text: readonly string[]
}

/** An unknown fact of one object. */
interface Asked {
  node: GraphNode
  asking: Asking
  /** What hangs on it, by rank. */
  found: Found[]
  /** Their ids; another list wherever the question is asked otherwise or settles something else. */
  findings: string[]
  text: string
  /** Null before it is ranked. */
  bundle: Bundle | null
  /** Grains that it settles. */
  gain: number
  /** As it was told last. */
  question: Question | null
  /** It is to be ranked anew, and not yet in a group. */
  touched: boolean
  /** Its place in the group that is being ranked. */
  place: number
}

/** Questions that share findings: what one is worth hangs on whether the others have been answered, and on nothing else. */
interface Group {
  asked: readonly Asked[]
  bundles: Bundle[]
}

/** Questions of a group that follow each other whatever other groups there are: none is worth less than the first. */
interface Bundle extends Worth {
  asked: Asked[]
  /** Null where its only question shares no finding with any other. */
  group: Group | null
}

const nothing: string[] = []

/** A finding that hangs on more facts than this is counted as settled in equal parts: how they play together would take too long to work out. */
const mostWorkedOut = 8

/**
 * Asks for the unknown facts that possible findings hang on, in an order of which every beginning settles much: each question takes as much
 * of the weight that is still open as any later one could in its place (SPEC Q1). Ties: by the weight that hangs on it, then fact and place
 * in the model, elements before flows.
 */
export function createRanking(vocabulary: Vocabulary): Ranking {
  const askings = askingsOf(vocabulary)
  const byObject = new Map<string, Asked[]>()
  const list = createQuestionList<Bundle, Asked>(inOrder, tell)

  /** The question about a fact that the finding hangs on. */
  function file(found: Found, on: string, fact: string, run: Run): Asked {
    const ofObject = byObject.get(on)
    if (ofObject !== undefined) {
      for (const known of ofObject) {
        if (known.asking.fact !== fact) continue
        known.found.push(found)
        return known
      }
    }
    const node = run.graph.byId.get(on)
    const asking = askings.get(fact)
    if (node === undefined || asking === undefined) throw new Error(`${fact} of ${on} is nothing to ask`)
    const made: Asked = { node, asking, found: [found], findings: nothing, text: '', bundle: null, gain: 0, question: null, touched: false, place: 0 }
    if (ofObject) ofObject.push(made)
    else byObject.set(on, [made])
    return made
  }

  /** Files what changed; gives the questions that it touches, and with them all of their groups, which are to be ranked anew. */
  function take(dropped: Iterable<Found>, made: readonly Found[], changed: readonly GraphNode[], run: Run): { touched: Asked[]; stale: Set<Bundle> } {
    const touched: Asked[] = []
    const touch = (one: Asked): void => {
      if (one.touched) return
      one.touched = true
      touched.push(one)
    }
    const stale = new Set<Bundle>()
    for (const node of changed) byObject.get(node.id)?.forEach(touch)
    for (const found of dropped) {
      for (const one of found.asked) {
        one.found = one.found.filter((other) => other !== found)
        touch(one)
      }
    }
    for (const found of made) {
      if (found.finding.status !== 'possible') continue
      found.asked = asked(found.finding, run).map(({ on, fact }) => file(found, on, fact, run))
      found.asked.forEach(touch)
    }
    for (const one of touched) word(one, run)
    for (const { bundle } of touched) {
      if (bundle === null || stale.has(bundle)) continue
      for (const other of bundle.group?.bundles ?? [bundle]) stale.add(other)
      for (const one of bundle.group?.asked ?? bundle.asked) touch(one)
    }
    return { touched, stale }
  }

  function word(one: Asked, run: Run): void {
    const { found, asking, node } = one
    if (found.length === 0) {
      const rest = byObject.get(node.id)?.filter((other) => other !== one) ?? []
      if (rest.length > 0) byObject.set(node.id, rest)
      else byObject.delete(node.id)
      return
    }
    if (one.question !== null) one.node = run.graph.byId.get(node.id) ?? node
    if (found.length > 1) found.sort(byRank)
    const text = asking.text.join(one.node.label)
    if (text === one.text && sameFindings(one)) return
    one.text = text
    one.findings = found.map(({ finding }) => finding.id)
  }

  function update(dropped: Iterable<Found>, made: readonly Found[], changed: readonly GraphNode[], run: Run): Question[] {
    const { touched, stale } = take(dropped, made, changed, run)
    const anew: Bundle[] = []
    for (const one of touched) {
      if (!one.touched) continue
      one.touched = false
      if (one.found.length === 0) continue
      if (one.found.some(isShared)) for (const bundle of rank(connected(one), run, vocabulary)) anew.push(bundle)
      else anew.push(byItself(one))
    }
    return list.update(stale, anew)
  }

  return { update }
}

/** Of what it hangs on, that which the room is asked. */
function asked({ unknowns }: Finding, { graph }: Run): Finding['unknowns'] {
  return unknowns.some(({ on }) => graph.byId.get(on)?.outOfScope) ? unknowns.filter(({ on }) => graph.byId.get(on)?.outOfScope !== true) : unknowns
}

function askingsOf(vocabulary: Vocabulary): ReadonlyMap<string, Asking> {
  const facts = [...vocabulary.values()].sort((a, b) => compare(a.name, b.name))
  return new Map(facts.map(({ name: fact, answers, text }, order) => [fact, { fact, order, answers, text: text.split('{on}') }]))
}

function sameFindings({ found, findings }: Asked): boolean {
  if (found.length !== findings.length) return false
  for (let place = 0; place < found.length; place++) if (found[place]?.finding.id !== findings[place]) return false
  return true
}

/** The same object as before where it tells the same. */
function tell(asked: Asked, settled: number): Question {
  const { question: before, node, asking: { fact, answers }, text, findings } = asked
  if (before?.settled === settled && before.findings === findings) return before
  asked.question = { fact, on: node.id, text, answers, settles: findings.length, findings, settled }
  return asked.question
}

/** All that can be come to from `start` over findings that hang on several questions, and these. Where one of them is touched, they all are. */
function connected(start: Asked): { asked: Asked[]; shared: Found[] } {
  const asked = [start]
  const shared = new Set<Found>()
  for (const { found } of asked) {
    for (const one of found) {
      if (!isShared(one) || shared.has(one)) continue
      shared.add(one)
      for (const other of one.asked) {
        if (!other.touched) continue
        other.touched = false
        asked.push(other)
      }
    }
  }
  return { asked, shared: [...shared] }
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
  return bundleOf(asked, gain, gain, null)
}

function bundleOf(asked: Asked, gain: number, hanging: number, group: Group | null): Bundle {
  asked.gain = gain
  asked.bundle = { asked: [asked], gain, hanging, group }
  return asked.bundle
}

/** Orders the questions of one group. */
function rank({ asked, shared }: { asked: readonly Asked[]; shared: readonly Found[] }, run: Run, vocabulary: Vocabulary): Bundle[] {
  for (let place = 0; place < asked.length; place++) {
    const one = asked[place]
    if (one !== undefined) one.place = place
  }
  const settlings = shared.map((one): Settling => ({ weight: one.finding.score, questions: one.asked.map(({ place }) => place), openAfter: openAfter(one, run, vocabulary) }))
  const group: Group = { asked, bundles: [] }
  const { bundles } = group
  for (const { question, gain, hanging } of greedyOrder(asked.map(aloneOn), settlings, (a, b) => byName(asked[a], asked[b]))) {
    const one = asked[question]
    if (one === undefined) continue
    const bundle = bundleOf(one, gain, hanging, group)
    const last = bundles.at(-1)
    if (last === undefined || inOrder(last, bundle) < 0) bundles.push(bundle)
    else {
      last.asked.push(one)
      one.bundle = last
    }
  }
  return bundles
}

/** How much of the finding is open once some of its unknowns are answered. */
function openAfter(found: Found, run: Run, vocabulary: Vocabulary): Openness {
  const { hits, rule, finding: { unknowns } } = found
  const openness = opennessOf(rule.table, hits, unknowns) ?? (found.openness ??= createOpenness(residueOf(rule.when, hits, { run, vocabulary, unknowns }), unknowns.length))
  if (found.asked.length === unknowns.length) return openness
  const places = found.asked.map(({ node, asking }) => unknowns.findIndex(({ on, fact }) => on === node.id && fact === asking.fact))
  return (answered) => openness(places.reduce((all, place, bit) => (answered & (1 << bit) ? all | (1 << place) : all), 0))
}

function inOrder(a: Bundle, b: Bundle): number {
  return byWorth(a, b) || byName(a.asked[0], b.asked[0])
}

/** By fact, then place in the model: an order that stays where parts come and go. */
function byName(a: Asked | undefined, b: Asked | undefined): number {
  if (a === undefined || b === undefined) return 0
  return a.asking.order - b.asking.order || placeOf(a.node) - placeOf(b.node) || compare(a.node.id, b.node.id)
}

/** Above any number of elements. */
const flowsFrom = 2 ** 26

function placeOf(node: GraphNode): number {
  return node.type === 'boundary' ? -1 : node.type === 'element' ? node.index : flowsFrom + node.index
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
