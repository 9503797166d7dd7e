import { knownFact, type FactSubject } from '../vocabulary/facts.ts'
import { isStructural, partsOf, type Condition } from '../packs/condition.ts'
import type { ElementNode, FlowNode } from '../graph/graph.ts'
import { otherEnd } from '../graph/graph.ts'
import { no, not, unknown, yes, type Kleene } from './kleene.ts'
import type { Clause, Run, Test } from './run.ts'
import { placeOf } from './share.ts'
import { isMadeOf } from './specialise.ts'

const clauses = new WeakMap<Condition, Clause>()

/** The condition, ready to be asked; made once of each. */
export function clauseOf(condition: Condition): Clause {
  let clause = clauses.get(condition)
  if (clause === undefined) {
    const parts = partsOf(condition).map(clauseOf)
    const place = placeOf(condition)
    const ask = compileOperator(condition)
    clause = { condition, parts, silent: isStructural(condition), ask: place === undefined || !dear.has(condition.op) ? ask : remembered(ask, place) }
    clauses.set(condition, clause)
  }
  return clause
}

/** The condition as a function; made once of each. */
export function compile(condition: Condition): Test {
  return clauseOf(condition).ask
}

/** They go over other nodes: where several rules ask the same, looking the answer up costs less than asking again. */
const dear: ReadonlySet<Condition['op']> = new Set(['incoming', 'outgoing', 'every_incoming', 'every_outgoing', 'crosses', 'inside'])

function remembered(test: Test, place: number): Test {
  return (node, run) => {
    if (node.type === 'boundary') return test(node, run)
    const answers = (run.answers[place] ??= new Uint8Array(node.type === 'flow' ? run.graph.flows.length : run.graph.elements.length))
    const known = answers[node.index]
    if (known === 1) return no
    if (known === 2) return unknown
    if (known === 3) return yes
    const value = test(node, run)
    answers[node.index] = value + 1
    return value
  }
}

function compileOperator(condition: Condition): Test {
  switch (condition.op) {
    case 'all':
      return compileAll(condition.of.map(compile))
    case 'any':
      return compileAny(condition.of.map(compile))
    case 'not': {
      const inner = compile(condition.of)
      return (node, run) => not(inner(node, run))
    }
    case 'fact':
      return compileFact(condition.fact, condition.values, condition.on)
    case 'technology': {
      const { ids } = condition
      return (node) => (node.type === 'element' && hasTechnology(node, ids) ? yes : no)
    }
    case 'kind': {
      const kinds = new Set(condition.kinds)
      return (node) => (node.type === 'element' && kinds.has(node.object.kind) ? yes : no)
    }
    case 'source':
    case 'target': {
      const inner = compile(condition.of)
      const end = condition.op
      return (node, run) => (node.type === 'flow' ? inner(node[end], run) : no)
    }
    case 'incoming':
    case 'outgoing':
      return compileSome(condition.op, condition.least, compile(condition.of))
    case 'every_incoming':
    case 'every_outgoing':
      return compileEvery(condition.op === 'every_incoming' ? 'incoming' : 'outgoing', compile(condition.of))
    case 'crosses':
    case 'inside':
      return compileBoundaries(condition.op, compile(condition.of))
    case 'reaches':
    case 'reached_from':
      return compileReach(condition, condition.op, compile(condition.of))
  }
}

export function hasTechnology(node: ElementNode, ids: readonly string[]): boolean {
  return isMadeOf(node.technology, ids)
}

function compileAll(tests: readonly Test[]): Test {
  return (node, run) => {
    let result: Kleene = yes
    for (const test of tests) {
      const value = test(node, run)
      if (value === no) return no
      if (value < result) result = value
    }
    return result
  }
}

function compileAny(tests: readonly Test[]): Test {
  return (node, run) => {
    let result: Kleene = no
    for (const test of tests) {
      const value = test(node, run)
      if (value === yes) return yes
      if (value > result) result = value
    }
    return result
  }
}

/** A fact that is not defined for this kind of object is not unknown: it does not apply, and the test is false. */
function compileFact(fact: string, values: ReadonlySet<string>, on: ReadonlySet<FactSubject>): Test {
  return (node) => {
    if (!on.has(node.subject)) return no
    const known = knownFact(node.facts, fact)
    if (known === undefined) return unknown
    return values.has(known.value) ? yes : no
  }
}

function compileSome(side: 'incoming' | 'outgoing', least: number, inner: Test): Test {
  return (node, run) => {
    if (node.type !== 'element' || node[side].length < least) return no
    let [sure, open] = [0, 0]
    for (const flow of node[side]) {
      const value = inner(flow, run)
      if (value === yes) sure++
      else if (value === unknown) open++
      if (sure >= least) return yes
    }
    return sure + open >= least ? unknown : no
  }
}

function compileEvery(side: 'incoming' | 'outgoing', inner: Test): Test {
  return (node, run) => {
    if (node.type !== 'element') return no
    let result: Kleene = yes
    for (const flow of node[side]) {
      const value = inner(flow, run)
      if (value < result) result = value
    }
    return result
  }
}

function compileBoundaries(op: 'crosses' | 'inside', inner: Test): Test {
  return (node, run) => {
    const boundaries = op === 'crosses' ? (node.type === 'flow' ? node.crosses : []) : node.type === 'element' ? node.inside : []
    let result: Kleene = no
    for (const boundary of boundaries) {
      const value = inner(boundary, run)
      if (value > result) result = value
    }
    return result
  }
}

function compileReach(condition: Condition, op: 'reaches' | 'reached_from', inner: Test): Test {
  return (node, run) => {
    if (node.type !== 'element') return no
    let values = run.reach.get(condition)
    if (values === undefined) {
      values = reachValues(run, op, inner)
      run.reach.set(condition, values)
    }
    return values[node.index] ?? no
  }
}

/**
 * For every element the best value of `inner` among the other elements it reaches. One walk against the flows
 * from what is true, one from what is not false: linear in elements and flows.
 */
function reachValues(run: Run, op: 'reaches' | 'reached_from', inner: Test): Kleene[] {
  const { elements } = run.graph
  const own = elements.map((element) => inner(element, run))
  const result: Kleene[] = elements.map(() => no)
  // What hangs on structure alone is never unknown: then one walk will do.
  for (const level of own.includes(unknown) ? ([unknown, yes] as const) : ([yes] as const)) {
    const queue = elements.filter((element) => (own[element.index] ?? no) >= level)
    const seen = new Uint8Array(elements.length)
    for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
      for (const flow of op === 'reaches' ? at.incoming : at.outgoing) {
        const next = otherEnd(flow, at)
        if (seen[next.index] === 1) continue
        seen[next.index] = 1
        result[next.index] = level
        queue.push(next)
      }
    }
  }
  return result
}

/** Elements one flow away, against (`incoming`) or along (`outgoing`) it. */
export function neighbours(node: ElementNode, side: 'incoming' | 'outgoing'): ElementNode[] {
  return node[side].map((flow: FlowNode) => otherEnd(flow, node))
}
