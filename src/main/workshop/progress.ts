import type { Id } from '../../shared/domain/id.ts'
import type { SeatProgress, WorkshopSettings } from '../../shared/domain/workshop.ts'
import { factorsOfSeat, type RoundState, type SeatState } from './state.ts'

/** How far each seat that is asked anything is with `round`: never what it voted. `absent` are the seats not there. */
export function roundProgress(settings: WorkshopSettings, round: RoundState, seats: readonly SeatState[], absent: ReadonlySet<Id>): SeatProgress[] {
  const progress: SeatProgress[] = []
  for (const seat of seats) {
    if (seat.removed) continue
    const asked = factorsOfSeat(settings, seat, round)
    if (asked.length === 0) continue
    const cast = asked.map((factor) => round.votes[seat.index]?.[factor]).filter((vote) => vote !== undefined)
    progress.push({ seat: seat.id, state: stateOf(cast, asked.length, absent.has(seat.id)) })
  }
  return progress
}

function stateOf(cast: readonly { vote: object | null }[], asked: number, absent: boolean): SeatProgress['state'] {
  if (cast.length === 0) return absent ? 'absent' : 'not-yet'
  if (cast.length < asked) return 'partly'
  return cast.every(({ vote }) => vote !== null && 'abstained' in vote) ? 'abstained' : 'voted'
}
