import type { FacilitatorItem } from '../../../shared/domain/workshop.ts'
import { factorSpread } from './spread.ts'

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
