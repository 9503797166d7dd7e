import type { DreadFactor } from '../../../shared/domain/dread.ts'
import type { FacilitatorRound, SeatInfo, Votes, WorkshopSettings } from '../../../shared/domain/workshop.ts'

/** The factors of a round that a seat is asked: those of its role, or all of the round's. */
export function askedOf(settings: WorkshopSettings, seat: SeatInfo, round: FacilitatorRound): DreadFactor[] {
  const role = settings.roles.find((candidate) => candidate.id === seat.role)
  return role ? round.factors.filter((factor) => role.factors.includes(factor)) : round.factors
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
