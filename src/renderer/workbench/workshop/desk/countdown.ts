import type { FacilitatorView } from '../../../../shared/domain/workshop.ts'
import { openRoundOf } from '../spread.ts'

/** The reveal that is counting down: when it ends, how many threats it shows, and whether everybody who is there has voted. Null where none is. */
export function pendingReveal(view: FacilitatorView): { until: string; items: number; everybody: boolean } | null {
  const pending = view.items.filter((item) => item.revealAt !== null)
  const until = pending[0]?.revealAt
  if (!until) return null
  const waited = pending.flatMap((item) => openRoundOf(item)?.progress ?? []).some(({ state }) => state === 'not-yet' || state === 'partly')
  return { until, items: pending.length, everybody: !waited }
}

/** Seats that are there, of those that have a place in the room. */
export function attendance(view: FacilitatorView): { here: number; all: number } {
  const seats = view.seats.filter((seat) => !seat.removed)
  return { here: seats.filter((seat) => seat.connected).length, all: seats.length }
}
