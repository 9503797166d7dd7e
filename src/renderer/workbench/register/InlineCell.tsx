import Box from '@mui/material/Box'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Response, responses } from '../../../shared/domain/decision.ts'
import { PlainDate } from '../../../shared/domain/id.ts'
import type { GridRow } from './grid-row.ts'
import { useDecisions } from './useDecisions.ts'

export const editableColumns = ['title', 'owner', 'due', 'response'] as const
export type EditableColumn = (typeof editableColumns)[number]

const field = { width: '100%', height: 30, px: 2, border: '1px solid', borderColor: 'primary.main', borderRadius: '6px', bgcolor: 'background.paper', color: 'text.primary', fontSize: 14 } as const

/** A cell that is being edited: Enter or leaving it saves, Escape leaves it as it was. */
export function InlineCell({ project, row, column, onDone }: { project: string; row: GridRow; column: EditableColumn; onDone: () => void }) {
  const { t } = useTranslation(['decisions', 'register'])
  const { decide, edit } = useDecisions(project)
  const { threat } = row
  const saved = { title: threat.title, owner: threat.decision?.owner ?? '', due: threat.decision?.due ?? '', response: threat.decision?.response ?? '' }[column]
  const [text, setText] = useState(saved)
  function save(value: string) {
    onDone()
    if (value === saved) return
    if (column === 'title' && value.trim() !== '') edit(threat.id, { title: value.trim() })
    if (column === 'owner') decide([threat.id], { owner: value.trim() })
    if (column === 'due' && (value === '' || PlainDate.safeParse(value).success)) decide([threat.id], { due: value === '' ? null : value })
    const response = Response.safeParse(value)
    if (column === 'response' && response.success) decide([threat.id], { response: response.data })
  }
  const shared = {
    autoFocus: true,
    value: text,
    'aria-label': t('editCell', { column: t(`register:column.${column}`), id: threat.displayId }),
    onClick: (event: React.MouseEvent) => event.stopPropagation(),
    onBlur: () => save(text),
    onKeyDown: (event: React.KeyboardEvent) => {
      if (event.key !== 'Enter' && event.key !== 'Escape') return
      event.stopPropagation()
      event.preventDefault()
      if (event.key === 'Enter') save(text)
      else onDone()
    },
  }
  if (column === 'response') {
    return (
      <Box component="select" sx={field} {...shared} onChange={(event) => setText(event.target.value)}>
        {text === '' ? <option value="">{t('register:response.none')}</option> : null}
        {responses.map((response) => (
          <option key={response} value={response}>
            {t(`register:response.${response}`)}
          </option>
        ))}
      </Box>
    )
  }
  return <Box component="input" type={column === 'due' ? 'date' : 'text'} sx={field} {...shared} onChange={(event) => setText(event.target.value)} />
}
