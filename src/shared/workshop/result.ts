import { histogram, isOutlier, mean, quantileOfSorted, roundedUp, vanDerEijkA } from '../domain/agreement.ts'
import { DreadValues, dreadFactors, type DiscoverabilityRule, type DreadFactor } from '../domain/dread.ts'
import type { Id } from '../domain/id.ts'
import type { ConsensusRule, FactorResult, Quorum, RevealedVote, RoundResult, WorkshopSettings } from '../domain/workshop.ts'
import { totalsInterval, type SeatVotes } from '../domain/register-rows.ts'
import { factorsOfSeat, type CastVote, type ItemState, type RoundState, type SeatState } from './state.ts'

/** What a round gives at its reveal. `absent` are the seats that were not there. */
export function resultOf(settings: WorkshopSettings, round: RoundState, seats: readonly SeatState[], absent: ReadonlySet<Id>): RoundResult {
  const tallies = new Map(round.factors.map((factor) => [factor, emptyTally()]))
  for (const seat of seats) {
    if (seat.removed) continue
    const away = absent.has(seat.id)
    const own = round.votes[seat.index]
    for (const factor of factorsOfSeat(settings, seat, round)) count(tallies.get(factor), own?.[factor], away)
  }
  const result: RoundResult = { number: round.number, factors: {} }
  for (const [factor, tally] of tallies) result.factors[factor] = factorResult(settings, tally)
  return result
}

/** What one factor got. */
interface Tally {
  /** How many votes each value from 1 to 10 got. */
  histogram: number[]
  abstained: number
  notVoted: number
  /** Without a vote and not there. */
  away: number
  /** Of those asked, who was there. */
  present: number
}

function emptyTally(): Tally {
  return { histogram: histogram([]), abstained: 0, notVoted: 0, away: 0, present: 0 }
}

function count(tally: Tally | undefined, cast: CastVote | undefined, away: boolean): void {
  if (!tally) return
  if (!away) tally.present += 1
  if (cast === undefined) {
    if (away) tally.away += 1
    else tally.notVoted += 1
  } else if (cast.vote !== null) {
    if ('value' in cast.vote) tally.histogram[cast.vote.value - 1] = (tally.histogram[cast.vote.value - 1] ?? 0) + 1
    else tally.abstained += 1
  }
}

function factorResult(settings: WorkshopSettings, { histogram: counts, abstained, notVoted, away, present }: Tally): FactorResult {
  // A value is one of ten, so counting put them in order: once, for all that asks for an order.
  const sorted = counts.flatMap((count, index) => Array.from({ length: count }, () => index + 1))
  const middle = quantileOfSorted(sorted, 0.5)
  const proposal = settings.aggregation === 'mean' ? mean(sorted) : middle
  const quorum = sorted.length >= neededVotes(settings.quorum, present)
  return {
    n: sorted.length,
    abstained,
    notVoted,
    absent: away,
    histogram: counts,
    median: middle,
    proposed: proposal === null ? null : roundedUp(proposal),
    q1: quantileOfSorted(sorted, 0.25),
    q3: quantileOfSorted(sorted, 0.75),
    min: quantileOfSorted(sorted, 0),
    max: quantileOfSorted(sorted, 1),
    agreement: vanDerEijkA(counts),
    quorum,
    agreed: quorum && meetsConsensus(settings.consensus, sorted),
  }
}

/** How many votes make a quorum where `present` seats are there; one at least. */
export function neededVotes(quorum: Quorum, present: number): number {
  return Math.max(1, quorum.kind === 'count' ? quorum.value : Math.ceil(quorum.value * present - 1e-9))
}

function meetsConsensus(rule: ConsensusRule, sorted: readonly number[]): boolean {
  const middle = quantileOfSorted(sorted, 0.5)
  if (middle === null) return false
  switch (rule.kind) {
    case 'range':
      return (sorted.at(-1) ?? 0) - (sorted[0] ?? 0) <= rule.atMost
    case 'agreement': {
      const a = vanDerEijkA(histogram(sorted))
      return a !== null && a >= rule.atLeast - 1e-9
    }
    case 'share':
      return sorted.filter((value) => Math.abs(value - middle) <= 1).length >= rule.atLeast * sorted.length - 1e-9
  }
}

/** The newest revealed round that asked `factor`. */
function latestRound(item: ItemState, factor: DreadFactor): RoundState | undefined {
  return item.rounds.findLast((round) => round.phase === 'revealed' && round.factors.includes(factor))
}

/** The newest revealed result of each factor; factors that were never revealed are missing. */
export function latestResults(item: ItemState): Partial<Record<DreadFactor, FactorResult>> {
  const latest: Partial<Record<DreadFactor, FactorResult>> = {}
  for (const factor of dreadFactors) {
    const result = latestRound(item, factor)?.result?.factors[factor]
    if (result) latest[factor] = result
  }
  return latest
}

/** Factors whose newest reveal misses quorum or consensus; empty before a reveal. */
export function disputedFactors(item: ItemState): DreadFactor[] {
  const latest = latestResults(item)
  return dreadFactors.filter((factor) => latest[factor]?.agreed === false)
}

/** Discoverability where the project does not count it: nobody is asked, and what stands is the cautious end. */
const uncountedDiscoverability = 10

/** The values that settling by rule would set; null where a factor that counts has no revealed vote. */
export function proposedValues(item: ItemState, rule: DiscoverabilityRule): DreadValues | null {
  const latest = latestResults(item)
  const uncounted = rule === 'counted' ? undefined : uncountedDiscoverability
  if (Object.keys(latest).length === 0) return null
  const valueOf = (factor: DreadFactor) => latest[factor]?.proposed ?? (factor === 'discoverability' ? uncounted : undefined)
  const proposed = DreadValues.safeParse(Object.fromEntries(dreadFactors.map((factor) => [factor, valueOf(factor)])))
  return proposed.success ? proposed.data : null
}

/** What {@link proposedValues} was before it was rounded: medians, or means where the workshop takes those. */
export function exactMedians(item: ItemState, settings: WorkshopSettings): Partial<Record<DreadFactor, number>> {
  const exact: Partial<Record<DreadFactor, number>> = {}
  for (const [factor, result] of Object.entries(latestResults(item))) {
    const known = dreadFactors.find((candidate) => candidate === factor)
    const value = settings.aggregation === 'mean' ? mean(result.histogram.flatMap((count, index) => Array.from({ length: count }, () => index + 1))) : result.median
    if (known && value !== null) exact[known] = value
  }
  return exact
}

/** Each seat's values in the newest reveal of each factor: what a settled score rests on. Seats without any are left out. */
export function seatValues(item: ItemState, seatCount: number): SeatVotes[] {
  const all: SeatVotes[] = []
  const rounds = dreadFactors.map((factor) => [factor, latestRound(item, factor)] as const)
  for (let index = 0; index < seatCount; index += 1) {
    const own: SeatVotes = {}
    for (const [factor, round] of rounds) {
      const vote = round?.votes[index]?.[factor]?.vote
      if (vote && 'value' in vote) own[factor] = vote.value
    }
    if (Object.keys(own).length > 0) all.push(own)
  }
  return all
}

/**
 * Quartiles of the seats' totals; where no seat voted on every factor that counts (roles ask different ones), the sums
 * of the factors' quartiles. Null before a reveal.
 */
function intervalOf(item: ItemState, seatCount: number, rule: DiscoverabilityRule): { q1: number; q3: number } | null {
  if (!item.rounds.some((round) => round.phase === 'revealed')) return null
  const interval = totalsInterval(seatValues(item, seatCount), rule)
  if (interval) return interval
  const latest = latestResults(item)
  const fixed = rule === 'fixed' ? 10 : 0
  const sum = { q1: fixed, q3: fixed }
  for (const factor of dreadFactors) {
    if (factor === 'discoverability' && rule !== 'counted') continue
    const result = latest[factor]
    if (!result || result.q1 === null || result.q3 === null) return null
    sum.q1 += result.q1
    sum.q3 += result.q3
  }
  return sum
}

/** Whether some of the room would have to treat the threat and some not; null before a reveal or without a line. */
export function crossesLine(item: ItemState, seatCount: number, line: number | null, rule: DiscoverabilityRule): boolean | null {
  const interval = intervalOf(item, seatCount, rule)
  if (interval === null || line === null) return null
  return interval.q1 <= line && interval.q3 > line
}

/** The votes of a revealed round, seat by seat; null for any other. Votes that were cut are left out. */
export function revealedVotes(round: RoundState, seats: readonly SeatState[]): RevealedVote[] | null {
  if (round.phase !== 'revealed') return null
  const votes: RevealedVote[] = []
  for (const seat of seats) {
    for (const factor of round.factors) {
      const cast = round.votes[seat.index]?.[factor]
      if (!cast?.vote) continue
      const middle = round.result?.factors[factor]?.median ?? null
      const outlier = 'value' in cast.vote && middle !== null && isOutlier(cast.vote.value, middle)
      votes.push({ seat: seat.id, factor, vote: cast.vote, via: cast.via, outlier })
    }
  }
  return votes
}
