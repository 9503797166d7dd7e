import { mean, median } from '../domain/agreement.ts'
import { dreadFactors, type DreadFactor } from '../domain/dread.ts'
import type { Instant } from '../domain/id.ts'
import type { FactorResult, WorkshopSettings } from '../domain/workshop.ts'
import type { ReportFactor, ReportRound, ReportShift, RoleMedian } from '../domain/workshop-report.ts'
import { lengthWithin, type Span, type WorkshopTimes } from './report-times.ts'
import { revealedVotes } from './result.ts'
import type { ItemState, RoundState, SeatState, WorkshopState } from './state.ts'

/** Fewer than this can't be told apart from a single vote where people are not named. */
const smallestGroup = 3

/** What the rounds of a report are read with. */
export interface RoundContext {
  state: WorkshopState
  times: WorkshopTimes
  /** Whether votes may be told seat by seat. */
  named: boolean
}

const erased = new WeakMap<RoundState, boolean>()

/** Whether votes of a revealed round are known to exist, but no longer what they were. Worked out once: such a round never changes. */
export function isErased(round: RoundState): boolean {
  if (round.phase !== 'revealed') return false
  let known = erased.get(round)
  if (known === undefined) erased.set(round, (known = round.votes.some((own) => own !== undefined && Object.values(own).some((cast) => cast.vote === null))))
  return known
}

/** The value that a seat gave in a round; null where it gave none. */
export function valueOf(round: RoundState, seat: number, factor: DreadFactor): number | null {
  const vote = round.votes[seat]?.[factor]?.vote
  return vote && 'value' in vote ? vote.value : null
}

/** The newest revealed round of an item that asked `factor`. */
export function lastRoundOf(item: ItemState, factor: DreadFactor): RoundState | undefined {
  return item.rounds.findLast((round) => round.phase === 'revealed' && round.factors.includes(factor))
}

/** An item's rounds, the oldest first. What has not been revealed has neither results nor shifts. */
export function reportRounds(item: ItemState, context: RoundContext): ReportRound[] {
  const spans = context.times.open.get(item.threat.id)
  return item.rounds.map((round, index) => {
    const gone = isErased(round)
    const shown = round.phase === 'revealed' && !gone
    const span: Span = spans?.get(round.number) ?? { from: Date.parse(round.at), to: context.times.until }
    return {
      number: round.number,
      factors: [...round.factors],
      phase: round.phase,
      openedAt: round.at,
      revealedAt: round.phase === 'revealed' ? instant(span.to) : null,
      openMs: lengthWithin(span, context.times.running),
      erased: gone,
      results: shown ? reportFactors(round, context) : [],
      shifts: shown ? shiftsOf(item.rounds.slice(0, index), round, context) : [],
    }
  })
}

function instant(time: number): Instant {
  return new Date(time).toISOString()
}

function reportFactors(round: RoundState, { state, named }: RoundContext): ReportFactor[] {
  const votes = revealedVotes(round, state.seats) ?? []
  return dreadFactors.flatMap((factor): ReportFactor[] => {
    const result = round.result?.factors[factor]
    if (!result) return []
    const far = votes.filter((vote) => vote.factor === factor && vote.outlier).map(({ seat }) => seat)
    return [
      {
        ...result,
        factor,
        asked: result.n + result.abstained + result.notVoted + result.absent,
        ...spreadOf(result),
        farCount: far.length,
        far: named ? far : [],
        byRole: byRole(round, factor, state.settings, state.seats, named),
      },
    ]
  })
}

function spreadOf({ q1, q3, min, max }: FactorResult): Pick<ReportFactor, 'iqr' | 'range'> {
  return { iqr: q1 === null || q3 === null ? null : q3 - q1, range: min === null || max === null ? null : max - min }
}

function byRole(round: RoundState, factor: DreadFactor, settings: WorkshopSettings, seats: readonly SeatState[], named: boolean): RoleMedian[] {
  if (settings.roles.length === 0) return []
  const values = new Map<string, number[]>()
  for (const seat of seats) {
    const value = valueOf(round, seat.index, factor)
    if (value !== null) values.set(seat.role ?? '', [...(values.get(seat.role ?? '') ?? []), value])
  }
  // One small group gives away the others' complement, so that all must be large enough.
  if (values.size < 2 || (!named && [...values.values()].some((own) => own.length < smallestGroup))) return []
  const order = [...settings.roles, { id: '', name: '' }]
  return order.flatMap(({ id, name }) => {
    const own = values.get(id) ?? []
    const middle = median(own)
    return middle === null ? [] : [{ role: id, name, n: own.length, median: middle }]
  })
}

function shiftsOf(before: readonly RoundState[], round: RoundState, { state, named }: RoundContext): ReportShift[] {
  return dreadFactors.flatMap((factor): ReportShift[] => {
    if (!round.factors.includes(factor)) return []
    const earlier = before.findLast((one) => one.phase === 'revealed' && one.factors.includes(factor))
    if (!earlier || isErased(earlier)) return []
    const perSeat = state.seats.flatMap((seat) => {
      const [from, to] = [valueOf(earlier, seat.index, factor), valueOf(round, seat.index, factor)]
      return from === null || to === null ? [] : [{ seat: seat.id, from, to }]
    })
    const told = named || perSeat.length >= smallestGroup
    const moves = perSeat.map(({ from, to }) => to - from)
    return [
      {
        factor,
        from: earlier.number,
        seats: perSeat.length,
        medians: { from: earlier.result?.factors[factor]?.median ?? null, to: round.result?.factors[factor]?.median ?? null },
        meanAbsolute: told ? mean(moves.map(Math.abs)) : null,
        meanSigned: told ? mean(moves) : null,
        perSeat: named ? perSeat : [],
      },
    ]
  })
}
