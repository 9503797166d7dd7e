import type { Fact } from '../../shared/domain/fact.ts'
import { compile, neighbours, subjectOf, type Run, type Test } from './compile.ts'
import type { Condition } from './condition.ts'
import { knownFact } from './facts.ts'
import type { ElementNode, GraphNode } from './graph.ts'
import { no, not, unknown, yes, type Kleene } from './kleene.ts'

/** Collects what an answer rests on: facts read with their values, and the unknown ones it hangs on. Each at most once. */
export interface Reasons {
  read: Map<string, { on: string; fact: string; value: Fact | null }>
}

const tests = new WeakMap<Condition, Test>()

function testOf(condition: Condition): Test {
  let test = tests.get(condition)
  if (test === undefined) {
    test = compile(condition)
    tests.set(condition, test)
  }
  return test
}

/** Why `condition` has `value` on `node`: walks only the parts that decide it. */
export function explain(condition: Condition, node: GraphNode, value: Kleene, run: Run, reasons: Reasons): void {
  switch (condition.op) {
    case 'technology':
    case 'kind':
      return
    case 'fact': {
      if (!condition.on.has(subjectOf(node))) return
      reasons.read.set(`${node.id} ${condition.fact}`, { on: node.id, fact: condition.fact, value: knownFact(node.facts, condition.fact) ?? null })
      return
    }
    case 'not':
      explain(condition.of, node, not(value), run, reasons)
      return
    case 'all':
      explainParts(condition.of, node, value === yes ? null : value, run, reasons)
      return
    case 'any':
      explainParts(condition.of, node, value === no ? null : value, run, reasons)
      return
    case 'source':
    case 'target':
      if (node.type === 'flow') explain(condition.of, node[condition.op], value, run, reasons)
      return
    case 'incoming':
    case 'outgoing':
      if (node.type === 'element') explainMembers(condition.of, node[condition.op], value === no ? null : value, run, reasons)
      return
    case 'every_incoming':
    case 'every_outgoing': {
      if (node.type !== 'element') return
      const side = condition.op === 'every_incoming' ? node.incoming : node.outgoing
      explainMembers(condition.of, side, value === yes ? null : value, run, reasons)
      return
    }
    case 'crosses':
      if (node.type === 'flow') explainMembers(condition.of, node.crosses, value === no ? null : value, run, reasons)
      return
    case 'inside':
      if (node.type === 'element') explainMembers(condition.of, node.inside, value === no ? null : value, run, reasons)
      return
    case 'reaches':
    case 'reached_from':
      if (node.type === 'element' && value !== no) {
        const side = condition.op === 'reaches' ? 'outgoing' : 'incoming'
        explainMembers(condition.of, nearestWith(condition.of, node, side, value, run), value, run, reasons)
      }
      return
  }
}

/** Of the parts, those with the value that decides; all of them where `deciding` is null. */
function explainParts(parts: readonly Condition[], node: GraphNode, deciding: Kleene | null, run: Run, reasons: Reasons): void {
  for (const part of parts) {
    const value = testOf(part)(node, run)
    if (deciding === null || value === deciding) explain(part, node, value, run, reasons)
  }
}

function explainMembers(part: Condition, members: readonly GraphNode[], deciding: Kleene | null, run: Run, reasons: Reasons): void {
  const test = testOf(part)
  for (const member of members) {
    const value = test(member, run)
    if (deciding === null || value === deciding) explain(part, member, value, run, reasons)
  }
}

/** The nearest element that makes it true; or, where it is unknown, all that leave it open. */
function nearestWith(part: Condition, from: ElementNode, side: 'incoming' | 'outgoing', value: Kleene, run: Run): ElementNode[] {
  const test = testOf(part)
  const found: ElementNode[] = []
  const seen = new Set<number>()
  const queue = [from]
  for (const at of queue) {
    for (const next of neighbours(at, side)) {
      if (seen.has(next.index)) continue
      seen.add(next.index)
      queue.push(next)
      if (test(next, run) !== value) continue
      found.push(next)
      if (value !== unknown) return found
    }
  }
  return found
}
