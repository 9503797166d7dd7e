import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { X } from 'lucide-react'
import { useCallback, useDeferredValue, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Gap } from '../../../../shared/domain/completeness.ts'
import type { ProjectHeader } from '../../../../shared/domain/project.ts'
import { defaultView } from '../../../../shared/domain/register-view.ts'
import type { ExportFormat } from '../../../../shared/domain/register.ts'
import { useCommands } from '../../shell/commands.tsx'
import { BulkBar } from './BulkBar.tsx'
import { filterRows, type GridRow } from './grid-row.ts'
import type { EditableColumn } from './InlineCell.tsx'
import { RegisterGrid } from './RegisterGrid.tsx'
import { RegisterToolbar } from './RegisterToolbar.tsx'
import { ThreatDrawer } from '../threat/ThreatDrawer.tsx'
import { useGridCommands } from './useGridCommands.ts'
import { useGridLines } from './useGridLines.ts'
import { useGridSelection } from './useGridSelection.ts'

/** How long a first click waits for a second one. */
const doubleClickMs = 250

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
  const [opened, setOpened] = useState(false)
  const [editing, setEditing] = useState<{ threat: string; column: EditableColumn } | null>(null)
  const searchField = useRef<HTMLInputElement>(null)
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null)
  const drawer = useRef<HTMLElement>(null)
  // Typing comes first; the grid follows.
  const filter = useDeferredValue(view.filter)
  const only = useMemo(() => (gap ? new Set(gap.threats) : null), [gap])
  const shown = useMemo(() => filterRows(rows, filter, only), [rows, filter, only])
  const ids = useMemo(() => shown.map(({ threat }) => threat.id), [shown])
  const { lines, order, fold, foldAll, groupOf } = useGridLines(shown, view)
  const selection = useGridSelection(ids, order)
  const selectedRows = rows.filter(({ threat }) => selection.selected.has(threat.id))
  const open = opened && current !== null ? rows.find((row) => row.threat.id === current) : undefined
  const narrow = open !== undefined
  const gapName = gap ? t('decisions:gapFilter', { gap: t(`decisions:gap.${gap.rule}`) }) : ''
  const opening = useRef(0)
  const onEdit = useCallback((threat: string, column: EditableColumn | null) => {
    clearTimeout(opening.current)
    setEditing(column === null ? null : { threat, column })
  }, [])
  // The drawer takes a third of the grid: opened at the first click of two, it would lie under the second one.
  const onOpen = useCallback((threat: string, mayEdit: boolean) => {
    setCurrent(threat)
    clearTimeout(opening.current)
    if (mayEdit) opening.current = window.setTimeout(() => setOpened(true), doubleClickMs)
    else setOpened(true)
  }, [])
  function closeDrawer() {
    if (drawer.current?.contains(document.activeElement)) scroller?.focus({ preventScroll: true })
    clearTimeout(opening.current)
    setOpened(false)
  }
  function close() {
    if (opened) closeDrawer()
    else if (selection.selected.size > 0) selection.clear()
    else setCurrent(null)
  }
  useCommands(
    useGridCommands({
      current,
      order,
      closable: opened || current !== null || selection.selected.size > 0,
      onCurrent: setCurrent,
      onOpen: () => {
        setOpened(true)
        requestAnimationFrame(() => drawer.current?.focus())
      },
      onClose: close,
      onSearch: () => searchField.current?.focus(),
      onGroup: () => setView((before) => ({ ...before, group: before.group === 'stride' ? 'none' : 'stride' })),
      onFold: () => {
        const group = current === null ? null : groupOf(current)
        if (group !== null) fold(group)
      },
      onFoldAll: foldAll,
      onSelect: (threat) => selection.select(threat, false),
      onSelectAll: selection.toggleAll,
      onEdit,
    }),
  )
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
              scroller={scroller}
              onScroller={setScroller}
              project={project}
              lines={lines}
              view={view}
              narrow={narrow}
              current={current}
              selected={selection.selected}
              allSelected={selection.list.length === ids.length}
              editing={editing}
              markerName={header.markerName}
              onSort={(sort) => setView({ ...view, sort })}
              onOpen={onOpen}
              onSelect={selection.select}
              onSelectAll={selection.toggleAll}
              onFold={fold}
              onEdit={onEdit}
            />
          )}
          <BulkBar
            project={project}
            selected={selection.list}
            above={selectedRows.filter(({ mustTreat }) => mustTreat === true).length}
            undecided={selectedRows.filter(({ threat }) => threat.decision === null).length}
            onClear={selection.clear}
          />
        </Box>
        {open ? <ThreatDrawer project={project} row={open} header={header} place={drawer} onClose={closeDrawer} /> : null}
      </Box>
    </Box>
  )
}
