import type { Instant } from '../../shared/domain/id.ts'
import type { RoomTimer } from '../../shared/domain/workshop.ts'
import { itemOf, openRound, type WorkshopState } from '../../shared/workshop/state.ts'

const minute = 60_000

function later(from: Instant, milliseconds: number): Instant {
  return new Date(Date.parse(from) + milliseconds).toISOString()
}

/** How long the workshop has been paused since `from`, in milliseconds. */
function pausedSince({ pauses }: WorkshopState, from: Instant): number {
  return pauses.filter((pause) => pause.from >= from).reduce((sum, pause) => sum + Date.parse(pause.to) - Date.parse(pause.from), 0)
}

/** A span of the clock that began at `from`; what the workshop was paused since then moves both its ends. */
function running(state: WorkshopState, kind: RoomTimer['kind'], from: Instant, until: Instant): RoomTimer {
  const paused = pausedSince(state, from)
  return { kind, from: later(from, paused), until: later(until, paused) }
}

const timers = new WeakMap<WorkshopState, { timer: RoomTimer | null }>()

/**
 * The clock that the room sees, the nearest to what it does: one that the facilitator set, else the presented threat's time box,
 * else the ballot's. Null where none runs, and while nothing does. Worked out once for all who see it.
 */
export function roomTimer(state: WorkshopState): RoomTimer | null {
  let known = timers.get(state)
  if (!known) timers.set(state, (known = { timer: timerOf(state) }))
  return known.timer
}

function timerOf(state: WorkshopState): RoomTimer | null {
  const { phase, clock, settings, presented, presentedAt } = state
  if (phase !== 'running') return null
  if (clock) return running(state, 'set', clock.from, clock.until)
  const { item: itemMinutes, ballot } = settings.timeBoxes
  const item = presented === null ? undefined : itemOf(state, presented)
  if (item && presentedAt !== null && itemMinutes !== null && item.phase !== 'settled') {
    return running(state, 'item', presentedAt, later(presentedAt, itemMinutes * minute))
  }
  const opened = state.items.flatMap((one) => openRound(one) ?? []).filter((round) => round.number === 1)
  const from = opened.map((round) => round.at).sort()[0]
  return from === undefined || ballot === null ? null : running(state, 'ballot', from, later(from, ballot * minute))
}

/** When the workshop's own time is over; what it was paused is added. Null without such a time, and before the start. */
export function workshopEnd(state: WorkshopState): Instant | null {
  const { startedAt, settings } = state
  const { workshop } = settings.timeBoxes
  return startedAt === null || workshop === null ? null : later(startedAt, workshop * minute + pausedSince(state, startedAt))
}
