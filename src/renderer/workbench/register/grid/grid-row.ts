import { completeness, isOverdue } from '../../../../shared/domain/completeness.ts'
import type { PlainDate } from '../../../../shared/domain/id.ts'
import { byThreat, type Mitigation } from '../../../../shared/domain/mitigation.ts'
import type { ProjectHeader } from '../../../../shared/domain/project.ts'
import type { RegisterFilter } from '../../../../shared/domain/register-view.ts'
import type { RegisterRow } from '../../../../shared/domain/register.ts'
import { type Residual, residualOf } from '../../../../shared/domain/residual.ts'
import { type ThreatStatus, threatStatus } from '../../../../shared/domain/threat-status.ts'

/** A row of the register with what the grid derives from it. */
export interface GridRow extends RegisterRow {
  covering: readonly Mitigation[]
  residual: Residual
  status: ThreatStatus
  overdue: boolean
  /** Something about it blocks the sign-off. */
  incomplete: boolean
  /** What a search looks through, in lower case. */
  text: string
}

const none: readonly Mitigation[] = []

export function gridRows(rows: readonly RegisterRow[], header: ProjectHeader, mitigations: readonly Mitigation[], today: PlainDate): GridRow[] {
  const covering = byThreat(mitigations)
  const blocked = new Set(completeness(rows, header, mitigations, today).gaps.filter(({ weight }) => weight === 'blocks').flatMap(({ threats }) => threats))
  return rows.map((row) => {
    const own = covering.get(row.threat.id) ?? none
    return {
      ...row,
      covering: own,
      residual: residualOf(row.threat, own, header.bandScheme),
      status: threatStatus(row, own, today),
      overdue: isOverdue(row, own, today),
      incomplete: blocked.has(row.threat.id),
      text: textOf(row, own),
    }
  })
}

function textOf({ threat, affected }: RegisterRow, covering: readonly Mitigation[]): string {
  const { decision } = threat
  return [
    threat.displayId, threat.title, threat.description, affected.join(' '), threat.affectedLabels.join(' '), threat.references.map(({ text }) => text).join(' '), threat.mitigations.join(' '),
    ...Object.values(threat.statement ?? {}), decision?.owner ?? '', decision?.riskOwner ?? '', decision?.approver ?? '', decision?.rationale ?? '', decision?.existingControls ?? '', decision?.conditions ?? '',
    ...covering.flatMap(({ title, owner, ticket, requirement }) => [title, owner, ticket, requirement]),
  ].join(' ').toLowerCase()
}

/** The rows that a filter lets through, in their order; of `only`, where that is given. */
export function filterRows(rows: readonly GridRow[], filter: RegisterFilter, only: ReadonlySet<string> | null): GridRow[] {
  const words = filter.search.toLowerCase().split(/\s+/).filter(Boolean)
  return rows.filter((row) => {
    const { threat } = row
    if (only !== null && !only.has(threat.id)) return false
    if (filter.band !== 'all' && row.band !== filter.band) return false
    if (filter.stride !== 'all' && !threat.stride.includes(filter.stride)) return false
    if (filter.marker !== 'all' && threat.marker !== filter.marker) return false
    if (filter.concern !== 'all' && !threat.concerns?.includes(filter.concern)) return false
    return passes(row, filter.decision) && words.every((word) => row.text.includes(word))
  })
}

function passes(row: GridRow, wanted: RegisterFilter['decision']): boolean {
  switch (wanted) {
    case 'all':
      return true
    case 'undecided':
      return row.threat.decision === null
    case 'mustTreat':
      return row.mustTreat === true
    case 'belowLine':
      return row.mustTreat === false
    case 'overdue':
      return row.overdue
    case 'unscored':
      return row.origin === null || row.origin === 'suggested'
    case 'incomplete':
      return row.incomplete
    default:
      return row.threat.decision?.response === wanted
  }
}

/** The day that it is here, as a plain date. */
export function todayHere(now = new Date()): PlainDate {
  return `${String(now.getFullYear())}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`
}
