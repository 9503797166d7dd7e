import type { Boundary, Element, Flow, Model } from '../../../shared/domain/model.ts'

/** Whether the two differ at most in what no analysis reads: notes, keys of what has a label, and places, unless a boundary is drawn as a line. */
export function readsAlike(a: Model, b: Model): boolean {
  if (a === b) return true
  const places = a.boundaries.some(isLine) || b.boundaries.some(isLine)
  return (
    a.diagrams.length === b.diagrams.length &&
    alike(a.boundaries, b.boundaries, (one, other) => one.kind === other.kind && one.parent === other.parent && (!places || samePlace(one, other))) &&
    alike(a.elements, b.elements, (one, other) => one.kind === other.kind && one.technology === other.technology && one.parent === other.parent && (!places || samePlace(one, other))) &&
    alike(a.flows, b.flows, (one, other) => one.source === other.source && one.target === other.target && one.bidirectional === other.bidirectional)
  )
}

function isLine({ kind }: Boundary): boolean {
  return kind === 'line'
}

function alike<Part extends Element | Flow | Boundary>(a: readonly Part[], b: readonly Part[], same: (one: Part, other: Part) => boolean): boolean {
  if (a.length !== b.length) return false
  return a.every((one, place) => {
    const other = b[place]
    if (one === other) return true
    return other !== undefined && one.id === other.id && one.diagram === other.diagram && (one.label || one.key) === (other.label || other.key) && sameText(one.facts, other.facts) && same(one, other)
  })
}

function samePlace(a: Element | Boundary, b: Element | Boundary): boolean {
  return sameText(a.position, b.position)
}

/** Told apart too often where names stand in another order, which does no harm. */
function sameText(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}
