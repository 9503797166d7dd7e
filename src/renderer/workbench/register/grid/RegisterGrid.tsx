import { ArrowDown, ArrowUp } from 'lucide-react'
import { type KeyboardEvent, useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { GridColumn, RegisterView } from '../../../../shared/domain/register-view.ts'
import { gridTemplate, leastWidth, narrowed } from './grid-columns.ts'
import { type GridLine, nextSort } from './grid-order.ts'
import { GridLines } from './GridLines.tsx'
import type { EditableColumn, LeftBy } from './InlineCell.tsx'
import { lineId } from './RegisterLine.tsx'
import { useColumnName } from './useColumnName.ts'
import './register-grid.css'

interface RegisterGridProps {
  /** The grid's element, which scrolls and takes the focus; null until it is on the page. State, not a ref: the lines measure it, and are on the page before it is. */
  scroller: HTMLDivElement | null
  onScroller: (element: HTMLDivElement | null) => void
  project: string
  lines: readonly GridLine[]
  view: RegisterView
  /** Fewer columns, where a threat's drawer takes the room. */
  narrow: boolean
  current: string | null
  selected: ReadonlySet<string>
  /** Of the threats that a filter lets through. */
  allSelected: boolean
  editing: { threat: string; column: EditableColumn } | null
  markerName: string
  onSort: (sort: RegisterView['sort']) => void
  onOpen: (threat: string, mayEdit: boolean) => void
  onSelect: (threat: string, range: boolean) => void
  onSelectAll: () => void
  onFold: (group: string) => void
  onEdit: (threat: string, column: EditableColumn | null) => void
}

/** The register's grid. It takes the focus as a whole; the arrow keys move the current line in it. */
export function RegisterGrid({ scroller, onScroller, project, lines, view, narrow, current, selected, allSelected, editing, markerName, onSort, onOpen, onSelect, onSelectAll, onFold, onEdit }: RegisterGridProps) {
  const { t } = useTranslation(['register', 'decisions'])
  const shown = useMemo(() => (narrow ? narrowed(view.columns) : view.columns), [narrow, view.columns])
  const style = useMemo(() => ({ height: '100%', '--columns': gridTemplate(shown), '--least': `${leastWidth(shown)}px` }), [shown])
  const onEdited = useCallback(
    (threat: string, next: EditableColumn | null, by: LeftBy) => {
      onEdit(threat, next)
      if (next === null && by !== 'elsewhere') scroller?.focus({ preventScroll: true })
    },
    [onEdit, scroller],
  )
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== ' ' || current === null || event.target !== event.currentTarget) return
    event.preventDefault()
    onSelect(current, false)
  }
  return (
    <div
      ref={onScroller}
      role="grid"
      tabIndex={0}
      className="register-grid"
      style={style}
      onKeyDown={onKeyDown}
      aria-label={t('tab.threats')}
      aria-description={t('decisions:gridHelp')}
      aria-rowcount={lines.length + 1}
      aria-colcount={shown.length + 1}
      aria-multiselectable
      {...(current === null ? {} : { 'aria-activedescendant': lineId(current) })}
    >
      <div role="row" aria-rowindex={1} className="register-grid-head">
        <div role="columnheader" className="register-tick">
          <AllBox all={allSelected} some={selected.size > 0} label={t('decisions:selectAll')} onToggle={onSelectAll} />
        </div>
        {shown.map((column) => (
          <ColumnHead key={column} column={column} markerName={markerName} sort={view.sort} onSort={onSort} />
        ))}
      </div>
      <GridLines scroller={scroller} project={project} lines={lines} group={view.group} shown={shown} current={current} selected={selected} editing={editing} onOpen={onOpen} onSelect={onSelect} onFold={onFold} onEdit={onEdit} onEdited={onEdited} />
    </div>
  )
}

function AllBox({ all, some, label, onToggle }: { all: boolean; some: boolean; label: string; onToggle: () => void }) {
  return (
    <input
      type="checkbox"
      ref={(box) => {
        if (box) box.indeterminate = some && !all
      }}
      checked={all}
      onChange={onToggle}
      aria-label={label}
    />
  )
}

function ColumnHead({ column, markerName, sort, onSort }: { column: GridColumn; markerName: string; sort: RegisterView['sort']; onSort: (sort: RegisterView['sort']) => void }) {
  const name = useColumnName(markerName)(column)
  const sorted = sort.column === column
  const Arrow = sort.descending ? ArrowDown : ArrowUp
  return (
    <div role="columnheader" aria-sort={!sorted ? 'none' : sort.descending ? 'descending' : 'ascending'}>
      <button type="button" onClick={() => onSort(nextSort(sort, column))}>
        {name}
        {sorted ? <Arrow size={13} aria-hidden /> : null}
      </button>
    </div>
  )
}
