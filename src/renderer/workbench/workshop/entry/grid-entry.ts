import type { DreadFactor } from '../../../../shared/domain/dread.ts'
import type { FacilitatorItem, FacilitatorRound, FacilitatorView, SeatInfo, Votes, WorkshopSettings } from '../../../../shared/domain/workshop.ts'
import { openRoundOf } from '../spread.ts'

/** The factors of a round that a seat is asked: those of its role, or all of the round's; none on another table's threat. */
export function askedOf(settings: WorkshopSettings, seat: SeatInfo, round: FacilitatorRound, table: string | null = null): DreadFactor[] {
  if (table !== null && table !== seat.table) return []
  const role = settings.roles.find((candidate) => candidate.id === seat.role)
  return role ? round.factors.filter((factor) => role.factors.includes(factor)) : round.factors
}

/** Whether a threat is open and asks this seat anything. */
export function asksSeat(settings: WorkshopSettings, seat: SeatInfo, item: FacilitatorItem): boolean {
  const round = openRoundOf(item)
  return round !== null && askedOf(settings, seat, round, item.table).length > 0
}

/** Those who can be typed in for: everybody who is asked, but for sealed ballots, which come in by themselves. */
export function seatsToType(view: FacilitatorView, item: FacilitatorItem): SeatInfo[] {
  return view.seats.filter((seat) => !seat.removed && seat.kind !== 'file' && asksSeat(view.settings, seat, item))
}

/** One person's line, such as `87798`: a digit a factor, 0 for 10, `-` to abstain. Null where it doesn't fit. */
export function parseLine(line: string, factors: readonly DreadFactor[]): Votes | null {
  const signs = [...line.replace(/\s/g, '')]
  if (signs.length !== factors.length || !signs.every((sign) => /^[0-9-]$/.test(sign))) return null
  const votes: Votes = {}
  factors.forEach((factor, place) => {
    const sign = signs[place] ?? '-'
    votes[factor] = sign === '-' ? { abstained: '' } : { value: Number(sign) || 10 }
  })
  return votes
}
