import { type Band, bands } from '../../../../shared/domain/dread.ts'
import type { Finding } from '../../../../shared/domain/finding.ts'
import type { RegisterRow } from '../../../../shared/domain/register.ts'

/** How hot a part is, 1 to 4, and the figure that says why. */
export interface HeatMark {
  step: 1 | 2 | 3 | 4
  figure: string
}

/** The part of the hottest part's weight from which a part is of each step. */
const shares = [0.25, 0.5, 0.75] as const

function stepOf(share: number): HeatMark['step'] {
  if (share >= shares[2]) return 4
  if (share >= shares[1]) return 3
  return share >= shares[0] ? 2 : 1
}

/**
 * By open findings: each weighs its suggested score (a total, 5 to 50), and a part is as hot as all of its own together are against those
 * of the hottest part. The figure is their count. Possible ones weigh half: nobody has said yet that they are there. What is out of scope is
 * never hot.
 */
export function heatOfFindings(findings: readonly Pick<Finding, 'id' | 'affected' | 'score' | 'status'>[], dismissed: ReadonlySet<string>, outOfScope: Pick<ReadonlyMap<string, unknown>, 'has'>): Map<string, HeatMark> {
  const weights = new Map<string, { weight: number; count: number }>()
  for (const finding of findings) {
    if (dismissed.has(finding.id)) continue
    for (const id of new Set(finding.affected)) {
      if (outOfScope.has(id)) continue
      const { weight, count } = weights.get(id) ?? { weight: 0, count: 0 }
      weights.set(id, { weight: weight + (finding.status === 'confirmed' ? finding.score : finding.score / 2), count: count + 1 })
    }
  }
  const hottest = Math.max(0, ...[...weights.values()].map(({ weight }) => weight))
  return new Map([...weights].map(([id, { weight, count }]) => [id, { step: stepOf(hottest === 0 ? 0 : weight / hottest), figure: String(count) }]))
}

const stepOfBand: Record<Band, HeatMark['step']> = { Low: 1, Medium: 2, High: 3, Critical: 4 }

/**
 * By scores: the highest standing total of the register's threats about a part; its step is the band of that total. A threat that only a rule
 * rated has no standing score. Threats that no longer stand (`gone`) are left out.
 */
export function heatOfScores(rows: readonly RegisterRow[]): Map<string, HeatMark> {
  const highest = new Map<string, { total: number; band: Band }>()
  for (const { threat, total, band, origin } of rows) {
    if (total === null || band === null || origin === 'suggested' || threat.gone !== null) continue
    for (const id of threat.affected) {
      const before = highest.get(id)
      if (!before || total > before.total) highest.set(id, { total, band })
    }
  }
  return new Map([...highest].map(([id, { total, band }]) => [id, { step: stepOfBand[band], figure: String(Math.round(total)) }]))
}

/** The bands from the coolest to the hottest, as steps 1 to 4. */
export const bandsByStep: readonly Band[] = bands.toReversed()
