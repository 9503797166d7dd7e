import { isOverdue, isUnscored } from './completeness.ts'
import { needsMitigation } from './decision.ts'
import type { PlainDate } from './id.ts'
import { isInPlace, type Mitigation } from './mitigation.ts'
import type { RegisterRow } from './register.ts'

/** How far a threat is, in the order of the work. */
export const threatStatuses = ['gone', 'unscored', 'undecided', 'overdue', 'open', 'implemented', 'verified', 'settled'] as const
export type ThreatStatus = (typeof threatStatuses)[number]

/**
 * How far one threat is: `settled` is one whose decision asks for nothing more to be done. A mitigation that is to come keeps it open;
 * without any, existing controls count as implemented.
 */
export function threatStatus(row: RegisterRow, covering: readonly Mitigation[], today: PlainDate): ThreatStatus {
  const { decision, gone } = row.threat
  if (gone !== null) return 'gone'
  if (isUnscored(row)) return 'unscored'
  if (decision === null) return 'undecided'
  if (isOverdue(row, covering, today) || (decision.expires !== undefined && decision.expires < today)) return 'overdue'
  if (!needsMitigation(decision.response) && covering.length === 0) return 'settled'
  if (covering.length === 0) return decision.existingControls.trim() === '' ? 'open' : 'implemented'
  if (covering.every(({ status }) => status === 'verified')) return 'verified'
  return covering.every(isInPlace) ? 'implemented' : 'open'
}
