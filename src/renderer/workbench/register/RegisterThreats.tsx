import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { X } from 'lucide-react'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Gap } from '../../../shared/domain/completeness.ts'
import type { ProjectHeader } from '../../../shared/domain/project.ts'
import { defaultView } from '../../../shared/domain/register-view.ts'
import type { ExportFormat } from '../../../shared/domain/register.ts'
import { type Command, useCommands } from '../shell/commands.tsx'
import { BulkBar } from './BulkBar.tsx'
import { filterRows, type GridRow } from './grid-row.ts'
import type { EditableColumn } from './InlineCell.tsx'
import { RegisterGrid } from './RegisterGrid.tsx'
import { RegisterToolbar } from './RegisterToolbar.tsx'
import { ThreatDrawer } from './ThreatDrawer.tsx'
import { useGridSelection } from './useGridSelection.ts'

interface RegisterThreatsProps {
  project: string
  rows: readonly GridRow[]
  header: ProjectHeader
  /** Only the threats of one gap are shown. */
  gap: Gap | null
  onGap: (gap: Gap | null) => void
  onExport: (format: ExportFormat) => void
}

/** The grid of threats, with what is known and decided about one of them beside it. */
export function RegisterThreats({ project, rows, header, gap, onGap, onExport }: RegisterThreatsProps) {
  const { t } = useTranslation(['register', 'decisions'])
  const [view, setView] = useState(defaultView)
  const [current, setCurrent] = useState<string | null>(null)
  const [editing, setEditing] = useState<{ threat: string; column: EditableColumn } | null>(null)
  const [order, setOrder] = useState<readonly string[]>([])
  const searchField = useRef<HTMLInputElement>(null)
  const only = useMemo(() => (gap ? new Set(gap.threats) : null), [gap])
  const shown = useMemo(() => filterRows(rows, view.filter, only), [rows, view.filter, only])
  const ids = useMemo(() => shown.map(({ threat }) => threat.id), [shown])
  const selection = useGridSelection(ids, order)
  const open = rows.find((row) => row.threat.id === current)
  function step(by: number) {
    const at = current === null ? -1 : order.indexOf(current)
    const next = order[Math.min(Math.max(at + by, 0), order.length - 1)]
    if (next !== undefined) setCurrent(next)
  }
  const gapName = gap ? t('decisions:gapFilter', { gap: t(`decisions:gap.${gap.rule}`) }) : ''
  const onEdit = useCallback((threat: string, column: EditableColumn | null) => setEditing(column === null ? null : { threat, column }), [])
  const edit = (id: string, label: string, key: string, column: EditableColumn): Command => ({ id, label, keys: [key], disabled: current === null, run: () => current !== null && setEditing({ threat: current, column }) })
  const escape = () => (current === null ? selection.clear() : setCurrent(null))
  useCommands([
    { id: 'next', label: t('next'), keys: ['j', 'arrowdown'], run: () => step(1) },
    { id: 'previous', label: t('previous'), keys: ['k', 'arrowup'], run: () => step(-1) },
    { id: 'close', label: t('closeDetail'), keys: ['escape'], disabled: current === null && selection.selected.size === 0, whileTyping: true, run: escape },
    { id: 'search', label: t('search'), keys: ['/'], run: () => searchField.current?.focus() },
    { id: 'group', label: t('groupBy'), keys: ['g'], run: () => setView((before) => ({ ...before, group: before.group === 'stride' ? 'none' : 'stride' })) },
    { id: 'select', label: t('decisions:select'), keys: ['x'], disabled: current === null, run: () => current !== null && selection.select(current, false) },
    { id: 'select-all', label: t('decisions:selectAllCommand'), keys: ['mod+a'], run: selection.toggleAll },
    edit('edit-title', t('decisions:editTitle'), 'e', 'title'),
    edit('edit-owner', t('decisions:editOwner'), 'o', 'owner'),
    edit('edit-due', t('decisions:editDue'), 'd', 'due'),
    edit('edit-response', t('decisions:editResponse'), 'r', 'response'),
  ])
  return (
    <Box sx={{ display: 'grid', height: '100%', gridTemplateColumns: 'minmax(0, 1fr)', gridTemplateRows: 'auto minmax(0, 1fr)' }}>
      <div>
        <RegisterToolbar project={project} rows={rows} view={view} markerName={header.markerName} treatmentLine={header.treatmentLine} searchField={searchField} onView={setView} onExport={onExport} />
        {gap ? (
          <Box sx={{ px: 4, py: 2, borderBottom: '1px solid', borderColor: 'divider', bgcolor: 'background.paper' }}>
            <Button size="small" variant="outlined" endIcon={<X size={14} />} aria-label={`${gapName}. ${t('decisions:clearGap')}`} onClick={() => onGap(null)}>
              {gapName}
            </Button>
          </Box>
        ) : null}
      </div>
      <Box sx={{ display: 'flex', minHeight: 0 }}>
        <Box sx={{ flex: 1, minWidth: 0, position: 'relative' }}>
          {shown.length === 0 ? (
            <Box sx={{ p: 8, color: 'text.secondary' }}>{t('noMatch')}</Box>
          ) : (
            <RegisterGrid
              project={project}
              rows={shown}
              view={view}
              narrow={open !== undefined}
              current={current}
              selected={selection.selected}
              editing={editing}
              markerName={header.markerName}
              onSort={(sort) => setView({ ...view, sort })}
              onOpen={setCurrent}
              onSelect={selection.select}
              onSelectAll={selection.toggleAll}
              onEdit={onEdit}
              onOrder={setOrder}
            />
          )}
          <BulkBar project={project} selected={selection.list} onClear={selection.clear} />
        </Box>
        {open ? <ThreatDrawer project={project} row={open} header={header} onClose={() => setCurrent(null)} /> : null}
      </Box>
    </Box>
  )
}
