import { dreadFactors, type DreadFactor } from '../../shared/domain/dread.ts'
import type { Id } from '../../shared/domain/id.ts'
import type { PracticeReference } from '../../shared/domain/practice.ts'
import type { RoundResult } from '../../shared/domain/workshop.ts'
import { disputedFactors, latestResults } from '../../shared/workshop/result.ts'
import type { ItemState, RoundState } from '../../shared/workshop/state.ts'

/** What the views need that is not in the log. */
export interface ViewContext {
  connected: ReadonlySet<Id>
  projectName: string
  /** Elements a proposal can be about. */
  elements: { id: Id; label: string }[]
}

/** What experts say of a practice threat, once the room has said what it says. */
export function shownReference(item: ItemState): PracticeReference | null {
  return item.rounds.some((round) => round.phase === 'revealed') ? item.practice : null
}

export function lastRevealed(item: ItemState, factor: DreadFactor): RoundState | undefined {
  return item.rounds.findLast((round) => round.phase === 'revealed' && round.factors.includes(factor))
}

/** What the latest reveals of an item say, the same for all seats. */
interface Revealed {
  /** The newest revealed result of every factor under the number of the newest revealed round; null before any. */
  result: RoundResult | null
  rounds: readonly (readonly [DreadFactor, RoundState | undefined])[]
  /** The disputed factors with the ends of their votes, where these differ. */
  disputed: readonly { factor: DreadFactor; round: RoundState; min: number; max: number }[]
}

const revealedOf = new WeakMap<ItemState, Revealed>()

/** Worked out once for all seats. */
export function revealedIn(item: ItemState): Revealed {
  let revealed = revealedOf.get(item)
  if (!revealed) {
    const rounds = dreadFactors.map((factor) => [factor, lastRevealed(item, factor)] as const)
    revealedOf.set(item, (revealed = { result: resultToShow(item), rounds, disputed: endsOf(item) }))
  }
  return revealed
}

function endsOf(item: ItemState): Revealed['disputed'] {
  return disputedFactors(item).flatMap((factor) => {
    const round = lastRevealed(item, factor)
    const { min, max } = round?.result?.factors[factor] ?? { min: null, max: null }
    return round && min !== null && max !== null && min !== max ? [{ factor, round, min, max }] : []
  })
}

export function shownResult(item: ItemState): RoundResult | null {
  return revealedIn(item).result
}

function resultToShow(item: ItemState): RoundResult | null {
  const last = item.rounds.findLast((round) => round.phase === 'revealed')
  return last ? { number: last.number, factors: latestResults(item) } : null
}
