import { byThreat, type Mitigation } from '../../../shared/domain/mitigation.ts'
import type { NotCarried } from '../../../shared/domain/not-carried.ts'
import { standingScore, type Threat } from '../../../shared/domain/threat.ts'
import type { ExportInput } from '../input.ts'
import { isReasoned } from './register-losses.ts'

/** Mitigations of a register that stand beside no threat, where a format has them only there. */
export function freeMitigations(mitigations: readonly Mitigation[] = []): NotCarried[] {
  const free = mitigations.filter(({ threats }) => threats.length === 0).length
  return free === 0 ? [] : [{ what: 'mitigations that cover no threat', count: free }]
}

/** What of the threats a list has no place for. That it holds no model is known of a list. */
export function notInList({ rows, mitigations = [], layouts }: ExportInput, format: 'json' | 'csv' | 'threat-table' | 'stride-list'): NotCarried[] {
  const lost: NotCarried[] = []
  const count = (what: NotCarried['what'], lose: (threat: Threat) => boolean): void => {
    const number = rows.filter(({ threat }) => lose(threat)).length
    if (number > 0) lost.push({ what, count: number })
  }
  const covered = byThreat(mitigations)
  const layout = Object.entries(layouts).find(([, said]) => said !== undefined && Object.keys(said).length > 0)
  const decided = (): void => {
    count('mitigations', (threat) => threat.mitigations.length > 0 || covered.has(threat.id))
    count('decisions', ({ decision }) => decision !== null)
    count('threat statements', ({ statement }) => statement !== undefined)
    count('safety and privacy marks', ({ concerns }) => concerns !== undefined)
  }
  if (format !== 'json') {
    lost.push(...freeMitigations(mitigations))
    count("a workshop's rationale and dissent", isReasoned)
  }
  if (format === 'stride-list' || format === 'threat-table') count('why a finding is gone', ({ gone }) => gone !== null)
  if (format === 'stride-list') {
    count('further STRIDE categories', ({ stride }) => stride.length > 1)
    count('affected elements and evidence', ({ affected, evidence, affectedLabels, evidenceKeys }) => affected.length + evidence.length + affectedLabels.length + evidenceKeys.length > 0)
    count('references', ({ references }) => references.length > 0)
    decided()
    count('severity and score without DREAD values', ({ imported }) => imported !== null && imported.dread === null && (imported.severity !== null || imported.score !== null))
    count('that a threat is only possible', ({ confidence }) => confidence === 'possible')
  }
  if (format === 'threat-table') {
    count('the +/- marker', ({ marker }) => marker !== 'none')
    count('the five DREAD values (their mean is)', (threat) => standingScore(threat) !== null)
    decided()
  }
  if (layout !== undefined && layout[0] !== format) lost.push({ what: 'the text around the rows', count: 1 })
  return lost
}
