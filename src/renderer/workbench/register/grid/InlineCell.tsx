import { type ChangeEvent, type FocusEvent, type KeyboardEvent, type MouseEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Response, responses } from '../../../../shared/domain/decision.ts'
import { PlainDate } from '../../../../shared/domain/id.ts'
import type { GridColumn } from '../../../../shared/domain/register-view.ts'
import type { Threat } from '../../../../shared/domain/threat.ts'
import { type GridRow, todayHere } from './grid-row.ts'
import { useColumnName } from './useColumnName.ts'
import { useDecisions } from '../useDecisions.ts'

const editableColumns = ['title', 'response', 'riskOwner', 'owner', 'due', 'approver', 'decidedOn', 'expires'] as const
export type EditableColumn = (typeof editableColumns)[number]

/** The column, where its cells can be changed in the grid. */
export function editable(column: GridColumn | undefined): EditableColumn | null {
  return editableColumns.find((one) => one === column) ?? null
}

/** How a cell was left: by a key, to the next or the previous one that can be changed, or by going elsewhere. */
export type LeftBy = 'key' | 'next' | 'previous' | 'elsewhere'

/** A cell that is being edited: Enter, Tab or leaving it saves, Escape leaves it as it was. */
export function InlineCell({ project, row, column, onDone }: { project: string; row: GridRow; column: EditableColumn; onDone: (by: LeftBy) => void }) {
  const { t } = useTranslation(['decisions', 'register'])
  const nameOf = useColumnName('')
  const { decide, edit } = useDecisions(project)
  const { threat } = row
  const saved = savedText(threat, column)
  // What is saved comes in late, also what was typed here a moment ago: it shows until somebody types, and leaving what nobody touched changes nothing.
  const [typed, setTyped] = useState<string | null>(null)
  const text = typed ?? saved
  // Leaving by a key moves the focus, and so leaves once more.
  const left = useRef(false)
  function leave(by: LeftBy, field: HTMLInputElement | HTMLSelectElement, keep: boolean) {
    if (left.current) return
    left.current = true
    onDone(by)
    // Half a day is no day, and no wish to have none either.
    if (keep && typed !== null && !field.validity.badInput && typed.trim() !== saved) save(typed.trim())
  }
  function save(value: string) {
    const response = Response.safeParse(value)
    if (column === 'title') {
      if (value !== '') edit(threat.id, { title: value })
    } else if (column === 'response') {
      if (response.success) decide([threat.id], { response: response.data, decidedOn: todayHere() })
    } else if (column === 'owner' || column === 'riskOwner' || column === 'approver') decide([threat.id], { [column]: value })
    else if (value === '' || PlainDate.safeParse(value).success) decide([threat.id], { [column]: value === '' ? null : value })
  }
  const shared = {
    autoFocus: true,
    className: 'register-field',
    value: text,
    'aria-label': t('editCell', { column: nameOf(column), id: threat.displayId }),
    onClick: (event: MouseEvent) => event.stopPropagation(),
    onDoubleClick: (event: MouseEvent) => event.stopPropagation(),
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLSelectElement>) => setTyped(event.target.value),
    onBlur: (event: FocusEvent<HTMLInputElement | HTMLSelectElement>) => leave('elsewhere', event.currentTarget, true),
    onKeyDown: (event: KeyboardEvent<HTMLInputElement | HTMLSelectElement>) => {
      if (event.key !== 'Enter' && event.key !== 'Escape' && event.key !== 'Tab') return
      event.stopPropagation()
      event.preventDefault()
      const by = event.key === 'Tab' ? (event.shiftKey ? 'previous' : 'next') : 'key'
      leave(by, event.currentTarget, event.key !== 'Escape')
    },
  }
  if (column !== 'response') return <input type={column === 'due' || column === 'decidedOn' || column === 'expires' ? 'date' : 'text'} {...shared} />
  return (
    <select {...shared}>
      {text === '' ? <option value="">{t('register:response.none')}</option> : null}
      {responses.map((response) => (
        <option key={response} value={response}>
          {t(`register:response.${response}`)}
        </option>
      ))}
    </select>
  )
}

function savedText({ title, decision }: Threat, column: EditableColumn): string {
  return (column === 'title' ? title : decision?.[column]) ?? ''
}
