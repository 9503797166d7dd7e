import { type DreadFactor, dreadFactors } from '../../../../shared/domain/dread.ts'
import type { ReportFactor, ReportItem, ReportRound } from '../../../../shared/domain/workshop-report.ts'

/** A figure to at most two decimals; a dash where there is none. */
export function figure(value: number | null): string {
  return value === null ? '–' : String(Math.round(value * 100) / 100)
}

/** `+0.5`, `-1`, `0`. */
export function signed(value: number | null): string {
  return value !== null && value > 0 ? `+${figure(value)}` : figure(value)
}

export function revealedRounds(item: ReportItem): ReportRound[] {
  return item.rounds.filter(({ phase }) => phase === 'revealed')
}

/** The newest result of a factor, and the one before it. */
export function lastTwo(item: ReportItem, factor: DreadFactor): { last: ReportFactor | undefined; before: ReportFactor | undefined } {
  const results = item.rounds.flatMap((round) => round.results.find((result) => result.factor === factor) ?? [])
  return { last: results.at(-1), before: results.at(-2) }
}

/** What became of a threat; names a text. */
export function outcomeOf({ phase, settled, rounds }: ReportItem): 'rule' | 'override' | 'parked' | 'skipped' | 'revealed' | 'hidden' | 'waiting' {
  if (phase === 'settled' && settled) return settled.method
  if (phase === 'parked' || phase === 'skipped') return phase
  if (rounds.some((round) => round.phase === 'revealed')) return 'revealed'
  return rounds.length > 0 ? 'hidden' : 'waiting'
}

/** Median values before rounding, where they say more than the settled ones: `7.5, 6.5`. */
export function halves({ settled }: ReportItem): [DreadFactor, number][] {
  if (!settled) return []
  return dreadFactors.flatMap((factor): [DreadFactor, number][] => {
    const exact = settled.medians[factor]
    return exact === undefined || exact === settled.values[factor] ? [] : [[factor, exact]]
  })
}
