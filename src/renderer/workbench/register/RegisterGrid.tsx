import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import Typography from '@mui/material/Typography'
import { type SortingState, useTable } from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown, ArrowUp, ChevronDown, ChevronRight } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RegisterRow } from '../../../shared/domain/register.ts'
import { strideCategories } from '../../../shared/domain/stride.ts'
import { StrideBadge } from '../../ui/StrideBadge.tsx'
import { columns, features, gridTemplate, narrowColumns, type RegisterColumn, wideColumns } from './register-table.ts'
import { RegisterLine } from './RegisterLine.tsx'

interface RegisterGridProps {
  rows: RegisterRow[]
  grouped: boolean
  /** Fewer columns, where a threat's drawer takes the room. */
  narrow: boolean
  current: string | null
  markerName: string
  onOpen: (threat: string) => void
  /** Told the order in which threats are shown, for walking them by key. */
  onOrder: (threats: readonly string[]) => void
}

const rowHeight = 44
const groupedByStride = ['stride']
const ungrouped: string[] = []

export function RegisterGrid({ rows, grouped, narrow, current, markerName, onOpen, onOrder }: RegisterGridProps) {
  const { t } = useTranslation(['register', 'common'])
  const [sorting, setSorting] = useState<SortingState>([{ id: 'id', desc: false }])
  const [expanded, setExpanded] = useState<true | Record<string, boolean>>(true)
  const table = useTable({
    features,
    columns,
    data: rows,
    getRowId: (row) => row.threat.id,
    state: { sorting: grouped ? [{ id: 'stride', desc: false }, ...sorting] : sorting, grouping: grouped ? groupedByStride : ungrouped, expanded },
    onSortingChange: (change) =>
      setSorting((before) => (typeof change === 'function' ? change(before) : change).filter((sort) => sort.id !== 'stride')),
    onExpandedChange: setExpanded,
    enableMultiSort: false,
    autoResetExpanded: false,
  })
  const shown = table.getRowModel().rows
  const order = shown.filter((row) => !row.getIsGrouped()).map((row) => row.original.threat.id)
  const orderKey = order.join(' ')
  useEffect(() => {
    onOrder(orderKey === '' ? [] : orderKey.split(' '))
  }, [orderKey, onOrder])
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({ count: shown.length, getScrollElement: () => scroller.current, estimateSize: () => rowHeight, overscan: 12 })
  const at = shown.findIndex((row) => !row.getIsGrouped() && row.original.threat.id === current)
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' })
  }, [at, virtual])

  const shownColumns = narrow ? narrowColumns : wideColumns
  const minWidth = narrow ? 760 : 1200
  const columnName = (id: RegisterColumn) => (id === 'total' ? `${t('column.dread')} · ${t('column.total')}` : id === 'marker' && markerName !== '' ? markerName : t(`column.${id}`))
  return (
    <Box ref={scroller} role="table" aria-label={t('tab.threats')} aria-rowcount={rows.length} sx={{ height: '100%', overflow: 'auto', bgcolor: 'background.paper' }}>
      <Box role="row" sx={{ position: 'sticky', top: 0, zIndex: 2, display: 'grid', gridTemplateColumns: gridTemplate(shownColumns), minWidth, px: 4, height: 36, alignItems: 'center', bgcolor: 'background.default', borderBottom: '1px solid', borderColor: 'divider' }}>
        {shownColumns.map((id) => {
          const column = table.getColumn(id)
          const sorted = column?.getIsSorted() ?? false
          return (
            <Box key={id} role="columnheader" aria-sort={sorted === 'asc' ? 'ascending' : sorted === 'desc' ? 'descending' : 'none'}>
              <ButtonBase onClick={(event) => column?.getToggleSortingHandler()?.(event)} sx={{ gap: 1, fontSize: 12, fontWeight: 600, color: sorted ? 'text.primary' : 'text.secondary' }}>
                {columnName(id)}
                {sorted === 'asc' ? <ArrowUp size={13} /> : sorted === 'desc' ? <ArrowDown size={13} /> : null}
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
            return (
              <Box key={row.id} sx={place}>
                <RegisterLine row={row.original} shown={shownColumns} current={row.original.threat.id === current} onOpen={onOpen} />
              </Box>
            )
          }
          const category = strideCategories[Number(row.getValue('stride'))] ?? 'Spoofing'
          const open = row.getIsExpanded()
          return (
            <Box key={row.id} role="row" sx={place}>
              <Box role="cell" aria-colspan={shownColumns.length} sx={{ height: '100%' }}>
                <ButtonBase aria-expanded={open} onClick={row.getToggleExpandedHandler()} sx={{ width: '100%', height: '100%', justifyContent: 'flex-start', gap: 2, px: 4, bgcolor: 'background.default', borderBottom: '1px solid', borderColor: 'divider' }}>
                  {open ? <ChevronDown size={16} /> : <ChevronRight size={16} />}
                  <StrideBadge category={category} label={t(`common:stride.${category}`)} />
                  <Typography variant="h3" component="span">
                    {t(`common:stride.${category}`)}
                  </Typography>
                  <Typography component="span" sx={{ color: 'text.secondary' }}>
                    {t('group', { count: row.subRows.length })}
                  </Typography>
                </ButtonBase>
              </Box>
            </Box>
          )
        })}
      </Box>
    </Box>
  )
}
