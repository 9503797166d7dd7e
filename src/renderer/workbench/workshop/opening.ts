import type { FacilitatorCommand } from '../../../shared/domain/facilitator-command.ts'
import type { FacilitatorItem, FacilitatorView, WorkshopSettings } from '../../../shared/domain/workshop.ts'
import { openRoundOf } from './spread.ts'
import type { Send } from './send.ts'

/** Whether the whole agenda is voted on at once. */
export function isBallot(way: WorkshopSettings['way']): boolean {
  return way !== 'one-by-one'
}

export function practiceOf(view: Pick<FacilitatorView, 'items'>): FacilitatorItem | null {
  return view.items.find((item) => item.practice) ?? null
}

/** What opens the work: the practice threat alone while there is one to do, else the whole agenda in a ballot, else its first threat. */
export function openingCommands(view: Pick<FacilitatorView, 'items' | 'settings' | 'presented'>): FacilitatorCommand[] {
  const practice = practiceOf(view)
  const waiting = view.items.filter((item) => item.phase === 'waiting' && !item.practice).map((item) => item.id)
  if (practice?.phase === 'waiting') return shown(practice.id)
  if (!isBallot(view.settings.way)) return shown(waiting[0])
  const clear: FacilitatorCommand[] = view.presented === null ? [] : [{ type: 'present', item: null }]
  return waiting.length === 0 ? clear : [...clear, { type: 'open', items: waiting }]
}

function shown(item: string | undefined): FacilitatorCommand[] {
  return item === undefined ? [] : [{ type: 'present', item }, { type: 'open', items: [item] }]
}

/** Sends one command after the other until one is refused. */
export async function sendAll(send: Send, commands: readonly FacilitatorCommand[]): Promise<boolean> {
  for (const command of commands) if (!(await send(command))) return false
  return true
}

/** Ends the practice and opens what comes after it. */
export function afterPractice(view: FacilitatorView): FacilitatorCommand[] {
  const practice = practiceOf(view)
  if (!practice) return []
  const items = view.items.filter((item) => !item.practice)
  return [{ type: 'skip', item: practice.id, reason: '' }, ...openingCommands({ ...view, items })]
}

/** Whether people still vote before the meeting: nothing was revealed, and no reveal is counting down. */
export function isGathering(view: FacilitatorView): boolean {
  if (view.settings.way !== 'before-meeting' || view.phase !== 'running') return false
  return view.items.every((item) => item.revealAt === null && (item.phase === 'waiting' || item.phase === 'open') && item.rounds.every((round) => round.result === null))
}

/** Open rounds that a seat has done, of those it is asked. */
export function ballotOf(view: FacilitatorView, seat: string): { done: number; all: number } {
  const states = view.items.flatMap((item) => openRoundOf(item)?.progress.filter((entry) => entry.seat === seat) ?? [])
  return { done: states.filter((entry) => entry.state === 'voted' || entry.state === 'abstained').length, all: states.length }
}
