import type { Id } from './id.ts'
import type { Boundary, Element, Flow, Model } from './model.ts'

/** Why something is out of scope: the part that says so, and the reason it gives, perhaps empty. */
export interface OutOfScope {
  by: Id
  reason: string
}

/**
 * Everything that is out of scope, with why: what is marked itself, what stands inside of what is marked, and flows whose both ends are out
 * of scope. The mark nearest to a part is the one that is told. Empty where nothing is marked.
 */
export function outOfScope(model: Pick<Model, 'elements' | 'flows' | 'boundaries'>): ReadonlyMap<Id, OutOfScope> {
  const out = new Map<Id, OutOfScope>()
  const nodes = new Map<Id, Element | Boundary>()
  let marked = false
  for (const list of [model.boundaries, model.elements]) {
    for (const node of list) {
      nodes.set(node.id, node)
      if (node.outOfScope !== undefined) marked = true
    }
  }
  if (marked) {
    for (const node of nodes.values()) {
      const mark = markAround(node, nodes)
      if (mark !== null) out.set(node.id, mark)
    }
  }
  for (const flow of model.flows) {
    const mark = markOfFlow(flow, out)
    if (mark !== null) out.set(flow.id, mark)
  }
  return out
}

function markAround(part: Element | Boundary, nodes: ReadonlyMap<Id, Element | Boundary>): OutOfScope | null {
  // Two sorts of things may go in a circle: a project never does, a file that is only looked at may.
  let left = nodes.size
  for (let at: Element | Boundary | undefined = part; at !== undefined && left >= 0; left--) {
    if (at.outOfScope !== undefined) return { by: at.id, reason: at.outOfScope }
    at = at.parent === null ? undefined : nodes.get(at.parent)
  }
  return null
}

function markOfFlow({ id, source, target, outOfScope: reason }: Flow, out: ReadonlyMap<Id, OutOfScope>): OutOfScope | null {
  if (reason !== undefined) return { by: id, reason }
  if (source === null || target === null || out.size === 0) return null
  return out.has(target) ? (out.get(source) ?? null) : null
}

/** The part with what `set` says of it; a scope of null puts it in scope again. */
export function withScope<Part extends { outOfScope?: string | undefined }, Set extends { outOfScope?: string | null }>(part: Part, set: Set): Part & Omit<Set, 'outOfScope'>
export function withScope(part: { outOfScope?: string | undefined }, { outOfScope: reason, ...set }: { outOfScope?: string | null }): object {
  const { outOfScope: before, ...rest } = { ...part, ...set }
  const after = reason === undefined ? before : reason
  return after === null || after === undefined ? rest : { ...rest, outOfScope: after }
}
