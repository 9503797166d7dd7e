import { needsMitigation, needsRationale } from './decision.ts'
import { total } from './dread.ts'
import type { Id, PlainDate } from './id.ts'
import { byThreat, isInPlace, isLate, lacksProof, type Mitigation } from './mitigation.ts'
import type { ProjectHeader } from './project.ts'
import type { RegisterRow } from './register.ts'

/** What can stand between a register and its sign-off, in the order in which it is worked off. Numbered in REGISTER-SPEC.md. */
export const gapRules = [
  'no-threats', 'not-scored', 'no-decision', 'no-rationale', 'no-mitigation', 'no-owner', 'no-risk-owner', 'no-approver', 'acceptance-over', 'overdue',
  'mitigation-overdue', 'not-verified', 'covers-nothing', 'target-above', 'no-target', 'no-system', 'no-line', 'open-assumptions', 'review-over', 'gone',
] as const
export type GapRule = (typeof gapRules)[number]

/** `blocks`: nobody should sign over it. `open`: worth a look. */
export interface Gap {
  rule: GapRule
  weight: 'blocks' | 'open'
  threats: Id[]
  mitigations: Id[]
}

export interface Completeness {
  gaps: Gap[]
  /** Questions that block where they are not answered, and how many are: what the meter shows. */
  asked: number
  met: number
}

const blocking: ReadonlySet<GapRule> = new Set(['no-threats', 'not-scored', 'no-decision', 'no-rationale', 'no-mitigation', 'no-owner', 'no-approver', 'acceptance-over'])

/** Whether nobody has scored a threat: a rule's suggestion is no score. */
export function isUnscored({ origin }: Pick<RegisterRow, 'origin'>): boolean {
  return origin === null || origin === 'suggested'
}

/** Whether something about a threat should have been done by `today` and is not. */
export function isOverdue({ threat }: Pick<RegisterRow, 'threat'>, covering: readonly Mitigation[], today: PlainDate): boolean {
  const due = threat.decision?.due ?? null
  const done = covering.length > 0 && covering.every(isInPlace)
  return (due !== null && due < today && !done) || covering.some((one) => isLate(one, today))
}

/** What still stands between this register and sign-off, rule by rule. `today` is a plain date. */
export function completeness(rows: readonly RegisterRow[], header: ProjectHeader, mitigations: readonly Mitigation[], today: PlainDate): Completeness {
  const covering = byThreat(mitigations)
  const found = new Map<GapRule, Gap>()
  let [asked, met] = [0, 0]
  const gapOf = (rule: GapRule): Gap => {
    const gap = found.get(rule) ?? { rule, weight: blocking.has(rule) ? 'blocks' : 'open', threats: [], mitigations: [] }
    found.set(rule, gap)
    return gap
  }
  const ask = (rule: GapRule, fine: boolean, threat?: Id): void => {
    if (blocking.has(rule)) asked += 1
    if (fine && blocking.has(rule)) met += 1
    if (!fine) gapOf(rule).threats.push(...(threat === undefined ? [] : [threat]))
  }
  ask('no-threats', rows.length > 0)
  for (const row of rows) askThreat(row, covering.get(row.threat.id) ?? [], header, today, ask)
  for (const mitigation of mitigations) {
    if (isLate(mitigation, today)) gapOf('mitigation-overdue').mitigations.push(mitigation.id)
    if (lacksProof(mitigation)) gapOf('not-verified').mitigations.push(mitigation.id)
    if (mitigation.threats.length === 0) gapOf('covers-nothing').mitigations.push(mitigation.id)
  }
  ask('no-system', header.system.trim() !== '')
  ask('no-line', header.treatmentLine !== null)
  ask('open-assumptions', header.assumptions.every(({ confirmed }) => confirmed !== 'unknown'))
  ask('review-over', header.reviewDate === null || header.reviewDate >= today)
  return { gaps: gapRules.flatMap((rule) => found.get(rule) ?? []), asked, met }
}

type Ask = (rule: GapRule, fine: boolean, threat?: Id) => void

function askThreat(row: RegisterRow, covering: readonly Mitigation[], { bandScheme, treatmentLine }: ProjectHeader, today: PlainDate, ask: Ask): void {
  const { threat, mustTreat } = row
  const { id, decision } = threat
  if (threat.gone !== null) {
    ask('gone', false, id)
    return
  }
  ask('not-scored', !isUnscored(row), id)
  ask('no-decision', decision !== null, id)
  if (decision === null) return
  const { response } = decision
  if (needsRationale(response)) ask('no-rationale', decision.rationale.trim() !== '', id)
  if (needsMitigation(response)) ask('no-mitigation', covering.length > 0 || decision.existingControls.trim() !== '', id)
  if (mustTreat === true) {
    if (needsMitigation(response)) ask('no-owner', decision.owner.trim() !== '' || (covering.length > 0 && covering.every(({ owner }) => owner.trim() !== '')), id)
    ask('no-risk-owner', (decision.riskOwner ?? '') !== '', id)
    if (response === 'accept') ask('no-approver', (decision.approver ?? '') !== '', id)
    if (needsMitigation(response)) ask('no-target', decision.target !== undefined, id)
  }
  if (decision.expires !== undefined) ask('acceptance-over', decision.expires >= today, id)
  if (decision.target && treatmentLine !== null && response !== 'accept') ask('target-above', total(decision.target, bandScheme.discoverability) <= treatmentLine, id)
  ask('overdue', !isOverdue(row, covering, today), id)
}
