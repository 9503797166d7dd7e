import { compile } from '../evaluate/compile.ts'
import type { Run } from '../evaluate/run.ts'
import type { Kleene } from '../evaluate/kleene.ts'
import type { PreparedRule } from '../evaluate/prepared-rule.ts'
import type { GraphChange } from '../graph/follow.ts'
import type { ElementNode, GraphNode } from '../graph/graph.ts'
import { walkNearby } from '../graph/nearby.ts'
import { isStructural, type Condition } from '../packs/condition.ts'
import type { Groups } from './groups.ts'

interface Asking {
  groups: Groups
  rules: readonly PreparedRule[]
  run: Run
  /** The elements as they stood before, by index. */
  elements: readonly ElementNode[]
  /** How far things reached before. */
  reach: Run['reach']
  change: GraphChange
  /** Nodes about which anything changed, what is inferred of them included. */
  changed: ReadonlySet<GraphNode>
}

/**
 * Asks rules again of the nodes from which something that changed can be seen (`PreparedRule.radius` steps). How far something reaches, which hangs on
 * structure alone, is known where that stays, and else worked out again: what reaches another now has changed too, for the rules that ask it. Rules that
 * ask how far something reaches that answers can change are asked of everything.
 */
export function askAgain(asking: Asking): void {
  const { groups, rules, run, change, changed } = asking
  const largest = largestRadius(rules)
  const near = walkNearby(run.graph, changed, largest)
  const reaching = keepReach(asking)
  const farther = reaching.size === 0 ? near : walkNearby(run.graph, [...changed, ...reaching], largest)
  for (const node of change.gone) groups.forget(node, () => true)
  askNear(groups, run, near, (rule) => !rule.far)
  askNear(groups, run, farther, (rule) => rule.far && !isBoundless(rule))
  const boundless = rules.filter(isBoundless)
  for (const rule of boundless) groups.forgetRule(rule)
  if (boundless.length > 0) for (const nodes of [run.graph.elements, run.graph.flows]) for (const node of nodes) groups.search(node, run, isBoundless)
}

/** Asks those rules again, of each node that is within as many steps as they see. */
function askNear(groups: Groups, run: Run, steps: ReadonlyMap<GraphNode, number>, meant: (rule: PreparedRule) => boolean): void {
  for (const [node, far] of steps) {
    if (node.type === 'boundary') continue
    const sees = (rule: PreparedRule): boolean => rule.radius >= far && meant(rule)
    groups.forget(node, sees)
    groups.search(node, run, sees)
  }
}

function isBoundless({ radius }: PreparedRule): boolean {
  return radius === Number.POSITIVE_INFINITY
}

function largestRadius(rules: readonly PreparedRule[]): number {
  let largest = 0
  for (const { radius } of rules) if (radius > largest && radius !== Number.POSITIVE_INFINITY) largest = radius
  return largest
}

/** Fills in what is known of structural reach; the elements of which it is another than before. */
function keepReach({ run, elements, reach, change: { restructured, gone } }: Asking): Set<ElementNode> {
  const others = new Set<ElementNode>()
  const left = new Set(gone)
  for (const [condition, before] of reach) {
    if (!isStructural(condition)) continue
    if (!restructured) {
      run.reach.set(condition, before)
      continue
    }
    const now = reachNow(condition, run)
    for (let place = 0; place < elements.length; place++) {
      const element = elements[place]
      if (element !== undefined && now[element.index] !== before[place] && !left.has(element)) others.add(element)
    }
  }
  return others
}

function reachNow(condition: Condition, run: Run): readonly Kleene[] {
  const [any] = run.graph.elements
  // Asked of one, it is known of all.
  if (any !== undefined) compile(condition)(any, run)
  return run.reach.get(condition) ?? []
}
