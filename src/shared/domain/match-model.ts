import type { Id } from './id.ts'
import type { Flow, Model } from './model.ts'

interface Part {
  id: Id
  key: string
  sourceId: string | null
}

/**
 * Which object of `old` each object of a newer file is: by its id in the source, then by its key. Flows without a source id
 * go by their ends and label, then by their ends alone. Of several with the same name, the first is the first.
 * With `sameIds`, for two states of one project, what has the same id is the same thing before all else; and so are the pairs of
 * `agreed` (old ids by new ids), which somebody named. Answers old ids by new ids; what is not in it is new. Which of the two models is the newer one makes no difference.
 */
export function matchModels(old: Model, newer: Model, { sameIds = false, agreed = new Map() }: { sameIds?: boolean; agreed?: ReadonlyMap<Id, Id> } = {}): Map<Id, Id> {
  const ids = new Map<Id, Id>(sameIds ? commonIds(old, newer) : agreed)
  match(newer.diagrams.map((diagram) => ({ id: diagram.id, key: diagram.name, sourceId: null })), old.diagrams.map((diagram) => ({ id: diagram.id, key: diagram.name, sourceId: null })), ids)
  const [onlyOld, onlyNew] = [old.diagrams[0], newer.diagrams[0]]
  if (old.diagrams.length === 1 && newer.diagrams.length === 1 && onlyOld && onlyNew) ids.set(onlyNew.id, onlyOld.id)
  match(newer.boundaries, old.boundaries, ids)
  match(newer.elements, old.elements, ids)
  matchFlows(newer.flows, old.flows, ids)
  return ids
}

function commonIds(old: Model, newer: Model): Map<Id, Id> {
  const common = new Map<Id, Id>()
  for (const list of ['diagrams', 'elements', 'boundaries', 'flows'] as const) {
    const known = new Set(old[list].map((part) => part.id))
    for (const { id } of newer[list]) if (known.has(id)) common.set(id, id)
  }
  return common
}

function match(newer: readonly Part[], old: readonly Part[], ids: Map<Id, Id>): void {
  const taken = new Set<Id>(ids.values())
  pairUp(newer, old, (part) => part.sourceId, ids, taken)
  pairUp(newer, old, (part) => part.key, ids, taken)
}

/** Pairs what has the same name on both sides, in the order of each side. Null is no name. */
function pairUp<One extends { id: Id }>(newer: readonly One[], old: readonly One[], nameOf: (part: One, side: 'newer' | 'old') => string | null, ids: Map<Id, Id>, taken: Set<Id>): void {
  const free = new Map<string, One[]>()
  for (const part of old) {
    const name = taken.has(part.id) ? null : nameOf(part, 'old')
    if (name === null) continue
    const list = free.get(name)
    if (list) list.push(part)
    else free.set(name, [part])
  }
  const next = new Map<string, number>()
  for (const part of newer) {
    const name = ids.has(part.id) ? null : nameOf(part, 'newer')
    if (name === null) continue
    const at = next.get(name) ?? 0
    const found = free.get(name)?.[at]
    if (!found) continue
    next.set(name, at + 1)
    ids.set(part.id, found.id)
    taken.add(found.id)
  }
}

function matchFlows(newer: readonly Flow[], old: readonly Flow[], ids: Map<Id, Id>): void {
  const taken = new Set<Id>(ids.values())
  const end = (id: Id | null, side: 'newer' | 'old'): string | null => (id === null ? null : side === 'old' ? `old ${id}` : ids.has(id) ? `old ${ids.get(id) ?? ''}` : `new ${id}`)
  const ends = (flow: Flow, side: 'newer' | 'old') => [end(flow.source, side), end(flow.target, side)]
  pairUp(newer, old, (flow) => flow.sourceId, ids, taken)
  pairUp(newer, old, (flow, side) => JSON.stringify([...ends(flow, side), flow.label]), ids, taken)
  pairUp(newer, old, (flow, side) => JSON.stringify(ends(flow, side)), ids, taken)
}

/**
 * `newer` with the ids that its parts have in the old model, by what {@link matchModels} answered. A part that is new and
 * happens to have the id of another old part gets one that none has.
 */
export function underOldIds(newer: Model, ids: ReadonlyMap<Id, Id>, old?: Model): Model {
  const known = new Set(old ? [...old.diagrams, ...old.elements, ...old.boundaries, ...old.flows].map((part) => part.id) : [])
  const id = (given: Id): Id => ids.get(given) ?? (known.has(given) ? `new ${given}` : given)
  const idOrNull = (given: Id | null): Id | null => (given === null ? null : id(given))
  return {
    diagrams: newer.diagrams.map((diagram) => ({ ...diagram, id: id(diagram.id) })),
    elements: newer.elements.map((element) => ({ ...element, id: id(element.id), diagram: id(element.diagram), parent: idOrNull(element.parent) })),
    boundaries: newer.boundaries.map((boundary) => ({ ...boundary, id: id(boundary.id), diagram: id(boundary.diagram), parent: idOrNull(boundary.parent) })),
    flows: newer.flows.map((flow) => ({ ...flow, id: id(flow.id), diagram: id(flow.diagram), source: idOrNull(flow.source), target: idOrNull(flow.target) })),
  }
}
