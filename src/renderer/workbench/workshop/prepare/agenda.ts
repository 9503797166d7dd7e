import { type Stride, strideCategories } from '../../../../shared/domain/stride.ts'
import type { Threat } from '../../../../shared/domain/threat.ts'

export const agendaOrders = ['stride', 'element', 'hand'] as const
export type AgendaOrder = (typeof agendaOrders)[number]

/** A threat as the agenda shows it: never with a score, because numbers anchor. */
export interface AgendaThreat {
  id: string
  displayId: string
  title: string
  stride: Stride[]
  elements: string[]
  possible: boolean
  settled: boolean
}

export function agendaThreat(threat: Threat, labels: ReadonlyMap<string, string>): AgendaThreat {
  const known = threat.affected.map((id) => labels.get(id)).filter((label) => label !== undefined)
  return {
    id: threat.id,
    displayId: threat.displayId,
    title: threat.title,
    stride: threat.stride,
    elements: known.length > 0 ? known : threat.affectedLabels,
    possible: threat.confidence === 'possible',
    settled: threat.settled !== null,
  }
}

export interface AgendaFilter {
  strides: readonly Stride[]
  element: string | null
  /** Words that id, title or an element must hold, in any order. */
  search: string
  /** Without what an earlier workshop settled. */
  unscored: boolean
}

export const noFilter: AgendaFilter = { strides: [], element: null, search: '', unscored: false }

export function filterAgenda(threats: readonly AgendaThreat[], filter: AgendaFilter): AgendaThreat[] {
  const words = filter.search.toLocaleLowerCase().split(/\s+/).filter((word) => word !== '')
  return threats.filter((threat) => {
    const text = [threat.displayId, threat.title, ...threat.elements].join(' ').toLocaleLowerCase()
    return (
      (filter.strides.length === 0 || threat.stride.some((stride) => filter.strides.includes(stride))) &&
      (filter.element === null || threat.elements.includes(filter.element)) &&
      (!filter.unscored || !threat.settled) &&
      words.every((word) => text.includes(word))
    )
  })
}

const byText = new Intl.Collator('en', { numeric: true })

/**
 * Ordered by element, by STRIDE category, or by hand; then by display id. No order here depends on a score. What `hand` does
 * not know (a threat that is new since) comes last, by STRIDE.
 */
export function orderAgenda(threats: readonly AgendaThreat[], order: AgendaOrder, hand: readonly string[] = []): AgendaThreat[] {
  const stridePlace = (threat: AgendaThreat): number => strideCategories.findIndex((category) => category === threat.stride[0])
  const places = new Map(hand.map((id, place) => [id, place]))
  const handPlace = (threat: AgendaThreat): number => places.get(threat.id) ?? hand.length
  const firsts = {
    stride: (one: AgendaThreat, other: AgendaThreat) => stridePlace(one) - stridePlace(other),
    element: (one: AgendaThreat, other: AgendaThreat) => byText.compare(one.elements[0] ?? '\uffff', other.elements[0] ?? '\uffff'),
    hand: (one: AgendaThreat, other: AgendaThreat) => handPlace(one) - handPlace(other) || stridePlace(one) - stridePlace(other),
  }
  return [...threats].sort((one, other) => firsts[order](one, other) || byText.compare(one.displayId, other.displayId))
}

/** `ids` with `id` right before `before`, or at the end where that is null. Nothing else changes its order. */
export function placedBefore(ids: readonly string[], id: string, before: string | null): string[] {
  if (id === before || !ids.includes(id)) return [...ids]
  const rest = ids.filter((other) => other !== id)
  const at = before === null ? -1 : rest.indexOf(before)
  return at < 0 ? [...rest, id] : [...rest.slice(0, at), id, ...rest.slice(at)]
}

/** `ids` with `id` moved past its neighbour among `shown`: what a filter hides is jumped over, and keeps its order. */
export function movedBy(ids: readonly string[], shown: readonly string[], id: string, by: 1 | -1): string[] {
  const at = shown.indexOf(id)
  const neighbour = at < 0 ? undefined : shown[at + by]
  if (neighbour === undefined) return [...ids]
  if (by < 0) return placedBefore(ids, id, neighbour)
  const after = ids[ids.indexOf(neighbour) + 1]
  return placedBefore(ids, id, after ?? null)
}
