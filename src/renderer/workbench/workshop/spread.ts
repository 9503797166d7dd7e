import { type DreadFactor, dreadFactors } from '../../../shared/domain/dread.ts'
import type { FacilitatorItem, FacilitatorRound, FactorResult } from '../../../shared/domain/workshop.ts'

/** The rounds in which a factor was revealed, the oldest first. */
export function revealedRounds(item: FacilitatorItem, factor: DreadFactor): { round: FacilitatorRound; result: FactorResult }[] {
  const found: { round: FacilitatorRound; result: FactorResult }[] = []
  for (const round of item.rounds) {
    const result = round.result?.factors[factor]
    if (result) found.push({ round, result })
  }
  return found
}

/** The widest range of a factor at its latest reveal, its IQR as a tie-break: 0 where nothing was revealed. */
export function factorSpread(item: FacilitatorItem): number {
  const spreads = dreadFactors.map((factor) => {
    const last = revealedRounds(item, factor).at(-1)?.result
    if (!last || last.min === null || last.max === null) return 0
    return last.max - last.min + ((last.q3 ?? 0) - (last.q1 ?? 0)) / 100
  })
  return Math.max(...spreads)
}

/** Whether all that is left to discuss is that too few have voted. */
export function tooFew(item: FacilitatorItem): boolean {
  return item.disputed.length > 0 && item.disputed.every((factor) => revealedRounds(item, factor).at(-1)?.result.quorum === false)
}

/** The round that seats vote in now; null where none is open. */
export function openRoundOf(item: FacilitatorItem): FacilitatorRound | null {
  const last = item.rounds.at(-1)
  return item.phase === 'open' && last ? last : null
}
