import type { DreadFactor } from '../../shared/domain/dread.ts'
import type { SeatItem, SeatView, Vote } from '../../shared/domain/workshop.ts'
import { rowsOf, type Pending } from './ballot.ts'

/** What this seat gave before where it stands now. */
export interface Ghost {
  value: number
  /** The other threat on the same element, such as `SS3`; null for an earlier round of the same threat. */
  from: string | null
}

function valueOf(vote: Vote | null | undefined): number | null {
  return vote && 'value' in vote ? vote.value : null
}

/** A seat's newest own value of a factor on a threat: in the open round, else as it stood at the reveal. */
function ownValue(item: SeatItem, factor: DreadFactor, pending: Pending): number | null {
  const open = rowsOf(item, pending).find((row) => row.factor === factor)
  return valueOf(open?.vote) ?? valueOf(item.revealed?.mine[factor])
}

function sharesElement(one: SeatItem, other: SeatItem): boolean {
  return one.threat.affected.some((element) => other.threat.affected.includes(element))
}

/**
 * The seat's own earlier value that helps to stay consistent: of this threat's last reveal, else of the newest other threat that
 * affects one of the same elements. Never anybody else's, and never the practice threat's.
 */
export function ghostOf(view: SeatView, item: SeatItem, factor: DreadFactor, pending: Pending): Ghost | null {
  const before = valueOf(item.revealed?.mine[factor])
  if (before !== null) return { value: before, from: null }
  for (const other of [...view.items].reverse()) {
    if (other.id === item.id || other.practice || !sharesElement(item, other)) continue
    const value = ownValue(other, factor, pending)
    if (value !== null) return { value, from: other.threat.displayId }
  }
  return null
}
