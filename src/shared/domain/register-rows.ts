import { quantile } from './agreement.ts'
import { bandOfTotal, dreadFactors, mean, total, type DiscoverabilityRule, type DreadFactor, type DreadValues } from './dread.ts'
import type { ProjectHeader } from './project.ts'
import type { RegisterRow } from './register.ts'
import { standingScore, type Threat } from './threat.ts'

/** One seat's votes on one threat: the latest on each factor. Factors it abstained from or never voted on are missing. */
export type SeatVotes = Partial<DreadValues>

/** What a row needs of the header: the band scheme and the treatment line. */
export type ScoringHeader = Pick<ProjectHeader, 'bandScheme' | 'treatmentLine'>

/**
 * The register's rows, in the order of `threats`.
 * @param labelsOf what is affected, as people read it
 * @param votesOf the votes that a threat's settled score rests on, one entry a seat; empty where nobody voted
 */
export function registerRows(
  threats: readonly Threat[],
  header: ScoringHeader,
  labelsOf: (threat: Threat) => string[],
  votesOf: (threat: Threat) => readonly SeatVotes[],
): RegisterRow[] {
  const { bandScheme, treatmentLine } = header
  const rule = bandScheme.discoverability
  const scores = threats.map(standingScore)
  const totals = scores.map((score) => (score ? total(score.values, rule) : null))
  const rankOf = ranks(totals)
  return threats.map((threat, index) => {
    const score = scores[index] ?? null
    const sum = totals[index] ?? null
    const place = sum === null ? undefined : rankOf.get(sum)
    return {
      threat,
      affected: labelsOf(threat),
      origin: score?.origin ?? null,
      total: sum,
      mean: score ? mean(score.values, rule) : null,
      band: sum === null ? null : bandOfTotal(sum, bandScheme),
      rank: place?.rank ?? null,
      tied: place?.tied ?? false,
      interval: totalsInterval(votesOf(threat), rule),
      severeDamage: score !== null && score.values.damage >= 9,
      mustTreat: sum === null || treatmentLine === null ? null : sum > treatmentLine,
    }
  })
}

/** The row as figures and documents show it: what a rule suggests and nobody gave is no score. What was suggested stays with the threat. */
export function withoutSuggestion<Row extends RegisterRow>(row: Row): Row {
  return row.origin === 'suggested' ? { ...row, total: null, mean: null, band: null, rank: null, tied: false, severeDamage: false, mustTreat: null } : row
}

// Competition ranking, the highest first: as many as stand above, plus one; those with the same total share it.
function ranks(totals: readonly (number | null)[]): Map<number, { rank: number; tied: boolean }> {
  const sorted = totals.filter((sum) => sum !== null).sort((a, b) => b - a)
  const places = new Map<number, { rank: number; tied: boolean }>()
  for (const [above, sum] of sorted.entries()) {
    const known = places.get(sum)
    if (known) known.tied = true
    else places.set(sum, { rank: above + 1, tied: false })
  }
  return places
}

/** Quartiles (type 7) of the totals of those seats that voted on every factor that counts; null where none did. */
export function totalsInterval(votes: readonly SeatVotes[], rule: DiscoverabilityRule): { q1: number; q3: number } | null {
  const totals = votes.map((own) => seatTotal(own, rule)).filter((sum) => sum !== null)
  const q1 = quantile(totals, 0.25)
  const q3 = quantile(totals, 0.75)
  return q1 === null || q3 === null ? null : { q1, q3 }
}

function seatTotal(votes: SeatVotes, rule: DiscoverabilityRule): number | null {
  let sum = 0
  for (const factor of countedFactors(rule)) {
    const value = votes[factor]
    if (value === undefined) return null
    sum += value
  }
  return rule === 'fixed' ? sum + 10 : sum
}

function countedFactors(rule: DiscoverabilityRule): readonly DreadFactor[] {
  return rule === 'counted' ? dreadFactors : dreadFactors.filter((factor) => factor !== 'discoverability')
}
