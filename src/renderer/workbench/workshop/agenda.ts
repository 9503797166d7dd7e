import { type Stride, strideCategories } from '../../../shared/domain/stride.ts'
import type { Threat } from '../../../shared/domain/threat.ts'
import { factorSpread } from './spread.ts'
import type { FacilitatorItem } from '../../../shared/domain/workshop.ts'

export type AgendaOrder = 'element' | 'stride'

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
}

export function filterAgenda(threats: readonly AgendaThreat[], filter: AgendaFilter): AgendaThreat[] {
  return threats.filter(
    (threat) =>
      (filter.strides.length === 0 || threat.stride.some((stride) => filter.strides.includes(stride))) &&
      (filter.element === null || threat.elements.includes(filter.element)),
  )
}

const byText = new Intl.Collator('en', { numeric: true })

/** Ordered by element or by STRIDE category, then by display id. No order here depends on a score. */
export function orderAgenda(threats: readonly AgendaThreat[], order: AgendaOrder): AgendaThreat[] {
  const stridePlace = (threat: AgendaThreat): number => strideCategories.findIndex((category) => category === threat.stride[0])
  return [...threats].sort((one, other) => {
    const first = order === 'stride' ? stridePlace(one) - stridePlace(other) : byText.compare(one.elements[0] ?? '\uffff', other.elements[0] ?? '\uffff')
    return first || byText.compare(one.displayId, other.displayId)
  })
}

export const groups = ['practice', 'discuss', 'agreed', 'open', 'waiting', 'settled', 'parked', 'skipped'] as const
export type Group = (typeof groups)[number]

/** Where an item stands in the room's work. One that is voted on again stays among what is discussed. */
export function groupOf(item: FacilitatorItem): Group {
  if (item.practice) return 'practice'
  if (item.phase === 'revealed') return item.disputed.length === 0 && item.proposed !== null ? 'agreed' : 'discuss'
  if (item.phase === 'open') return item.rounds.length > 1 ? 'discuss' : 'open'
  return item.phase
}

/** Worst first: what crosses the treatment line, then by the widest spread of a disputed factor, then as in the agenda. */
export function worstFirst(items: readonly FacilitatorItem[]): FacilitatorItem[] {
  const line = (item: FacilitatorItem): number => (item.crossesLine === true ? 0 : 1)
  return [...items].sort((one, other) => line(one) - line(other) || factorSpread(other) - factorSpread(one))
}

/** Groups in the order of the work. The practice threat comes first until the room is done with it, then last. */
export function groupedItems(items: readonly FacilitatorItem[]): { group: Group; items: FacilitatorItem[] }[] {
  const practised = items.some((item) => item.practice && item.phase === 'skipped')
  const order = practised ? [...groups.filter((group) => group !== 'practice'), 'practice' as const] : groups
  return order
    .map((group) => {
      const own = items.filter((item) => groupOf(item) === group)
      return { group, items: group === 'discuss' ? worstFirst(own) : own }
    })
    .filter((entry) => entry.items.length > 0)
}
