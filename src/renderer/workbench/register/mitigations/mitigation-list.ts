import type { PlainDate } from '../../../../shared/domain/id.ts'
import { isLate, lacksProof, type Mitigation, mitigationStatuses } from '../../../../shared/domain/mitigation.ts'
import type { Threat } from '../../../../shared/domain/threat.ts'

export const mitigationFilters = ['all', ...mitigationStatuses, 'late', 'unproven', 'uncovering'] as const
export type MitigationFilter = (typeof mitigationFilters)[number]

export const mitigationColumns = ['title', 'status', 'owner', 'due', 'ticket', 'threats'] as const
export type MitigationColumn = (typeof mitigationColumns)[number]

export interface MitigationSort {
  /** Null is the order in which they were made. */
  column: MitigationColumn | null
  descending: boolean
}

/** The mitigations that a search and a filter let through, sorted. A search also finds what covers a threat of that name. */
export function shownMitigations(mitigations: readonly Mitigation[], { search, filter, sort, today, threatOf }: { search: string; filter: MitigationFilter; sort: MitigationSort; today: PlainDate; threatOf: (id: string) => Pick<Threat, 'displayId' | 'title'> | undefined }): Mitigation[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const found = mitigations.filter((one) => passes(one, filter, today) && (words.length === 0 || says(one, threatOf, words)))
  const { column, descending } = sort
  return column === null ? found : found.sort((a, b) => (descending ? -1 : 1) * compared(a, b, column) || a.order - b.order)
}

function says({ title, requirement, owner, ticket, test, result, threats }: Mitigation, threatOf: (id: string) => Pick<Threat, 'displayId' | 'title'> | undefined, words: readonly string[]): boolean {
  const text = [title, requirement, owner, ticket, test, result, ...threats.map((id) => `${threatOf(id)?.displayId ?? ''} ${threatOf(id)?.title ?? ''}`)].join(' ').toLowerCase()
  return words.every((word) => text.includes(word))
}

function passes(mitigation: Mitigation, filter: MitigationFilter, today: PlainDate): boolean {
  switch (filter) {
    case 'all':
      return true
    case 'late':
      return isLate(mitigation, today)
    case 'unproven':
      return lacksProof(mitigation)
    case 'uncovering':
      return mitigation.threats.length === 0
    default:
      return mitigation.status === filter
  }
}

/** What says nothing comes last. */
const last = '\uffff'

function compared(a: Mitigation, b: Mitigation, column: MitigationColumn): number {
  if (column === 'threats') return a.threats.length - b.threats.length
  if (column === 'status') return mitigationStatuses.indexOf(a.status) - mitigationStatuses.indexOf(b.status)
  return (a[column] || last).localeCompare(b[column] || last)
}
