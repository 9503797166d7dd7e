import type { Id } from '../domain/id.ts'
import type { Poll } from '../domain/workshop.ts'
import { seatOf, type WorkshopState } from './state.ts'

/** The closing poll as everybody may see it: how many answered, and what only once it is closed. Null where there was none. */
export function pollOf(state: WorkshopState, connected: ReadonlySet<Id>): Poll | null {
  if (!state.poll) return null
  const { phase, answers } = state.poll
  const counted = [...answers].filter(([seat]) => seatOf(state, seat)?.removed === false)
  const silent = state.seats.filter((seat) => !seat.removed && seat.kind === 'device' && connected.has(seat.id) && !answers.has(seat.id))
  return { phase, answered: counted.length, asked: counted.length + silent.length, counts: phase === 'closed' ? countsOf(counted) : null }
}

function countsOf(answers: readonly (readonly [Id, 'yes' | 'mostly' | 'no' | null])[]): NonNullable<Poll['counts']> {
  const counts = { yes: 0, mostly: 0, no: 0 }
  for (const [, answer] of answers) if (answer !== null) counts[answer] += 1
  return counts
}
