import type { Id } from './id.ts'
import type { Diagram, Model } from './model.ts'

/** A diagram with those that elements on it open, in the order of the diagrams. */
export interface DiagramBranch {
  diagram: Diagram
  children: DiagramBranch[]
}

/** The way from the top down to `diagram`, which is the last; empty where there is no such diagram. `placeOf` says on which diagram an element stands. */
export function diagramsAbove(diagrams: readonly Diagram[], placeOf: (element: Id) => Id | undefined, diagram: Id): Diagram[] {
  const known = new Map(diagrams.map((one) => [one.id, one]))
  const way = new Set<Diagram>()
  for (let at = known.get(diagram); at && !way.has(at); ) {
    way.add(at)
    const above: Id | undefined = at.opener === undefined ? undefined : placeOf(at.opener)
    at = above === undefined ? undefined : known.get(above)
  }
  return [...way].reverse()
}

/** All diagrams as a tree. One whose opener is on no diagram stands at the top. */
export function diagramTree({ diagrams, elements }: Pick<Model, 'diagrams' | 'elements'>): DiagramBranch[] {
  const openers = new Set(diagrams.flatMap(({ opener }) => (opener === undefined ? [] : [opener])))
  const places = new Map(openers.size === 0 ? [] : elements.flatMap(({ id, diagram }) => (openers.has(id) ? [[id, diagram] as const] : [])))
  const known = new Set(diagrams.map(({ id }) => id))
  const under = new Map<Id | null, Diagram[]>()
  for (const diagram of diagrams) {
    const place = diagram.opener === undefined ? undefined : places.get(diagram.opener)
    const parent = place !== undefined && known.has(place) ? place : null
    under.set(parent, [...(under.get(parent) ?? []), diagram])
  }
  const reached = new Set<Diagram>()
  const branches = (parent: Id | null): DiagramBranch[] => (under.get(parent) ?? []).map(branch)
  const branch = (diagram: Diagram): DiagramBranch => {
    reached.add(diagram)
    return { diagram, children: branches(diagram.id) }
  }
  const top = branches(null)
  // No edit makes a ring; from a damaged file it may come, and nothing of it is lost.
  return [...top, ...diagrams.flatMap((diagram) => (reached.has(diagram) ? [] : [{ diagram, children: [] }]))]
}
