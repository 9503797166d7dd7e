import { z } from 'zod'
import { Band } from './dread.ts'
import { Id } from './id.ts'
import { Stride } from './stride.ts'

export const groupings = ['none', 'stride', 'element', 'owner', 'band', 'status'] as const
export const Grouping = z.enum(groupings)
export type Grouping = z.infer<typeof Grouping>

/** The columns of the register's grid, in the order in which they stand. */
export const gridColumns = ['id', 'title', 'affected', 'stride', 'total', 'rank', 'interval', 'current', 'target', 'band', 'marker', 'concerns', 'response', 'riskOwner', 'owner', 'due', 'approver', 'decidedOn', 'expires', 'mitigations', 'status', 'created'] as const
export const GridColumn = z.enum(gridColumns)
export type GridColumn = z.infer<typeof GridColumn>

/** What a filter of decisions lets through. */
export const decisionFilters = ['all', 'undecided', 'mustTreat', 'belowLine', 'overdue', 'unscored', 'incomplete', 'mitigate', 'accept', 'transfer', 'avoid', 'eliminate'] as const
export const DecisionFilter = z.enum(decisionFilters)
export type DecisionFilter = z.infer<typeof DecisionFilter>

export const RegisterFilter = z.object({
  search: z.string().max(500),
  band: z.union([Band, z.literal('all')]),
  stride: z.union([Stride, z.literal('all')]),
  decision: DecisionFilter,
  marker: z.enum(['all', 'plus', 'minus', 'none']),
  concern: z.enum(['all', 'safety', 'privacy']),
})
export type RegisterFilter = z.infer<typeof RegisterFilter>

/** How the register is looked at. Columns that are none of the shown ones are hidden; the id always stands. */
export const RegisterView = z.object({
  filter: RegisterFilter,
  group: Grouping,
  sort: z.object({ column: GridColumn, descending: z.boolean() }),
  columns: z.array(GridColumn).min(1).max(gridColumns.length),
})
export type RegisterView = z.infer<typeof RegisterView>

export const SavedView = z.object({ id: Id, name: z.string().min(1).max(120), view: RegisterView })
export type SavedView = z.infer<typeof SavedView>

export const noFilter: RegisterFilter = { search: '', band: 'all', stride: 'all', decision: 'all', marker: 'all', concern: 'all' }

export const defaultView: RegisterView = {
  filter: noFilter,
  group: 'stride',
  sort: { column: 'id', descending: false },
  columns: ['id', 'title', 'affected', 'total', 'rank', 'interval', 'band', 'marker', 'response', 'owner', 'due'],
}
