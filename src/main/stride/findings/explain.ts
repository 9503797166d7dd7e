import type { FactOn } from '../../../shared/domain/finding.ts'
import { neighbours } from '../evaluate/compile.ts'
import type { Clause, Run } from '../evaluate/run.ts'
import { knownFact } from '../vocabulary/facts.ts'
import type { ElementNode, GraphNode } from '../graph/graph.ts'
import { no, not, unknown, yes, type Kleene } from '../evaluate/kleene.ts'

/** Collects the facts an answer rests on, each at most once; those it hangs on have no value. */
export interface Reasons {
  read: FactOn[]
  /** Only kept where there are many. */
  seen: Set<FactOn> | null
}

export function noReasons(): Reasons {
  return { read: [], seen: null }
}

/** Most findings rest on a handful of facts, where looking through them is cheaper than keeping a set. */
const few = 12

/** Adds one that may be there already. */
export function addReason(reasons: Reasons, reason: FactOn): void {
  const { read } = reasons
  if (read.length < few) {
    if (read.includes(reason)) return
  } else {
    reasons.seen ??= new Set(read)
    if (reasons.seen.has(reason)) return
    reasons.seen.add(reason)
  }
  read.push(reason)
}

/** What is told of one fact of `node`: one object, whatever asks for it. */
function told(node: GraphNode, fact: string): FactOn {
  for (const known of node.told) if (known.fact === fact) return known
  const reason: FactOn = { on: node.id, fact, value: knownFact(node.facts, fact) ?? null }
  node.told.push(reason)
  return reason
}

/** Why `clause` has `value` on `node`: walks only the parts that decide it. */
export function explain(clause: Clause, node: GraphNode, value: Kleene, run: Run, reasons: Reasons): void {
  const { condition, parts } = clause
  switch (condition.op) {
    case 'technology':
    case 'kind':
      return
    case 'fact':
      if (condition.on.has(node.subject)) addReason(reasons, told(node, condition.fact))
      return
    case 'not':
      for (const part of parts) explain(part, node, not(value), run, reasons)
      return
    case 'all':
      explainParts(parts, node, value === yes ? null : value, run, reasons)
      return
    case 'any':
      explainParts(parts, node, value === no ? null : value, run, reasons)
      return
    case 'source':
    case 'target':
      if (node.type === 'flow') for (const part of parts) explain(part, node[condition.op], value, run, reasons)
      return
    case 'incoming':
    case 'outgoing':
      if (node.type === 'element') explainMembers(parts, node[condition.op], value === no ? null : value, run, reasons)
      return
    case 'every_incoming':
    case 'every_outgoing': {
      if (node.type !== 'element') return
      const side = condition.op === 'every_incoming' ? node.incoming : node.outgoing
      explainMembers(parts, side, value === yes ? null : value, run, reasons)
      return
    }
    case 'crosses':
      if (node.type === 'flow') explainMembers(parts, node.crosses, value === no ? null : value, run, reasons)
      return
    case 'inside':
      if (node.type === 'element') explainMembers(parts, node.inside, value === no ? null : value, run, reasons)
      return
    case 'reaches':
    case 'reached_from':
      if (node.type === 'element' && value !== no) {
        const side = condition.op === 'reaches' ? 'outgoing' : 'incoming'
        for (const part of parts) explainMembers(parts, nearestWith(part, node, side, value, run), value, run, reasons)
      }
      return
  }
}

/** Of the parts, those with the value that decides; all of them where `deciding` is null. */
function explainParts(parts: readonly Clause[], node: GraphNode, deciding: Kleene | null, run: Run, reasons: Reasons): void {
  for (const part of parts) {
    if (part.silent) continue
    const value = part.ask(node, run)
    if (deciding === null || value === deciding) explain(part, node, value, run, reasons)
  }
}

function explainMembers(parts: readonly Clause[], members: readonly GraphNode[], deciding: Kleene | null, run: Run, reasons: Reasons): void {
  for (const member of members) explainParts(parts, member, deciding, run, reasons)
}

/** The nearest element that makes it true; or, where it is unknown, all that leave it open. */
function nearestWith({ ask }: Clause, from: ElementNode, side: 'incoming' | 'outgoing', value: Kleene, run: Run): ElementNode[] {
  const found: ElementNode[] = []
  const seen = new Set<number>()
  const queue = [from]
  for (const at of queue) {
    for (const next of neighbours(at, side)) {
      if (seen.has(next.index)) continue
      seen.add(next.index)
      queue.push(next)
      if (ask(next, run) !== value) continue
      found.push(next)
      if (value !== unknown) return found
    }
  }
  return found
}
