import type { Finding } from '../../../shared/domain/finding.ts'
import { compile, neighbours } from './compile.ts'
import type { Run } from './run.ts'
import type { Condition } from '../packs/condition.ts'
import type { Vocabulary } from '../vocabulary/facts.ts'
import type { ElementNode, GraphNode } from '../graph/graph.ts'
import { unknown, yes } from './kleene.ts'

/** What is left of a condition once everything known is put in: how its value hangs on unknown facts. */
export type Residue =
  /** `place` is the unknown's among those of the finding; `holds` the share of its answers that make it true, 0 to 1. */
  | { op: 'fact'; place: number; holds: number }
  | { op: 'not'; of: Residue }
  | { op: 'all' | 'any'; of: Residue[] }
  | { op: 'at-least'; least: number; of: Residue[] }

/** How likely it is to come out true, and false, once some facts are answered; what is left to 1 is open still. */
export interface Odds {
  true: number
  false: number
}

interface Reading {
  run: Run
  vocabulary: Vocabulary
  unknowns: Finding['unknowns']
}

/** The residue of a finding that none of its `hits` confirms: one of them holding is enough. `unknowns` are all it hangs on. */
export function residueOf(when: Condition, hits: readonly { node: GraphNode }[], reading: Reading): Residue {
  return anyOf(hits.map(({ node }) => residue(when, node, reading)))
}

/** How much of a finding is open, 0 to 1, once some of its unknowns are answered: bit n of `answered` is the one at place n. Never grows with more answers. */
export type Openness = (answered: number) => number

/** Of a finding that hangs on `count` unknowns as `residue` says; each share is worked out once. */
export function createOpenness(residue: Residue, count: number): Openness {
  const known: (number | undefined)[] = new Array<number | undefined>(1 << Math.min(count, 10)).fill(undefined)
  return (answered) => {
    const before = known[answered]
    if (before !== undefined) return before
    const odds = oddsOf(residue, answered)
    const open = Math.max(0, 1 - odds.true - odds.false)
    known[answered] = open
    return open
  }
}

/**
 * Odds of `residue` where the unknowns of which the bits are set in `answered` have been answered, every answer of a fact being as likely as any other,
 * and readings taken as independent of each other. More answers never make either of the two less.
 */
export function oddsOf(residue: Residue, answered: number): Odds {
  switch (residue.op) {
    case 'fact':
      return answered & (1 << residue.place) ? { true: residue.holds, false: 1 - residue.holds } : { true: 0, false: 0 }
    case 'not': {
      const odds = oddsOf(residue.of, answered)
      return { true: odds.false, false: odds.true }
    }
    case 'all':
    case 'any': {
      const sure = residue.op === 'all' ? 'true' : 'false'
      const enough = residue.op === 'all' ? 'false' : 'true'
      let [all, none] = [1, 1]
      for (const part of residue.of) {
        const odds = oddsOf(part, answered)
        all *= odds[sure]
        none *= 1 - odds[enough]
      }
      return residue.op === 'all' ? { true: all, false: 1 - none } : { true: 1 - none, false: all }
    }
    case 'at-least': {
      const parts = residue.of.map((part) => oddsOf(part, answered))
      return { true: 1 - fewerThan(residue.least, parts.map((odds) => odds.true)), false: fewerThan(residue.least, parts.map((odds) => 1 - odds.false)) }
    }
  }
}

/** The chance that fewer than `least` of independent events of these chances happen. */
function fewerThan(least: number, chances: readonly number[]): number {
  let counts = [1]
  for (const chance of chances) {
    const next = Array.from({ length: Math.min(counts.length + 1, least) }, () => 0)
    for (const [count, odds] of counts.entries()) {
      next[count] = (next[count] ?? 0) + odds * (1 - chance)
      if (count + 1 < least) next[count + 1] = (next[count + 1] ?? 0) + odds * chance
    }
    counts = next
  }
  return counts.reduce((sum, odds) => sum + odds, 0)
}

/** Of a condition that is unknown of `node`. */
function residue(condition: Condition, node: GraphNode, reading: Reading): Residue {
  const { run } = reading
  const inner = (part: Condition, nodes: readonly GraphNode[]) => nodes.filter((one) => compile(part)(one, run) === unknown).map((one) => residue(part, one, reading))
  switch (condition.op) {
    case 'technology':
    case 'kind':
      // Structure is never unknown.
      return anyOf([])
    case 'fact': {
      return factResidue(condition, reading.unknowns.findIndex(({ on, fact }) => on === node.id && fact === condition.fact), reading.vocabulary)
    }
    case 'not':
      return { op: 'not', of: residue(condition.of, node, reading) }
    case 'all':
    case 'any': {
      const of = condition.of.flatMap((part) => inner(part, [node]))
      return condition.op === 'all' ? allOf(of) : anyOf(of)
    }
    case 'source':
    case 'target':
      return anyOf(node.type === 'flow' ? inner(condition.of, [node[condition.op]]) : [])
    case 'incoming':
    case 'outgoing': {
      const flows = node.type === 'element' ? node[condition.op] : []
      const sure = flows.filter((flow) => compile(condition.of)(flow, run) === yes).length
      const of = inner(condition.of, flows)
      const least = condition.least - sure
      return least <= 1 ? anyOf(of) : { op: 'at-least', least, of }
    }
    case 'every_incoming':
    case 'every_outgoing':
      return allOf(node.type === 'element' ? inner(condition.of, condition.op === 'every_incoming' ? node.incoming : node.outgoing) : [])
    case 'crosses':
      return anyOf(node.type === 'flow' ? inner(condition.of, node.crosses) : [])
    case 'inside':
      return anyOf(node.type === 'element' ? inner(condition.of, node.inside) : [])
    case 'reaches':
    case 'reached_from':
      return anyOf(node.type === 'element' ? inner(condition.of, reached(node, condition.op === 'reaches' ? 'outgoing' : 'incoming')) : [])
  }
}

/** Of the fact at `place` among the unknowns. */
export function factResidue({ fact, values }: Extract<Condition, { op: 'fact' }>, place: number, vocabulary: Vocabulary): Residue {
  const answers = vocabulary.get(fact)?.answers ?? ['yes', 'no']
  return { op: 'fact', place, holds: answers.filter((answer) => values.has(answer)).length / answers.length }
}

/** The same with each unknown at the place that `places` has for it. */
export function withPlaces(residue: Residue, places: readonly number[]): Residue {
  switch (residue.op) {
    case 'fact':
      return { ...residue, place: places[residue.place] ?? -1 }
    case 'not':
      return { op: 'not', of: withPlaces(residue.of, places) }
    default:
      return { ...residue, of: residue.of.map((part) => withPlaces(part, places)) }
  }
}

export function allOf(of: Residue[]): Residue {
  const only = of[0]
  return of.length === 1 && only ? only : { op: 'all', of }
}

export function anyOf(of: Residue[]): Residue {
  const only = of[0]
  return of.length === 1 && only ? only : { op: 'any', of }
}

function reached(from: ElementNode, side: 'incoming' | 'outgoing'): ElementNode[] {
  const found = new Set<ElementNode>()
  const queue = [from]
  for (const at of queue) {
    for (const next of neighbours(at, side)) {
      if (found.has(next)) continue
      found.add(next)
      queue.push(next)
    }
  }
  return [...found]
}
