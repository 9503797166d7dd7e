/** Seconds left at which the clock is spoken of, besides its start: never each second. */
const spokenAt = [0, 10, 60] as const

/** What is said of the clock: how long it runs when it is first seen, and how much is left at the marks. */
export type TimerSaying = 'start' | 'over' | 'ten' | 'minute'

const sayings = { 0: 'over', 10: 'ten', 60: 'minute' } as const

/**
 * What is to be said now that `left` seconds are left and `before` were when it was last looked at (null for a clock that was not seen
 * before). A phone that slept over several marks hears of the last one only; a clock that had run out before it was seen says nothing.
 */
export function timerSaying(before: number | null, left: number): TimerSaying | null {
  if (before === null) return left > 0 ? 'start' : null
  const mark = spokenAt.find((seconds) => before > seconds && left <= seconds)
  return mark === undefined ? null : sayings[mark]
}

/** Whole seconds until `instant`, 0 when it is past. Both times are of the room's clock. */
export function secondsLeft(instant: string, now: number): number {
  return Math.max(0, Math.ceil((Date.parse(instant) - now) / 1000))
}

/** `4:05`, or `1:04:05` from an hour on. */
export function clockText(seconds: number): string {
  const pad = (part: number): string => String(part).padStart(2, '0')
  const minutes = Math.floor(seconds / 60)
  const rest = pad(seconds % 60)
  return minutes < 60 ? `${String(minutes)}:${rest}` : `${String(Math.floor(minutes / 60))}:${pad(minutes % 60)}:${rest}`
}
