import {
  columnFilteringFeature,
  columnGroupingFeature,
  createColumnHelper,
  createExpandedRowModel,
  createFilteredRowModel,
  createGroupedRowModel,
  createSortedRowModel,
  globalFilteringFeature,
  rowExpandingFeature,
  rowSortingFeature,
  tableFeatures,
} from '@tanstack/react-table'
import { bands } from '../../../shared/domain/dread.ts'
import type { RegisterRow } from '../../../shared/domain/register.ts'
import { strideCategories } from '../../../shared/domain/stride.ts'

export const features = tableFeatures({
  rowSortingFeature,
  columnFilteringFeature,
  globalFilteringFeature,
  columnGroupingFeature,
  rowExpandingFeature,
  sortedRowModel: createSortedRowModel(),
  filteredRowModel: createFilteredRowModel(),
  groupedRowModel: createGroupedRowModel(),
  expandedRowModel: createExpandedRowModel(),
})

const helper = createColumnHelper<typeof features, RegisterRow>()

/** The order in which values of a column sort; what is missing comes last. */
const last = Number.MAX_SAFE_INTEGER

/** The register's columns: what each sorts by. How a cell looks is in RegisterLine. */
export const columns = helper.columns([
  helper.accessor((row) => strideCategories.findIndex((category) => category === row.threat.stride[0]), { id: 'stride', sortFn: byNumber }),
  helper.accessor((row) => row.threat.order, { id: 'id', sortFn: byNumber }),
  helper.accessor((row) => row.threat.title, { id: 'title', sortFn: byText }),
  helper.accessor((row) => row.affected.join(', '), { id: 'affected', sortFn: byText }),
  helper.accessor(comparableTotal, { id: 'total', sortFn: byNumber, sortDescFirst: true }),
  helper.accessor((row) => row.rank ?? last, { id: 'rank', sortFn: byNumber }),
  helper.accessor((row) => row.interval?.q3 ?? -1, { id: 'interval', sortFn: byNumber, sortDescFirst: true }),
  helper.accessor((row) => (row.band ? bands.indexOf(row.band) : last), { id: 'band', sortFn: byNumber }),
  helper.accessor((row) => row.threat.marker, { id: 'marker', sortFn: byText }),
  helper.accessor((row) => row.threat.decision?.response ?? '', { id: 'response', sortFn: byText }),
  helper.accessor((row) => row.threat.decision?.owner ?? '', { id: 'owner', sortFn: byText }),
  helper.accessor((row) => row.threat.decision?.due ?? '9999', { id: 'due', sortFn: byText }),
])

/** The total, or what an imported row that only states a mean would come to. */
function comparableTotal(row: RegisterRow): number {
  const stated = Number.parseFloat(row.threat.imported?.score ?? '')
  return row.total ?? (Number.isFinite(stated) ? stated * 5 : -1)
}

interface HasValue {
  getValue: (column: string) => unknown
}

function byNumber(a: HasValue, b: HasValue, column: string): number {
  return Number(a.getValue(column)) - Number(b.getValue(column))
}

function byText(a: HasValue, b: HasValue, column: string): number {
  return String(a.getValue(column)).localeCompare(String(b.getValue(column)), undefined, { numeric: true })
}

const widths = {
  id: '76px',
  title: 'minmax(220px, 2.4fr)',
  affected: 'minmax(120px, 1.2fr)',
  total: '150px',
  rank: '64px',
  interval: '104px',
  band: '118px',
  marker: '84px',
  response: '118px',
  owner: 'minmax(90px, 0.8fr)',
  due: '96px',
} as const
export type RegisterColumn = keyof typeof widths

/** The columns that are shown, and those that are left where a threat's drawer takes the room. */
export const wideColumns: readonly RegisterColumn[] = ['id', 'title', 'affected', 'total', 'rank', 'interval', 'band', 'marker', 'response', 'owner', 'due']
export const narrowColumns: readonly RegisterColumn[] = ['id', 'title', 'total', 'rank', 'band', 'response']

/** The grid template of some columns. */
export function gridTemplate(shown: readonly RegisterColumn[]): string {
  return shown.map((column) => widths[column]).join(' ')
}

export interface RegisterFilter {
  search: string
  band: RegisterRow['band'] | 'all'
  decision: 'all' | 'undecided' | 'mustTreat'
  marker: 'all' | RegisterRow['threat']['marker']
}

export const noFilter: RegisterFilter = { search: '', band: 'all', decision: 'all', marker: 'all' }

export function filterRegister(rows: readonly RegisterRow[], filter: RegisterFilter): RegisterRow[] {
  const words = filter.search.toLowerCase().split(/\s+/).filter(Boolean)
  return rows.filter((row) => {
    if (filter.band !== 'all' && row.band !== filter.band) return false
    if (filter.decision === 'undecided' && row.threat.decision) return false
    if (filter.decision === 'mustTreat' && row.mustTreat !== true) return false
    if (filter.marker !== 'all' && row.threat.marker !== filter.marker) return false
    const text = [row.threat.displayId, row.threat.title, row.threat.description, row.affected.join(' '), row.threat.decision?.owner ?? ''].join(' ').toLowerCase()
    return words.every((word) => text.includes(word))
  })
}
