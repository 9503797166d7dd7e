import { useVirtualizer } from '@tanstack/react-virtual'
import { ChevronDown, ChevronRight } from 'lucide-react'
import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { GridColumn, Grouping } from '../../../../shared/domain/register-view.ts'
import type { GridGroup, GridLine } from './grid-order.ts'
import { GroupName } from './GroupName.tsx'
import type { EditableColumn } from './InlineCell.tsx'
import { type LineActions, RegisterLine } from './RegisterLine.tsx'
import { useGridWords } from './useGridWords.ts'

/** In pixels, as in register-grid.css. */
const [headHeight, lineHeight] = [36, 44]

interface GridLinesProps extends LineActions {
  scroller: HTMLDivElement | null
  project: string
  lines: readonly GridLine[]
  group: Grouping
  shown: readonly GridColumn[]
  current: string | null
  selected: ReadonlySet<string>
  editing: { threat: string; column: EditableColumn } | null
  onFold: (group: string) => void
}

/** The lines of the grid that are in sight. Scrolling draws only this anew, and in it only lines that come into sight. */
export function GridLines({ scroller, project, lines, group, shown, current, selected, editing, onFold, ...actions }: GridLinesProps) {
  const words = useGridWords()
  const virtual = useVirtualizer({ count: lines.length, getScrollElement: () => scroller, estimateSize: () => lineHeight, overscan: 6, scrollMargin: headHeight, scrollPaddingStart: headHeight, isScrollingResetDelay: 100, useFlushSync: false })
  const at = useMemo(() => lines.findIndex((line) => line.kind === 'threat' && line.row.threat.id === current), [lines, current])
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' })
  }, [at, virtual])
  return (
    <div role="rowgroup" className="register-grid-body" style={{ height: virtual.getTotalSize() }} {...(virtual.isScrolling ? { 'data-scrolling': true } : {})}>
      {virtual.getVirtualItems().map(({ index, start }) => {
        const line = lines[index]
        if (!line) return null
        const place = { place: index + 2, top: start - headHeight }
        if (line.kind === 'group') return <GroupLine key={line.group.key} {...place} grouping={group} group={line.group} open={line.open} span={shown.length + 1} onFold={onFold} />
        const { id } = line.row.threat
        return <RegisterLine key={id} {...place} {...actions} project={project} row={line.row} shown={shown} words={words} current={id === current} selected={selected.has(id)} editing={editing?.threat === id ? editing.column : null} />
      })}
    </div>
  )
}

interface GroupLineProps {
  place: number
  top: number
  grouping: Grouping
  group: GridGroup
  open: boolean
  span: number
  onFold: (group: string) => void
}

function GroupLine({ place, top, grouping, group, open, span, onFold }: GroupLineProps) {
  const { t } = useTranslation('register')
  const [first] = group.rows
  const Arrow = open ? ChevronDown : ChevronRight
  return (
    <div role="row" className="register-group" aria-rowindex={place} style={{ top }}>
      <div role="gridcell" aria-colspan={span}>
        <button type="button" aria-expanded={open} onClick={() => onFold(group.key)}>
          <Arrow size={16} aria-hidden />
          {first ? <GroupName group={grouping} row={first} /> : null}
          <span className="register-quiet">{t('group', { count: group.rows.length })}</span>
        </button>
      </div>
    </div>
  )
}
