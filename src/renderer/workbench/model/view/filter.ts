import type { Band } from '../../../../shared/domain/dread.ts'
import type { Facts } from '../../../../shared/domain/fact.ts'
import type { Boundary, Element, Flow, Model } from '../../../../shared/domain/model.ts'
import { outOfScope } from '../../../../shared/domain/scope.ts'
import { type DataClass, type Filter, isFiltering } from './view-settings.ts'

/** What is known of parts besides what is drawn. */
export interface Known {
  /** Resolved facts by part; what nobody resolved yet has its own. */
  facts: Readonly<Record<string, Facts>>
  /** The worst open finding of each part. */
  worst: ReadonlyMap<string, Band>
  /** Direct parents of each technology. */
  parentsOf: ReadonlyMap<string, readonly string[]>
}

const factsOf: Record<DataClass, readonly string[]> = {
  personal: ['carries_pii', 'stores_pii', 'handles_pii'],
  credentials: ['carries_credentials', 'stores_credentials', 'handles_credentials'],
  internal: ['carries_internal_data'],
}

/** `technology` with all that it is a kind of. A taxonomy with a circle ends too. */
export function withParents(technology: string, parentsOf: Known['parentsOf']): Set<string> {
  const found = new Set([technology])
  for (const one of found) for (const parent of parentsOf.get(one) ?? []) found.add(parent)
  return found
}

/** Boundaries and elements that are around any of `ids`, however far. */
export function around(model: Model, ids: ReadonlySet<string>): Set<string> {
  const parents = new Map([...model.boundaries, ...model.elements].map(({ id, parent }) => [id, parent]))
  const found = new Set<string>()
  for (const id of ids) {
    for (let above = parents.get(id) ?? null; above !== null && !found.has(above); above = parents.get(above) ?? null) found.add(above)
  }
  return found
}

/**
 * The parts that match `filter`, and the boundaries around them; null where nothing is asked for. A flow has the technologies of its ends.
 * Where kinds are asked for and flows are not, a flow is shown between two elements that are.
 */
export function matching(model: Model, filter: Filter, known: Known): Set<string> | null {
  if (!isFiltering(filter)) return null
  const { facts, worst, parentsOf } = known
  const technologies = new Set(filter.technologies)
  const families = new Map<string, boolean>()
  const hasTechnology = (technology: string | null): boolean => {
    if (technologies.size === 0) return true
    if (technology === null) return false
    const before = families.get(technology)
    if (before !== undefined) return before
    const has = [...withParents(technology, parentsOf)].some((one) => technologies.has(one))
    families.set(technology, has)
    return has
  }
  const says = (part: Element | Flow, fact: string) => (facts[part.id]?.[fact] ?? part.facts[fact])?.value === 'yes'
  const hasData = (part: Element | Flow) => filter.data.length === 0 || filter.data.some((data) => factsOf[data].some((fact) => says(part, fact)))
  const hasBand = (id: string) => {
    const band = worst.get(id)
    return filter.bands.length === 0 || (band !== undefined && filter.bands.includes(band))
  }
  const out = outOfScope(model)
  const inScope = (part: Element | Flow | Boundary) => filter.scope === 'all' || out.has(part.id) === (filter.scope === 'out')
  const isKind = (kind: Filter['kinds'][number]) => filter.kinds.length === 0 || filter.kinds.includes(kind)

  const technologyOf = new Map(model.elements.map(({ id, technology }) => [id, technology]))
  const found = new Set<string>()
  for (const element of model.elements) {
    if (isKind(element.kind) && hasTechnology(element.technology) && hasData(element) && hasBand(element.id) && inScope(element)) found.add(element.id)
  }
  const elements = new Set(found)
  for (const flow of model.flows) {
    const ends = [flow.source, flow.target].map((id) => (id === null ? null : (technologyOf.get(id) ?? null)))
    const own = hasData(flow) && hasBand(flow.id) && inScope(flow)
    const between = flow.source !== null && flow.target !== null && elements.has(flow.source) && elements.has(flow.target)
    if (isKind('flow') ? own && ends.some(hasTechnology) : own && between) found.add(flow.id)
  }
  // A boundary has neither technology nor data nor findings: it matches by its kind alone, or is around what matches.
  const onlyKinds = technologies.size + filter.data.length + filter.bands.length === 0
  for (const boundary of model.boundaries) {
    if (onlyKinds && filter.kinds.includes('boundary') && inScope(boundary)) found.add(boundary.id)
  }
  for (const id of around(model, found)) if (!technologyOf.has(id)) found.add(id)
  return found
}
