import { useState } from 'react'
import type { FacilitatorItem, FacilitatorView } from '../../../../shared/domain/workshop.ts'
import { type Group, groupedItems, groupOf } from '../agenda.ts'
import { afterPractice, isBallot, practiceOf, sendAll } from '../opening.ts'
import { openRoundOf } from '../spread.ts'
import type { Send } from '../send.ts'

export type RoomDialog =
  | 'override'
  | 'dissent'
  | 'park'
  | 'skip'
  | 'grid'
  | 'hot-seat'
  | 'close'
  | 'address'
  | 'new-threat'
  | 'reword'
  | 'note'
  | 'action'
  | 'people'
  | null

/** What the facilitator can do now, and what each thing does. Actions that are not possible are null. */
export interface RoomActions {
  item: FacilitatorItem | null
  select: (item: string) => void
  step: (by: 1 | -1) => void
  dialog: RoomDialog
  ask: (dialog: RoomDialog) => void
  /** Asks for an action with this wording. */
  askAction: (text: string) => void
  actionText: string
  present: (() => void) | null
  /** Takes what is shown off the projector. */
  unpresent: (() => void) | null
  reveal: (() => void) | null
  revealAll: { count: number; run: () => void } | null
  cancelReveal: (() => void) | null
  settle: (() => void) | null
  settleAgreed: { count: number; run: () => void } | null
  vote: (() => void) | null
  openAll: { count: number; run: () => void } | null
  openNext: (() => void) | null
  /** Ends the practice and opens what comes next; `learnt` once the room has seen what experts say. */
  donePractice: { learnt: boolean; run: () => void } | null
  canOverride: boolean
  /** While settling by rule, or beside a score that stands. */
  canDissent: boolean
  canEnd: boolean
  /** Not while it is voted on: people must not vote on one text and be counted for another. */
  canReword: boolean
  pause: (() => void) | null
  resume: (() => void) | null
  /** Seconds; null takes the timer away. */
  setTimer: ((seconds: number | null) => void) | null
  closePoll: (() => void) | null
  /** Gives the lead back to the host. */
  takeBack: (() => void) | null
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

/** Where the room goes after `item`: to the next dispute, else on in the item's own group, else to what is still to be voted on. */
function nextAfter(view: FacilitatorView, item: FacilitatorItem): FacilitatorItem | null {
  return nextIn(view, 'discuss', item) ?? nextIn(view, groupOf(item), item) ?? nextIn(view, 'waiting', item)
}

export function useRoomActions(view: FacilitatorView, send: Send): RoomActions {
  const [chosen, setChosen] = useState<string | null>(null)
  const [dialog, setDialog] = useState<RoomDialog>(null)
  const [actionText, setActionText] = useState('')
  function ask(wanted: RoomDialog): void {
    setActionText('')
    setDialog(wanted)
  }
  const order = paneOrder(view)
  const item = order.find((candidate) => candidate.id === chosen) ?? order.find((candidate) => candidate.id === view.presented) ?? order[0] ?? null
  const running = view.phase === 'running'
  const phase = item?.phase
  const pending = view.items.some((candidate) => candidate.revealAt !== null)
  const open = view.items.filter((candidate) => candidate.phase === 'open')
  const waiting = view.items.filter((candidate) => candidate.phase === 'waiting' && !candidate.practice)
  const practice = practiceOf(view)
  const agreed = view.items.filter((candidate) => groupOf(candidate) === 'agreed' && !candidate.practice)

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
  /** The room goes on to the worst dispute by itself, on the projector as well. */
  async function settleAgreed(): Promise<void> {
    if (!(await send({ type: 'settle', items: ids(agreed), dissent: '' }))) return
    const next = order.find((candidate) => groupOf(candidate) === 'discuss')
    if (!next) return
    setChosen(next.id)
    if (view.presented !== next.id) await send({ type: 'present', item: next.id })
  }
  async function openNext(next: FacilitatorItem): Promise<void> {
    setChosen(next.id)
    if (await send({ type: 'present', item: next.id })) await send({ type: 'open', items: [next.id] })
  }
  async function donePractice(): Promise<void> {
    if (await sendAll(send, afterPractice(view))) setChosen(null)
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
    askAction(text) {
      setActionText(text)
      setDialog('action')
    },
    actionText,
    present: item && view.phase !== 'closed' && view.presented !== item.id ? () => void send({ type: 'present', item: item.id }) : null,
    unpresent: view.phase !== 'closed' && view.presented !== null ? () => void send({ type: 'present', item: null }) : null,
    reveal: running && item && openRoundOf(item) && item.revealAt === null ? () => void send({ type: 'reveal', items: [item.id] }) : null,
    revealAll: running && open.length > 0 && !pending ? { count: open.length, run: () => void send({ type: 'reveal', items: ids(open) }) } : null,
    cancelReveal: pending ? () => void send({ type: 'cancel-reveal' }) : null,
    settle: running && item && groupOf(item) === 'agreed' && !item.practice ? () => void settle(item) : null,
    settleAgreed: running && agreed.length > 0 ? { count: agreed.length, run: () => void settleAgreed() } : null,
    vote: running && item && phase !== 'open' ? () => void send({ type: 'open', items: [item.id] }) : null,
    openAll: running && waiting.length > 0 && isBallot(view.settings.way) ? { count: waiting.length, run: () => void send({ type: 'open', items: ids(waiting) }) } : null,
    openNext: running && !isBallot(view.settings.way) && nextWaiting ? () => void openNext(nextWaiting) : null,
    donePractice: running && practice && practice.phase !== 'skipped' && practice.revealAt === null ? { learnt: practice.reference !== null, run: () => void donePractice() } : null,
    canOverride: running && item !== null && !item.practice && phase !== 'open' && phase !== 'skipped' && item.rounds.some((round) => round.result !== null),
    canDissent: item !== null && !item.practice && ((running && groupOf(item) === 'agreed') || (phase === 'settled' && (running || view.phase === 'paused'))),
    canEnd: running && item !== null && !item.practice && phase !== 'settled' && phase !== 'parked' && phase !== 'skipped',
    canReword: item !== null && !item.practice && phase !== 'open' && view.phase !== 'closed',
    pause: running ? () => void send({ type: 'pause' }) : null,
    resume: view.phase === 'paused' ? () => void send({ type: 'resume' }) : null,
    setTimer: view.phase === 'closed' ? null : (seconds) => void send({ type: 'set-timer', seconds }),
    closePoll: view.poll?.phase === 'open' ? () => void send({ type: 'close-poll' }) : null,
    takeBack: view.lead === null || view.phase === 'closed' ? null : () => void send({ type: 'hand-over', to: null }),
    moveOn,
  }
}
