import type { NotCarried } from '../../shared/domain/not-carried.ts'
import { standingScore, type Threat } from '../../shared/domain/threat.ts'
import type { ExportInput } from './input.ts'

/** What of the threats a list has no place for. That it holds no model is known of a list. */
export function notInList({ rows, layouts }: ExportInput, format: 'json' | 'csv' | 'threat-table' | 'stride-list'): NotCarried[] {
  const lost: NotCarried[] = []
  const count = (what: NotCarried['what'], lose: (threat: Threat) => boolean): void => {
    const number = rows.filter(({ threat }) => lose(threat)).length
    if (number > 0) lost.push({ what, count: number })
  }
  const layout = Object.entries(layouts).find(([, said]) => said !== undefined && Object.keys(said).length > 0)
  if (format === 'stride-list') {
    count('further STRIDE categories', ({ stride }) => stride.length > 1)
    count('affected elements and evidence', ({ affected, evidence, affectedLabels, evidenceKeys }) => affected.length + evidence.length + affectedLabels.length + evidenceKeys.length > 0)
    count('references', ({ references }) => references.length > 0)
    count('mitigations', ({ mitigations }) => mitigations.length > 0)
    count('decisions', ({ decision }) => decision !== null)
    count('severity and score without DREAD values', ({ imported }) => imported !== null && imported.dread === null && (imported.severity !== null || imported.score !== null))
    count('that a threat is only possible', ({ confidence }) => confidence === 'possible')
  }
  if (format === 'threat-table') {
    count('the +/- marker', ({ marker }) => marker !== 'none')
    count('the five DREAD values (their mean is)', (threat) => standingScore(threat) !== null)
    count('mitigations', ({ mitigations }) => mitigations.length > 0)
    count('decisions', ({ decision }) => decision !== null)
  }
  if (layout !== undefined && layout[0] !== format) lost.push({ what: 'the text around the rows', count: 1 })
  return lost
}
