import { dreadFactors, type DreadFactor, type DreadValues } from '../domain/dread.ts'

export const factorLetters: Record<DreadFactor, string> = { damage: 'D', reproducibility: 'R', exploitability: 'E', affectedUsers: 'A', discoverability: 'Di' }

/** The five values in the order of the word. */
export function valuesText(values: DreadValues | undefined): string {
  return values ? dreadFactors.map((factor) => String(values[factor])).join(' ') : ''
}

/** `45 s`, `12 min`, `1 h 05 min`. */
export function duration(ms: number): string {
  const seconds = Math.round(ms / 1000)
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`
}

/** A figure to at most two decimals; a dash where there is none. */
export function figure(value: number | null): string {
  return value === null ? '–' : String(Math.round(value * 100) / 100)
}

/** `2026-01-31 09:00 UTC`. */
export function utc(instant: string): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`
}
