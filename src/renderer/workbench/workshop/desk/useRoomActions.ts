import { useState } from 'react'
import type { FacilitatorItem, FacilitatorView } from '../../../../shared/domain/workshop.ts'
import { type Group, groupedItems, groupOf } from '../agenda.ts'
import { openRoundOf } from '../spread.ts'
import type { Send } from '../useWorkshop.ts'

export type RoomDialog = 'override' | 'dissent' | 'park' | 'skip' | 'grid' | 'hot-seat' | 'close' | 'address' | null

/** What the facilitator can do now, and what each thing does. Actions that are not possible are null. */
export interface RoomActions {
  item: FacilitatorItem | null
  select: (item: string) => void
  step: (by: 1 | -1) => void
  dialog: RoomDialog
  ask: (dialog: RoomDialog) => void
  present: (() => void) | null
  reveal: (() => void) | null
  revealAll: { count: number; run: () => void } | null
  cancelReveal: (() => void) | null
  settle: (() => void) | null
  settleAgreed: { count: number; run: () => void } | null
  vote: (() => void) | null
  openAll: { count: number; run: () => void } | null
  openNext: (() => void) | null
  canOverride: boolean
  /** While settling by rule, or beside a score that stands. */
  canDissent: boolean
  canEnd: boolean
  /** To run after the item at hand is done with: the room moves on to what comes next in its group. */
  moveOn: () => void
}

/** The items in the order the agenda pane shows them. */
function paneOrder(view: FacilitatorView): FacilitatorItem[] {
  return groupedItems(view.items).flatMap((entry) => entry.items)
}

/** What follows `item` in a group, or the group's first; null where nothing else is in it. */
function nextIn(view: FacilitatorView, group: Group, item: FacilitatorItem): FacilitatorItem | null {
  const own = paneOrder(view).filter((other) => groupOf(other) === group)
  const at = own.findIndex((other) => other.id === item.id)
  return own.slice(at + 1).find((other) => other.id !== item.id) ?? own.find((other) => other.id !== item.id) ?? null
}

/** Where the room goes after `item`: to the next dispute, else on in the item's own group. */
function nextAfter(view: FacilitatorView, item: FacilitatorItem): FacilitatorItem | null {
  return nextIn(view, 'discuss', item) ?? nextIn(view, groupOf(item), item)
}

export function useRoomActions(view: FacilitatorView, send: Send): RoomActions {
  const [chosen, setChosen] = useState<string | null>(null)
  const [dialog, ask] = useState<RoomDialog>(null)
  const order = paneOrder(view)
  const item = order.find((candidate) => candidate.id === chosen) ?? order.find((candidate) => candidate.id === view.presented) ?? order[0] ?? null
  const running = view.phase === 'running'
  const phase = item?.phase
  const pending = view.items.some((candidate) => candidate.revealAt !== null)
  const open = view.items.filter((candidate) => candidate.phase === 'open')
  const waiting = view.items.filter((candidate) => candidate.phase === 'waiting')
  const agreed = view.items.filter((candidate) => groupOf(candidate) === 'agreed')

  function moveOn(): void {
    if (!item) return
    const next = nextAfter(view, item)
    if (!next) return
    setChosen(next.id)
    if (view.presented === item.id) void send({ type: 'present', item: next.id })
  }
  async function settle(one: FacilitatorItem): Promise<void> {
    if (await send({ type: 'settle', items: [one.id], dissent: '' })) moveOn()
  }
  async function openNext(next: FacilitatorItem): Promise<void> {
    setChosen(next.id)
    if (await send({ type: 'present', item: next.id })) await send({ type: 'open', items: [next.id] })
  }
  const ids = (items: readonly FacilitatorItem[]) => items.map((candidate) => candidate.id)
  const nextWaiting = waiting[0]

  return {
    item,
    select: setChosen,
    step(by) {
      const at = order.findIndex((candidate) => candidate.id === item?.id)
      const to = order[Math.min(order.length - 1, Math.max(0, at + by))]
      if (to) setChosen(to.id)
    },
    dialog,
    ask,
    present: item && view.phase !== 'closed' ? () => void send({ type: 'present', item: view.presented === item.id ? null : item.id }) : null,
    reveal: running && item && openRoundOf(item) && item.revealAt === null ? () => void send({ type: 'reveal', items: [item.id] }) : null,
    revealAll: running && open.length > 0 && !pending ? { count: open.length, run: () => void send({ type: 'reveal', items: ids(open) }) } : null,
    cancelReveal: pending ? () => void send({ type: 'cancel-reveal' }) : null,
    settle: running && item && groupOf(item) === 'agreed' ? () => void settle(item) : null,
    settleAgreed: running && agreed.length > 0 ? { count: agreed.length, run: () => void send({ type: 'settle', items: ids(agreed), dissent: '' }) } : null,
    vote: running && item && phase !== 'open' && phase !== 'skipped' ? () => void send({ type: 'open', items: [item.id] }) : null,
    openAll: running && waiting.length > 0 && view.settings.way === 'silent-ballot' ? { count: waiting.length, run: () => void send({ type: 'open', items: ids(waiting) }) } : null,
    openNext: running && view.settings.way === 'one-by-one' && nextWaiting ? () => void openNext(nextWaiting) : null,
    canOverride: running && item !== null && phase !== 'open' && phase !== 'skipped' && item.rounds.some((round) => round.result !== null),
    canDissent: item !== null && ((running && groupOf(item) === 'agreed') || (phase === 'settled' && (running || view.phase === 'paused'))),
    canEnd: running && item !== null && phase !== 'settled' && phase !== 'parked' && phase !== 'skipped',
    moveOn,
  }
}
