import { kendallW, krippendorffAlpha } from '../domain/agreement.ts'
import { dreadFactors, type DreadFactor } from '../domain/dread.ts'
import type { Coefficient, ReportAgreement } from '../domain/workshop-report.ts'
import { isErased, lastRoundOf, valueOf } from './report-rounds.ts'
import { agendaOf, type RoundState, type WorkshopState } from './state.ts'

/**
 * Agreement of the seats on each factor over all settled threats, each with the last revealed round that asked it.
 * A factor that the project does not count, and nobody was asked, is left out.
 */
export function agreementOf(state: WorkshopState): ReportAgreement[] {
  return dreadFactors.flatMap((factor) => {
    const rounds = agendaOf(state).flatMap((item) => (item.phase === 'settled' ? (lastRoundOf(item, factor) ?? []) : []))
    const asked = rounds.length > 0 || factor !== 'discoverability' || state.discoverability === 'counted'
    return asked ? [agreementOn(factor, rounds, state.seats.length)] : []
  })
}

function agreementOn(factor: DreadFactor, rounds: readonly RoundState[], seatCount: number): ReportAgreement {
  const units = rounds.length
  if (rounds.some(isErased)) return { factor, units, seats: 0, complete: 0, alpha: { missing: 'erased' }, w: { missing: 'erased' } }
  const all = Array.from({ length: seatCount }, (_, seat) => rounds.map((round) => valueOf(round, seat, factor)))
  const ratings = all.filter((row) => row.some((value) => value !== null))
  const complete = ratings.map((row) => row.filter((value) => value !== null)).filter((row) => row.length === units)
  const ratedTwice = rounds.some((_, unit) => ratings.filter((row) => (row[unit] ?? null) !== null).length >= 2)
  return {
    factor,
    units,
    seats: ratings.length,
    complete: complete.length,
    alpha: coefficient(krippendorffAlpha(ratings, 'ordinal'), ratedTwice),
    w: coefficient(kendallW(complete), complete.length >= 2 && units >= 2),
  }
}

/** Undefined is said to be so, with the reason; never 0 or 1 instead. */
function coefficient(value: number | null, enough: boolean): Coefficient {
  return value === null ? { missing: enough ? 'no-variation' : 'too-few' } : { value }
}
