import {
  columnGroupingFeature,
  createColumnHelper,
  createExpandedRowModel,
  createGroupedRowModel,
  createSortedRowModel,
  rowExpandingFeature,
  rowSortingFeature,
  tableFeatures,
} from '@tanstack/react-table'
import { bands } from '../../../shared/domain/dread.ts'
import type { GridColumn, Grouping } from '../../../shared/domain/register-view.ts'
import { strideCategories } from '../../../shared/domain/stride.ts'
import { threatStatuses } from '../../../shared/domain/threat-status.ts'
import type { GridRow } from './grid-row.ts'

export const features = tableFeatures({
  rowSortingFeature,
  columnGroupingFeature,
  rowExpandingFeature,
  sortedRowModel: createSortedRowModel(),
  groupedRowModel: createGroupedRowModel(),
  expandedRowModel: createExpandedRowModel(),
})

const helper = createColumnHelper<typeof features, GridRow>()

/** The order in which values of a column sort; what is missing comes last. */
const last = Number.MAX_SAFE_INTEGER
const lastText = '\uffff'

/** The register's columns: what each sorts by. How a cell looks is in RegisterLine. Those named `by-…` are there to be grouped by. */
export const columns = helper.columns([
  helper.accessor((row) => strideCategories.findIndex((category) => category === row.threat.stride[0]), { id: 'stride', sortFn: byNumber }),
  helper.accessor((row) => row.threat.order, { id: 'id', sortFn: byNumber }),
  helper.accessor((row) => row.threat.title, { id: 'title', sortFn: byText }),
  helper.accessor((row) => row.affected.join(', '), { id: 'affected', sortFn: byText }),
  helper.accessor(comparableTotal, { id: 'total', sortFn: byNumber, sortDescFirst: true }),
  helper.accessor((row) => row.rank ?? last, { id: 'rank', sortFn: byNumber }),
  helper.accessor((row) => row.interval?.q3 ?? -1, { id: 'interval', sortFn: byNumber, sortDescFirst: true }),
  helper.accessor((row) => row.residual.current?.total ?? -1, { id: 'current', sortFn: byNumber, sortDescFirst: true }),
  helper.accessor((row) => row.residual.target?.total ?? -1, { id: 'target', sortFn: byNumber, sortDescFirst: true }),
  helper.accessor((row) => (row.band ? bands.indexOf(row.band) : last), { id: 'band', sortFn: byNumber }),
  helper.accessor((row) => row.threat.marker, { id: 'marker', sortFn: byText }),
  helper.accessor((row) => row.threat.concerns?.join(' ') ?? lastText, { id: 'concerns', sortFn: byText }),
  helper.accessor((row) => row.threat.decision?.response ?? '', { id: 'response', sortFn: byText }),
  helper.accessor((row) => row.threat.decision?.riskOwner ?? lastText, { id: 'riskOwner', sortFn: byText }),
  helper.accessor((row) => row.threat.decision?.owner || lastText, { id: 'owner', sortFn: byText }),
  helper.accessor((row) => row.threat.decision?.due ?? '9999', { id: 'due', sortFn: byText }),
  helper.accessor((row) => row.threat.decision?.approver ?? lastText, { id: 'approver', sortFn: byText }),
  helper.accessor((row) => row.threat.decision?.decidedOn ?? '9999', { id: 'decidedOn', sortFn: byText }),
  helper.accessor((row) => row.threat.decision?.expires ?? '9999', { id: 'expires', sortFn: byText }),
  helper.accessor((row) => row.covering.length, { id: 'mitigations', sortFn: byNumber, sortDescFirst: true }),
  helper.accessor((row) => threatStatuses.indexOf(row.status), { id: 'status', sortFn: byNumber }),
  helper.accessor((row) => row.threat.createdAt, { id: 'created', sortFn: byText }),
  helper.accessor((row) => row.affected[0] ?? lastText, { id: 'element', sortFn: byText }),
])

/** The total, or what an imported row that only states a mean would come to. */
function comparableTotal(row: GridRow): number {
  const stated = Number.parseFloat(row.threat.imported?.score ?? '')
  return row.total ?? (Number.isFinite(stated) ? stated * 5 : -1)
}

interface HasValue {
  getValue: (column: string) => unknown
}

function byNumber(a: HasValue, b: HasValue, column: string): number {
  return Number(a.getValue(column)) - Number(b.getValue(column))
}

const collator = new Intl.Collator(undefined, { numeric: true })

function byText(a: HasValue, b: HasValue, column: string): number {
  const [one, other] = [String(a.getValue(column)), String(b.getValue(column))]
  if (one === other) return 0
  return one === lastText ? 1 : other === lastText ? -1 : collator.compare(one, other)
}

/** The columns to group by; none where nothing is grouped. */
export function groupColumns(group: Grouping): readonly string[] {
  return group === 'none' ? [] : [group]
}

const widths: Record<GridColumn, readonly [css: string, least: number]> = {
  id: ['76px', 76],
  title: ['minmax(220px, 2.4fr)', 220],
  affected: ['minmax(120px, 1.2fr)', 120],
  stride: ['minmax(120px, 1fr)', 120],
  total: ['150px', 150],
  rank: ['64px', 64],
  interval: ['104px', 104],
  current: ['84px', 84],
  target: ['84px', 84],
  band: ['118px', 118],
  marker: ['84px', 84],
  concerns: ['120px', 120],
  response: ['118px', 118],
  riskOwner: ['minmax(100px, 0.8fr)', 100],
  owner: ['minmax(100px, 0.8fr)', 100],
  due: ['104px', 104],
  approver: ['minmax(100px, 0.8fr)', 100],
  decidedOn: ['104px', 104],
  expires: ['104px', 104],
  mitigations: ['64px', 64],
  status: ['150px', 150],
  created: ['104px', 104],
}
export const checkWidth = 36

/** What is left of the chosen columns where a threat's drawer takes the room. */
const narrow: ReadonlySet<GridColumn> = new Set(['id', 'title', 'total', 'band', 'response', 'owner', 'due'])
export function narrowed(shown: readonly GridColumn[]): GridColumn[] {
  return shown.filter((column) => narrow.has(column))
}

/** The grid template of some columns, after the box that selects a row. */
export function gridTemplate(shown: readonly GridColumn[]): string {
  return [`${String(checkWidth)}px`, ...shown.map((column) => widths[column][0])].join(' ')
}

/** In pixels. */
export function leastWidth(shown: readonly GridColumn[]): number {
  return shown.reduce((sum, column) => sum + widths[column][1], checkWidth + 32)
}
