import type { Id } from '../domain/id.ts'
import type { SeatProgress, WorkshopSettings } from '../domain/workshop.ts'
import { factorsOfSeat, type CastVote, type RoundState, type SeatState } from './state.ts'

/** How far a round is: never what anybody voted. */
export interface RoundProgress {
  /** The seats that are asked anything. */
  seats: SeatProgress[]
  /** Seats that are done. */
  done: number
  /** Without those that are away and did not vote: nobody waits for a dead phone. */
  asked: number
  /** The same by factor: what is recorded, of what is asked of seats that are there or began. */
  votes: { done: number; asked: number }
}

/** How far each seat that is asked anything is with `round`: never what it voted. `absent` are the seats not there. */
export function roundProgress(settings: WorkshopSettings, round: RoundState, seats: readonly SeatState[], absent: ReadonlySet<Id>): RoundProgress {
  const progress: RoundProgress = { seats: [], done: 0, asked: 0, votes: { done: 0, asked: 0 } }
  for (const seat of seats) {
    if (seat.removed) continue
    const asked = factorsOfSeat(settings, seat, round)
    if (asked.length === 0) continue
    const away = absent.has(seat.id)
    let cast = 0
    let abstained = 0
    for (const factor of asked) {
      const vote = round.votes[seat.index]?.[factor]
      if (vote === undefined) continue
      cast += 1
      if (isAbstention(vote)) abstained += 1
    }
    const state = stateOf({ cast, abstained, asked: asked.length }, away)
    progress.seats.push({ seat: seat.id, state })
    if (cast === asked.length) progress.done += 1
    if (state === 'absent') continue
    progress.asked += 1
    progress.votes.done += cast
    progress.votes.asked += asked.length
  }
  return progress
}

function isAbstention({ vote }: CastVote): boolean {
  return vote !== null && 'abstained' in vote
}

function stateOf({ cast, abstained, asked }: { cast: number; abstained: number; asked: number }, away: boolean): SeatProgress['state'] {
  if (cast === 0) return away ? 'absent' : 'not-yet'
  if (cast < asked) return 'partly'
  return abstained === asked ? 'abstained' : 'voted'
}

interface Known {
  seats: readonly SeatState[]
  absent: ReadonlySet<Id>
  progress: RoundProgress
}

const known = new WeakMap<RoundState, Known>()

/** As {@link roundProgress}, worked out once while nobody votes in the round, comes or goes: who looks on looks at all rounds, and one changes. */
export function knownProgress(settings: WorkshopSettings, round: RoundState, seats: readonly SeatState[], absent: ReadonlySet<Id>): RoundProgress {
  const last = known.get(round)
  if (last?.seats === seats && last.absent === absent) return last.progress
  const progress = roundProgress(settings, round, seats, absent)
  known.set(round, { seats, absent, progress })
  return progress
}
