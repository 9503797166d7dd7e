import type { GridColumn } from '../../../../shared/domain/register-view.ts'

/** In CSS, and the least of it in pixels. */
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
  band: ['132px', 132],
  marker: ['84px', 84],
  concerns: ['120px', 120],
  response: ['118px', 118],
  riskOwner: ['minmax(100px, 0.8fr)', 100],
  owner: ['minmax(100px, 0.8fr)', 100],
  due: ['112px', 112],
  approver: ['minmax(100px, 0.8fr)', 100],
  decidedOn: ['104px', 104],
  expires: ['104px', 104],
  mitigations: ['64px', 64],
  status: ['150px', 150],
  created: ['104px', 104],
}
const checkWidth = 36

/** What is left of the chosen columns where a threat's drawer takes the room. */
const narrow: ReadonlySet<GridColumn> = new Set(['id', 'title', 'total', 'band', 'response', 'owner', 'due'])
export function narrowed(shown: readonly GridColumn[]): GridColumn[] {
  return shown.filter((column) => narrow.has(column))
}

const texts: ReadonlySet<GridColumn> = new Set(['title', 'affected', 'concerns', 'riskOwner', 'owner', 'approver', 'status', 'id'])
/** Whether what stands in a column can be too long for it. */
export function isText(column: GridColumn): boolean {
  return texts.has(column)
}

/** The grid template of some columns, after the box that selects a row. */
export function gridTemplate(shown: readonly GridColumn[]): string {
  return [`${String(checkWidth)}px`, ...shown.map((column) => widths[column][0])].join(' ')
}

/** In pixels. */
export function leastWidth(shown: readonly GridColumn[]): number {
  return shown.reduce((sum, column) => sum + widths[column][1], checkWidth + 32)
}
