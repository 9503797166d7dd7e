import { memo, type MouseEvent } from 'react'
import type { GridColumn } from '../../../../shared/domain/register-view.ts'
import { gridCell } from './grid-cell.tsx'
import { isText } from './grid-columns.ts'
import type { GridRow } from './grid-row.ts'
import { editable, type EditableColumn, InlineCell, type LeftBy } from './InlineCell.tsx'
import type { GridWords } from './useGridWords.ts'

/** The id that a threat's line has on the page. */
export function lineId(threat: string): string {
  return `line-${threat}`
}

/** What a line tells the grid. */
export interface LineActions {
  /** `mayEdit`: the cell that was clicked can be edited, if another click follows. */
  onOpen: (threat: string, mayEdit: boolean) => void
  /** `range`: everything from the last one that was selected to this one. */
  onSelect: (threat: string, range: boolean) => void
  onEdit: (threat: string, column: EditableColumn) => void
  /** `by`: whether the hands stay in the grid. */
  onEdited: (threat: string, next: EditableColumn | null, by: LeftBy) => void
}

interface RegisterLineProps extends LineActions {
  project: string
  row: GridRow
  shown: readonly GridColumn[]
  words: GridWords
  /** Where it stands in the grid, from 1; the heads are the first row. */
  place: number
  /** Pixels from the top of the grid's body. */
  top: number
  current: boolean
  selected: boolean
  /** The cell of this row that is being edited. */
  editing: EditableColumn | null
}

/** One threat in the register. */
export const RegisterLine = memo(function RegisterLine({ project, row, shown, words, place, top, current, selected, editing, onOpen, onSelect, onEdit, onEdited }: RegisterLineProps) {
  const { id, displayId } = row.threat
  function click(event: MouseEvent) {
    if (event.detail > 1) return
    if (event.ctrlKey || event.metaKey || event.shiftKey) onSelect(id, event.shiftKey)
    else onOpen(id, columnUnder(event, shown) !== null)
  }
  function doubleClick(event: MouseEvent) {
    const column = columnUnder(event, shown)
    if (column !== null) onEdit(id, column)
  }
  function leave(column: EditableColumn, by: LeftBy) {
    const all = shown.flatMap((one) => editable(one) ?? [])
    const next = by === 'next' || by === 'previous' ? all[all.indexOf(column) + (by === 'next' ? 1 : -1)] : undefined
    onEdited(id, next ?? null, by)
  }
  return (
    <div
      role="row"
      id={lineId(id)}
      className="register-line"
      style={{ top }}
      data-threat={displayId}
      aria-rowindex={place}
      aria-selected={selected}
      {...(current ? { 'aria-current': true } : {})}
      onClick={click}
      onDoubleClick={doubleClick}
    >
      <div role="gridcell" className="register-tick" onDoubleClick={(event) => event.stopPropagation()}>
        <input
          type="checkbox"
          checked={selected}
          readOnly
          tabIndex={current ? 0 : -1}
          aria-label={words.select(displayId)}
          onClick={(event) => {
            event.stopPropagation()
            onSelect(id, event.shiftKey)
          }}
        />
      </div>
      {shown.map((column) => (
        <div key={column} role="gridcell" {...(isText(column) ? { className: 'register-text' } : {})}>
          {editing !== null && editing === column ? <InlineCell project={project} row={row} column={editing} onDone={(by) => leave(editing, by)} /> : gridCell(row, column, words)}
        </div>
      ))}
    </div>
  )
})

/** The column of the cell under the pointer, where it can be changed. */
function columnUnder(event: MouseEvent, shown: readonly GridColumn[]): EditableColumn | null {
  const cells = [...event.currentTarget.children]
  const at = cells.findIndex((cell) => event.target instanceof Node && cell.contains(event.target))
  return editable(shown[at - 1])
}
