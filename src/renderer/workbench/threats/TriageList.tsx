import Box from '@mui/material/Box'
import Checkbox from '@mui/material/Checkbox'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { SeverityChip } from '../../ui/SeverityChip.tsx'
import { StrideBadge } from '../../ui/StrideBadge.tsx'
import type { TriageRow } from './triage-row.ts'

interface TriageListProps {
  rows: readonly TriageRow[]
  current: string | null
  selected: ReadonlySet<string>
  onCurrent: (id: string) => void
  onSelect: (id: string) => void
}

const rowHeight = 84

/** A virtual list with one current row and any number of selected ones. */
export function TriageList({ rows, current, selected, onCurrent, onSelect }: TriageListProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => rowHeight, overscan: 8 })
  const at = rows.findIndex((row) => row.id === current)
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' })
  }, [at, virtual])
  return (
    <Box ref={scroller} sx={{ height: '100%', overflow: 'auto' }}>
      <Box role="list" sx={{ position: 'relative', height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index]
          if (!row) return null
          return (
            <Box key={row.id} role="listitem" sx={{ position: 'absolute', top: 0, left: 0, right: 0, height: rowHeight, transform: `translateY(${item.start}px)` }}>
              <Line row={row} current={row.id === current} selected={selected.has(row.id)} onCurrent={onCurrent} onSelect={onSelect} />
            </Box>
          )
        })}
      </Box>
    </Box>
  )
}

function Line({ row, current, selected, onCurrent, onSelect }: { row: TriageRow; current: boolean; selected: boolean; onCurrent: (id: string) => void; onSelect: (id: string) => void }) {
  const { t } = useTranslation(['threats', 'common'])
  return (
    <Box
      onClick={() => onCurrent(row.id)}
      aria-current={current}
      sx={{ display: 'flex', alignItems: 'center', gap: 2, height: '100%', pl: 2, pr: 4, cursor: 'pointer', borderBottom: '1px solid', borderColor: 'divider', borderLeft: '3px solid', borderLeftColor: current ? 'primary.main' : 'transparent', bgcolor: current ? 'action.selected' : 'transparent' }}
    >
      <Checkbox size="small" checked={selected} onClick={(event) => event.stopPropagation()} onChange={() => onSelect(row.id)} slotProps={{ input: { 'aria-label': `${t('select')}: ${row.title}` } }} />
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Box sx={{ fontWeight: 600, lineHeight: 1.35, overflow: 'hidden', display: '-webkit-box', WebkitLineClamp: 2, WebkitBoxOrient: 'vertical', textDecoration: row.gone ? 'line-through' : 'none' }}>
          {row.displayId ? <Box component="span" sx={{ color: 'text.secondary', mr: 1.5 }}>{row.displayId}</Box> : null}
          {row.title}
        </Box>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, mt: 1 }}>
          {row.stride.map((category) => (
            <StrideBadge key={category} category={category} label={t(`common:stride.${category}`)} />
          ))}
          <Box component="span" sx={{ fontSize: 12, color: 'text.secondary', borderBottom: row.status === 'possible' ? '1px dashed' : 'none' }}>
            {t(`status.${row.status}`)}
          </Box>
        </Box>
      </Box>
      {row.band ? <SeverityChip band={row.band} label={t(`common:band.${row.band}`)} /> : null}
    </Box>
  )
}
