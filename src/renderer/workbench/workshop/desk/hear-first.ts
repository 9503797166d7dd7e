import type { DreadFactor } from '../../../../shared/domain/dread.ts'
import type { Id } from '../../../../shared/domain/id.ts'
import type { FacilitatorItem } from '../../../../shared/domain/workshop.ts'
import { revealedRounds } from '../spread.ts'

export interface HearFirst {
  factor: DreadFactor
  lowest: { value: number; seats: Id[] }
  highest: { value: number; seats: Id[] }
}

/**
 * Who should say why, factor by factor: the seats that voted lowest and highest on what is disputed, the widest apart first. The same
 * seats as are invited on their own devices (W16). Empty before a reveal, and where all that is missing are votes.
 */
export function hearFirst(item: FacilitatorItem): HearFirst[] {
  const found = item.disputed.flatMap((factor) => {
    const votes = revealedRounds(item, factor).at(-1)?.round.votes?.filter((vote) => vote.factor === factor) ?? []
    const cast = votes.flatMap(({ seat, vote }) => ('value' in vote ? [{ seat, value: vote.value }] : []))
    const values = cast.map((vote) => vote.value)
    const [least, most] = [Math.min(...values), Math.max(...values)]
    if (cast.length < 2 || least === most) return []
    const seatsAt = (value: number) => ({ value, seats: cast.filter((vote) => vote.value === value).map((vote) => vote.seat) })
    return [{ factor, lowest: seatsAt(least), highest: seatsAt(most) }]
  })
  return found.toSorted((one, other) => other.highest.value - other.lowest.value - (one.highest.value - one.lowest.value))
}
