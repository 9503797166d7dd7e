import type { Boundary, Element, Flow } from '../../../shared/domain/model.ts'

type Part = Element | Flow | Boundary

/**
 * Whether the two differ at most in what no analysis reads: notes, why a part is out of scope, keys of what has a label, and places (which matter to lines only, and
 * are compared by {@link samePlace}). Told apart too often where facts stand in another order, which does no harm.
 */
export function readAlike(a: Part, b: Part): boolean {
  if (a === b) return true
  return a.diagram === b.diagram && (a.label || a.key) === (b.label || b.key) && sameText(a.facts, b.facts) && isMarked(a) === isMarked(b) && sameBuild(a, b)
}

/** Whether it is itself said to be out of scope. */
export function isMarked({ outOfScope }: Part): boolean {
  return outOfScope !== undefined
}

function sameBuild(a: Part, b: Part): boolean {
  if ('source' in a) return 'source' in b && a.source === b.source && a.target === b.target && a.bidirectional === b.bidirectional
  if ('source' in b || a.kind !== b.kind || a.parent !== b.parent) return false
  return !('technology' in a) || ('technology' in b && a.technology === b.technology)
}

export function samePlace(a: Element | Boundary, b: Element | Boundary): boolean {
  return a.diagram === b.diagram && sameText(a.position, b.position)
}

export function sameText(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}
