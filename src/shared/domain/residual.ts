import { bandOfTotal, total, type Band, type BandScheme, type DreadValues } from './dread.ts'
import { isInPlace, type Mitigation } from './mitigation.ts'
import { standingScore, type Threat } from './threat.ts'

/** A score at one stage: before anything is done, with what is in place, or once all is done. */
export interface StageScore {
  values: DreadValues
  total: number
  band: Band
}

export interface Residual {
  inherent: StageScore | null
  /** With what is in place; the inherent one as long as nothing is (rules K1 and K2 of REGISTER-SPEC.md). */
  current: StageScore | null
  /** What is wanted; null where nobody said. */
  target: StageScore | null
}

/** What remains of a threat's risk. `mitigations` are those that cover it. */
export function residualOf(threat: Threat, mitigations: readonly Pick<Mitigation, 'status'>[], scheme: BandScheme): Residual {
  const standing = standingScore(threat)
  const { decision } = threat
  const inPlace = mitigations.some(isInPlace) || (decision !== null && decision.existingControls.trim() !== '')
  const inherent = standing ? stage(standing.values, scheme) : null
  return {
    inherent,
    current: inPlace && decision?.current ? stage(decision.current, scheme) : inherent,
    target: decision?.target ? stage(decision.target, scheme) : null,
  }
}

function stage(values: DreadValues, scheme: BandScheme): StageScore {
  const sum = total(values, scheme.discoverability)
  return { values, total: sum, band: bandOfTotal(sum, scheme) }
}
