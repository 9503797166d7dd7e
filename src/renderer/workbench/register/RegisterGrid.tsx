import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import Checkbox from '@mui/material/Checkbox'
import Typography from '@mui/material/Typography'
import { type SortingState, useTable } from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown, ArrowUp, ChevronDown, ChevronRight } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { GridColumn, Grouping, RegisterView } from '../../../shared/domain/register-view.ts'
import type { GridRow } from './grid-row.ts'
import { GroupName } from './GroupName.tsx'
import type { EditableColumn } from './InlineCell.tsx'
import { columns, features, gridTemplate, groupColumns, leastWidth, narrowed } from './register-table.ts'
import { RegisterLine } from './RegisterLine.tsx'
import { useColumnName } from './useColumnName.ts'

interface RegisterGridProps {
  project: string
  rows: GridRow[]
  view: RegisterView
  /** Fewer columns, where a threat's drawer takes the room. */
  narrow: boolean
  current: string | null
  selected: ReadonlySet<string>
  editing: { threat: string; column: EditableColumn } | null
  markerName: string
  onSort: (sort: RegisterView['sort']) => void
  onOpen: (threat: string) => void
  onSelect: (threat: string, range: boolean) => void
  onSelectAll: () => void
  onEdit: (threat: string, column: EditableColumn | null) => void
  /** Told the order in which threats are shown, for walking them by key. */
  onOrder: (threats: readonly string[]) => void
}

const rowHeight = 44

export function RegisterGrid({ project, rows, view, narrow, current, selected, editing, markerName, onSort, onOpen, onSelect, onSelectAll, onEdit, onOrder }: RegisterGridProps) {
  const { t } = useTranslation(['register', 'decisions'])
  const columnName = useColumnName(markerName)
  const [expanded, setExpanded] = useState<true | Record<string, boolean>>(true)
  const { group, sort } = view
  const grouping = useMemo(() => [...groupColumns(group)], [group])
  const sorting = useMemo<SortingState>(() => [...grouping.map((id) => ({ id, desc: false })), ...(grouping.includes(sort.column) ? [] : [{ id: sort.column, desc: sort.descending }])], [grouping, sort])
  const table = useTable({
    features,
    columns,
    data: rows,
    getRowId: (row) => row.threat.id,
    state: { sorting, grouping, expanded },
    onExpandedChange: setExpanded,
    enableMultiSort: false,
    autoResetExpanded: false,
  })
  const shown = table.getRowModel().rows
  const order = useMemo(() => shown.filter((row) => !row.getIsGrouped()).map((row) => row.original.threat.id), [shown])
  useEffect(() => onOrder(order), [order, onOrder])
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({ count: shown.length, getScrollElement: () => scroller.current, estimateSize: () => rowHeight, overscan: 8 })
  const at = useMemo(() => shown.findIndex((row) => !row.getIsGrouped() && row.original.threat.id === current), [shown, current])
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' })
  }, [at, virtual])

  const shownColumns = useMemo(() => (narrow ? narrowed(view.columns) : view.columns), [narrow, view.columns])
  const minWidth = leastWidth(shownColumns)
  const all = rows.length > 0 && rows.every(({ threat }) => selected.has(threat.id))
  function sortBy(column: GridColumn) {
    const descendingFirst = table.getColumn(column)?.columnDef.sortDescFirst === true
    onSort(sort.column === column ? { column, descending: !sort.descending } : { column, descending: descendingFirst })
  }
  return (
    <Box ref={scroller} role="table" aria-label={t('tab.threats')} aria-rowcount={rows.length} sx={{ height: '100%', overflow: 'auto', bgcolor: 'background.paper' }}>
      <Box role="row" sx={{ position: 'sticky', top: 0, zIndex: 2, display: 'grid', gridTemplateColumns: gridTemplate(shownColumns), minWidth, px: 4, height: 36, alignItems: 'center', bgcolor: 'background.default', borderBottom: '1px solid', borderColor: 'divider' }}>
        <Box role="columnheader">
          <Checkbox size="small" checked={all} indeterminate={!all && selected.size > 0} onChange={onSelectAll} sx={{ p: 1, ml: -2 }} slotProps={{ input: { 'aria-label': t('decisions:selectAll') } }} />
        </Box>
        {shownColumns.map((id) => {
          const sorted = sort.column === id
          return (
            <Box key={id} role="columnheader" aria-sort={!sorted ? 'none' : sort.descending ? 'descending' : 'ascending'}>
              <ButtonBase onClick={() => sortBy(id)} sx={{ gap: 1, fontSize: 12, fontWeight: 600, color: sorted ? 'text.primary' : 'text.secondary' }}>
                {columnName(id)}
                {!sorted ? null : sort.descending ? <ArrowDown size={13} /> : <ArrowUp size={13} />}
              </ButtonBase>
            </Box>
          )
        })}
      </Box>
      <Box sx={{ position: 'relative', height: virtual.getTotalSize(), minWidth }}>
        {virtual.getVirtualItems().map((item) => {
          const row = shown[item.index]
          if (!row) return null
          const place = { position: 'absolute', top: 0, left: 0, right: 0, height: rowHeight, transform: `translateY(${item.start}px)` } as const
          if (!row.getIsGrouped()) {
            const { id } = row.original.threat
            return (
              <div key={row.id} style={place}>
                <RegisterLine project={project} row={row.original} shown={shownColumns} current={id === current} selected={selected.has(id)} editing={editing?.threat === id ? editing.column : null} onOpen={onOpen} onSelect={onSelect} onEdit={onEdit} />
              </div>
            )
          }
          return (
            <div key={row.id} role="row" style={place}>
              <GroupLine group={group} row={row.subRows[0]?.original} count={row.subRows.length} open={row.getIsExpanded()} span={shownColumns.length + 1} onToggle={row.getToggleExpandedHandler()} />
            </div>
          )
        })}
      </Box>
    </Box>
  )
}

function GroupLine({ group, row, count, open, span, onToggle }: { group: Grouping; row: GridRow | undefined; count: number; open: boolean; span: number; onToggle: () => void }) {
  const { t } = useTranslation('register')
  return (
    <Box role="cell" aria-colspan={span} sx={{ height: '100%' }}>
      <ButtonBase aria-expanded={open} onClick={onToggle} sx={{ width: '100%', height: '100%', justifyContent: 'flex-start', gap: 2, px: 4, bgcolor: 'background.default', borderBottom: '1px solid', borderColor: 'divider' }}>
        {open ? <ChevronDown size={16} /> : <ChevronRight size={16} />}
        {row ? <GroupName group={group} row={row} /> : null}
        <Typography component="span" sx={{ color: 'text.secondary' }}>
          {t('group', { count })}
        </Typography>
      </ButtonBase>
    </Box>
  )
}
