import { createLayers } from './layers.ts'
import type { Part } from './ledger.ts'
import { sameWay, type Way } from './way.ts'

type Visit<Node> = (node: Node) => void

/** How something spreads over nodes. */
export interface Spreading<Node extends Part> {
  /** The way with which it begins at the node; null where it does not begin there. */
  start: (node: Node) => Way | null
  /** Whether it goes on from a node that it came to. */
  goesOn: (node: Node) => boolean
  /** Tells of each node that lies next, and of each that it may come from: the one is the other the other way round. */
  next: (node: Node, visit: Visit<Node>) => void
  previous: (node: Node, visit: Visit<Node>) => void
  /** The way to a node, from the way to the one it was reached over. */
  extend: (way: Way, next: Node, over: Node) => Way
}

/** Where a node is reached. */
export interface Found<Node> {
  /** Steps from the nearest start. */
  layer: number
  /** The node before it; null where it is a start itself. */
  over: Node | null
  way: Way
  goesOn: boolean
}

/**
 * One thing that spreads, from one time to the next: each node is reached by a shortest way; of ways equally short by the one that comes over the
 * smallest id. So the result does not depend on the order in which the model lists its objects.
 */
export interface Spread<Node extends Part> {
  /** Spreads it anew, where `near` are all nodes of which what {@link Spreading} says may be another than before. Answers all nodes that it looked at: no other one is found elsewhere than before. */
  update: (near: readonly Node[], spreading: Spreading<Node>) => ReadonlySet<Node>
  /** Undefined where the node is not reached. */
  found: (node: Node) => Found<Node> | undefined
  forget: (node: Node) => void
}

/**
 * A node hangs only on those in the layer before it. So layers are settled from the start outwards: a node that is found as before ends the matter, one
 * that is found elsewhere makes those next to it be looked at, and one that has lost what it was reached over is lost until something in a layer
 * that is settled reaches it. What no longer hangs on any start is therefore never found again.
 */
export function createSpread<Node extends Part>(): Spread<Node> {
  const known: (Found<Node> | undefined)[] = []
  const layers = createLayers<Node>()
  let looked = new Set<Node>()
  /** How many nodes are known to be reached. */
  let reached = 0

  function reach(node: Node, { start, goesOn, previous, extend }: Spreading<Node>): Found<Node> | null {
    const begun = start(node)
    if (begun !== null) return { layer: 0, over: null, way: begun, goesOn: true }
    let best: { over: Node; by: Found<Node> } | null = null
    previous(node, (over) => {
      const by = known[over.serial]
      if (by?.goesOn !== true || over === node) return
      if (best === null || by.layer < best.by.layer || (by.layer === best.by.layer && over.id < best.over.id)) best = { over, by }
    })
    return best && foundOver(node, best, goesOn, extend)
  }

  function take(node: Node, layer: number, spreading: Spreading<Node>): void {
    looked.add(node)
    const before = known[node.serial]
    const now = reach(node, spreading)
    if (now === null) lose(node, before, spreading)
    else if (now.layer > layer) {
      if (before === undefined || before.layer <= layer) lose(node, before, spreading)
      layers.put(node, Math.min(now.layer, known[node.serial]?.layer ?? now.layer))
    } else if (before === undefined || !sameFound(before, now)) {
      if (before === undefined) reached += 1
      known[node.serial] = now
      const lookAt = (other: Node): void => {
        if ((known[other.serial]?.layer ?? Number.POSITIVE_INFINITY) > now.layer) layers.put(other, now.layer + 1)
      }
      if (now.goesOn || before?.goesOn === true) spreading.next(node, lookAt)
    }
  }

  function lose(node: Node, before: Found<Node> | undefined, { next }: Spreading<Node>): void {
    if (before === undefined) return
    forget(node)
    next(node, (other) => {
      const hanging = known[other.serial]
      if (hanging !== undefined && hanging.layer > before.layer) layers.put(other, hanging.layer)
    })
  }

  function forget(node: Node): void {
    if (known[node.serial] === undefined) return
    known[node.serial] = undefined
    reached -= 1
  }

  /** Where nothing is reached yet, it can only begin. */
  function nearest(node: Node, spreading: Spreading<Node>): number {
    if (reached === 0) return spreading.start(node) === null ? Number.POSITIVE_INFINITY : 0
    return Math.min(known[node.serial]?.layer ?? Number.POSITIVE_INFINITY, reach(node, spreading)?.layer ?? Number.POSITIVE_INFINITY)
  }

  return {
    update: (near, spreading) => {
      looked = new Set(near)
      for (const node of near) {
        const layer = nearest(node, spreading)
        if (layer !== Number.POSITIVE_INFINITY) layers.put(node, layer)
      }
      layers.takeAll((node, layer) => take(node, layer, spreading))
      return looked
    },
    found: (node) => known[node.serial],
    forget,
  }
}

function foundOver<Node extends Part>(node: Node, { over, by }: { over: Node; by: Found<Node> }, goesOn: Spreading<Node>['goesOn'], extend: Spreading<Node>['extend']): Found<Node> {
  return { layer: by.layer + 1, over, way: extend(by.way, node, over), goesOn: goesOn(node) }
}

function sameFound<Node>(a: Found<Node>, b: Found<Node>): boolean {
  return a.layer === b.layer && a.over === b.over && a.goesOn === b.goesOn && sameWay(a.way, b.way)
}
