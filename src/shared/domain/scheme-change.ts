import { type Band, bandOf, bands, type BandScheme, total } from './dread.ts'
import type { ScoringHeader } from './register-rows.ts'
import { standingScore, type Threat } from './threat.ts'

/** What another scheme or treatment line would make of the threats of a draft. */
export interface SchemeChange {
  /** How many threats go from one band to another, the highest bands first. */
  moved: { from: Band; to: Band; count: number }[]
  /** How many then lie above the line that did not, and the other way round. */
  above: number
  below: number
  /** How many there are in each band then. */
  counts: Record<Band, number>
}

/** See {@link SchemeChange}. Threats without all five values have no band, before or after. */
export function schemeChange(threats: readonly Threat[], before: ScoringHeader, after: ScoringHeader): SchemeChange {
  const counts: Record<Band, number> = { Critical: 0, High: 0, Medium: 0, Low: 0 }
  const moves = new Map<string, number>()
  let [above, below] = [0, 0]
  for (const threat of threats) {
    const values = standingScore(threat)?.values
    if (!values) continue
    const [from, to] = [bandOf(values, before.bandScheme), bandOf(values, after.bandScheme)]
    counts[to] += 1
    if (from !== to) moves.set(`${from} ${to}`, (moves.get(`${from} ${to}`) ?? 0) + 1)
    const lies = ({ bandScheme, treatmentLine }: ScoringHeader) => treatmentLine !== null && total(values, bandScheme.discoverability) > treatmentLine
    const [was, is] = [lies(before), lies(after)]
    if (is && !was) above += 1
    if (was && !is) below += 1
  }
  const moved = bands.flatMap((from) => bands.flatMap((to) => ({ from, to, count: moves.get(`${from} ${to}`) ?? 0 }))).filter(({ count }) => count > 0)
  return { moved, above, below, counts }
}

/** Whether each band starts above the one below it; else one of them could hold nothing. */
export function isOrdered({ critical, high, medium }: Pick<BandScheme, 'critical' | 'high' | 'medium'>): boolean {
  return critical > high && high > medium
}

/** The scheme under the id that says what it does: two registers with the same id mean the same bands, whatever they call them. */
export function schemeWithId(scheme: BandScheme): BandScheme {
  const { critical, high, medium, discoverability } = scheme
  const suffix = discoverability === 'counted' ? '' : `-discoverability-${discoverability}`
  return { ...scheme, id: `total-${String(critical)}-${String(high)}-${String(medium)}${suffix}` }
}
