import { bands } from '../../../../shared/domain/dread.ts'
import type { GridColumn, Grouping, RegisterView } from '../../../../shared/domain/register-view.ts'
import { strideCategories } from '../../../../shared/domain/stride.ts'
import { threatStatuses } from '../../../../shared/domain/threat-status.ts'
import type { GridRow } from './grid-row.ts'

/** What a row is sorted by; null where it has none, and then it comes last in either direction. */
type SortKey = number | string | null

/** Threats that have something in common. `key` names the group for as long as the grouping stays. */
export interface GridGroup {
  key: string
  rows: readonly GridRow[]
}

export type GridLine = { kind: 'group'; group: GridGroup; open: boolean } | { kind: 'threat'; row: GridRow; group: string }

const sortKeys: Record<GridColumn, (row: GridRow) => SortKey> = {
  id: (row) => row.threat.order,
  title: (row) => row.threat.title,
  affected: (row) => row.affected.join(', ') || null,
  stride: (row) => strideCategories.findIndex((category) => category === row.threat.stride[0]),
  total: comparableTotal,
  rank: (row) => row.rank,
  interval: (row) => row.interval?.q3 ?? null,
  current: (row) => row.residual.current?.total ?? null,
  target: (row) => row.residual.target?.total ?? null,
  band: (row) => (row.band ? bands.indexOf(row.band) : null),
  marker: (row) => (row.threat.marker === 'none' ? null : row.threat.marker),
  concerns: (row) => row.threat.concerns?.join(' ') ?? null,
  response: (row) => row.threat.decision?.response ?? null,
  riskOwner: (row) => row.threat.decision?.riskOwner ?? null,
  owner: (row) => row.threat.decision?.owner || null,
  due: (row) => row.threat.decision?.due ?? null,
  approver: (row) => row.threat.decision?.approver ?? null,
  decidedOn: (row) => row.threat.decision?.decidedOn ?? null,
  expires: (row) => row.threat.decision?.expires ?? null,
  mitigations: (row) => row.covering.length || null,
  status: (row) => threatStatuses.indexOf(row.status),
  created: (row) => row.threat.createdAt,
}

/** Columns of which the highest is wanted first. */
const highestFirst: ReadonlySet<GridColumn> = new Set(['total', 'interval', 'current', 'target', 'mitigations'])

/** The order that a click on a column's head asks for: the other way round where the grid is sorted by it already. */
export function nextSort(sort: RegisterView['sort'], column: GridColumn): RegisterView['sort'] {
  return { column, descending: sort.column === column ? !sort.descending : highestFirst.has(column) }
}

const groupKeys: Record<Exclude<Grouping, 'none'>, (row: GridRow) => SortKey> = {
  stride: sortKeys.stride,
  element: (row) => row.affected[0] ?? null,
  owner: sortKeys.owner,
  band: sortKeys.band,
  status: sortKeys.status,
}

/** The total, or what an imported row that only states a mean would come to. */
function comparableTotal(row: GridRow): number | null {
  const stated = Number.parseFloat(row.threat.imported?.score ?? '')
  return row.total ?? (Number.isFinite(stated) ? stated * 5 : null)
}

const collator = new Intl.Collator(undefined, { numeric: true })

function compare(a: SortKey, b: SortKey, descending: boolean): number {
  if (a === b) return 0
  if (a === null) return 1
  if (b === null) return -1
  const order = typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b))
  return descending ? -order : order
}

/** The rows in an order; those that are alike keep theirs. */
export function sortRows(rows: readonly GridRow[], { column, descending }: RegisterView['sort']): GridRow[] {
  const key = sortKeys[column]
  return rows.map((row) => ({ row, key: key(row) })).toSorted((a, b) => compare(a.key, b.key, descending)).map(({ row }) => row)
}

/** Sorted rows by what they have in common. Groups come in the order of what they are by; turned round where the grid is sorted by just that, downwards. */
export function groupRows(rows: readonly GridRow[], grouping: Grouping, sort: RegisterView['sort']): GridGroup[] {
  if (grouping === 'none') return [{ key: '', rows }]
  const groups = new Map<SortKey, GridRow[]>()
  for (const row of rows) {
    const key = groupKeys[grouping](row)
    const own = groups.get(key)
    if (own) own.push(row)
    else groups.set(key, [row])
  }
  const turned = sort.descending && (sort.column === grouping || (grouping === 'element' && sort.column === 'affected'))
  return [...groups].toSorted(([a], [b]) => compare(a, b, turned)).map(([key, own]) => ({ key: `${grouping} ${String(key)}`, rows: own }))
}

/** What the grid shows, line by line; of a folded group only its head. */
export function gridLines(groups: readonly GridGroup[], grouping: Grouping, folded: ReadonlySet<string>): GridLine[] {
  return groups.flatMap((group): GridLine[] => {
    const open = !folded.has(group.key)
    const threats = open ? group.rows.map((row): GridLine => ({ kind: 'threat', row, group: group.key })) : []
    return grouping === 'none' ? threats : [{ kind: 'group', group, open }, ...threats]
  })
}
