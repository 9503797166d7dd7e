import type { FacilitatorCommand } from '../../shared/domain/facilitator-command.ts'
import type { FacilitatorItem, FacilitatorView, SeatInfo } from '../../shared/domain/workshop.ts'

/** Asks the room to do something, and shows why where it does not. */
export type Run = (command: FacilitatorCommand) => void

/** The item on the projector; null where nothing is. */
export function presentedItem(view: FacilitatorView): FacilitatorItem | null {
  return view.items.find(({ id }) => id === view.presented) ?? null
}

/** The item before or after the presented one in the agenda; from nothing, the first or the last. Null at its ends. */
export function neighbour(view: FacilitatorView, by: 1 | -1): FacilitatorItem | null {
  const at = view.items.findIndex(({ id }) => id === view.presented)
  if (at < 0) return (by > 0 ? view.items[0] : view.items.at(-1)) ?? null
  return view.items[at + by] ?? null
}

/** Whether an item can be settled by rule: it was revealed, and nothing of it is disputed or missing. */
export function isAgreed(item: FacilitatorItem): boolean {
  return item.phase === 'revealed' && !item.practice && item.disputed.length === 0 && item.proposed !== null
}

/** How many seats are done with an item's open round, of those that are waited for. */
export function votedOf(item: FacilitatorItem): { done: number; asked: number } {
  const progress = item.rounds.at(-1)?.progress ?? []
  return {
    done: progress.filter(({ state }) => state === 'voted' || state === 'abstained').length,
    asked: progress.filter(({ state }) => state !== 'absent').length,
  }
}

/** Seats that want to speak, the first to raise a hand first. */
export function raisedHands({ hands, seats }: Pick<FacilitatorView, 'hands' | 'seats'>): SeatInfo[] {
  return hands.flatMap((id) => seats.find((seat) => seat.id === id) ?? [])
}
