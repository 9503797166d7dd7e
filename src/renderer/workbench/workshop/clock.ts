/** When a running clock says something: at its start, a minute and ten seconds before its end, and at the end. */
export type ClockMoment = 'start' | 'minute' | 'seconds' | 'over'

/** The last moment that a clock of `whole` seconds has passed when `left` seconds are left. */
export function clockMoment(left: number, whole: number): ClockMoment {
  if (left <= 0) return 'over'
  if (left <= 10) return 'seconds'
  return left <= 60 && whole > 60 ? 'minute' : 'start'
}

/** Seconds as a clock shows them: `4:05`, `1:02:00`. */
export function clockText(seconds: number): string {
  const two = (number: number) => String(number).padStart(2, '0')
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${String(minutes)}:${two(seconds % 60)}`
  return `${String(Math.floor(minutes / 60))}:${two(minutes % 60)}:${two(seconds % 60)}`
}
