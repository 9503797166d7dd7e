import Box from '@mui/material/Box'
import Checkbox from '@mui/material/Checkbox'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { GripVertical } from 'lucide-react'
import type { DragEvent, KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { WorkshopTable } from '../../../../shared/domain/workshop.ts'
import { StrideBadge } from '../../../ui/StrideBadge.tsx'
import type { AgendaThreat } from './agenda.ts'

interface Props {
  threat: AgendaThreat
  checked: boolean
  onToggle: () => void
  onMove: (by: 1 | -1) => void
  /** Where something that is dragged would land: right above this line. */
  target: boolean
  dragged: boolean
  drag: { start: () => void; over: (below: boolean) => void; drop: () => void; end: () => void }
  /** Its table, where the agenda is sliced. */
  tables: readonly WorkshopTable[]
  onTable: (table: string) => void
}

function TableSelect({ threat, tables, onTable }: Pick<Props, 'threat' | 'tables' | 'onTable'>) {
  const { t } = useTranslation('prepare')
  const own = tables.find((table) => table.items.includes(threat.id))
  return (
    <TextField
      select
      variant="standard"
      value={own?.id ?? ''}
      onChange={(event) => onTable(event.target.value)}
      slotProps={{ select: { native: true }, htmlInput: { 'aria-label': t('tables.of', { id: threat.displayId }) } }}
      sx={{ width: 108, '& select': { fontSize: 13, py: 0.5 } }}
    >
      {own ? null : <option value="" />}
      {tables.map((table) => <option key={table.id} value={table.id}>{table.name}</option>)}
    </TextField>
  )
}

/** One threat of the agenda: in or out, at its place, at its table. */
export function AgendaLine({ threat, checked, onToggle, onMove, target, dragged, drag, tables, onTable }: Props) {
  const { t } = useTranslation(['workshop', 'common', 'prepare'])
  function onKeyDown(event: KeyboardEvent) {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    onMove(event.key === 'ArrowUp' ? -1 : 1)
  }
  function onDragOver(event: DragEvent<HTMLElement>) {
    event.preventDefault()
    const box = event.currentTarget.getBoundingClientRect()
    drag.over(event.clientY > box.top + box.height / 2)
  }
  return (
    <Box
      data-agenda={threat.displayId}
      draggable
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move'
        event.dataTransfer.setData('text/plain', threat.displayId)
        drag.start()
      }}
      onDragOver={onDragOver}
      onDrop={(event) => {
        event.preventDefault()
        drag.drop()
      }}
      onDragEnd={drag.end}
      onKeyDown={onKeyDown}
      sx={{ position: 'relative', display: 'flex', alignItems: 'center', borderBottom: '1px solid', borderColor: 'divider', opacity: dragged ? 0.35 : 1, '&:last-child': { borderBottom: 0 }, '&:hover': { bgcolor: 'action.hover' }, ...(target ? { '&::before': { content: '""', position: 'absolute', top: -2, left: 0, right: 0, height: 3, bgcolor: 'primary.main', zIndex: 1 } } : {}) }}
    >
      <Box title={t('prepare:agenda.drag')} sx={{ cursor: 'grab', color: 'text.disabled', display: 'inline-flex', pl: 2 }}><GripVertical size={15} aria-hidden /></Box>
      <Box component="label" sx={{ flex: 1, minWidth: 0, display: 'grid', gridTemplateColumns: '32px 60px auto minmax(0, 1fr) auto', alignItems: 'center', gap: 2, pr: 3, pl: 1, py: 1, cursor: 'pointer', opacity: checked ? 1 : 0.6 }}>
        <Checkbox size="small" checked={checked} onChange={onToggle} slotProps={{ input: { 'aria-keyshortcuts': 'Alt+ArrowUp Alt+ArrowDown' } }} sx={{ p: 1 }} />
        <Typography sx={{ fontWeight: 650 }}>{threat.displayId}</Typography>
        <Box sx={{ display: 'flex', gap: 1, minWidth: 48 }}>{threat.stride.map((category) => <StrideBadge key={category} category={category} label={t(`common:stride.${category}`)} />)}</Box>
        <Typography noWrap>{threat.title}</Typography>
        <Typography variant="body2" noWrap sx={{ color: 'text.secondary', maxWidth: 240 }}>
          {[threat.elements.join(', '), threat.possible ? t('prepare.possible') : '', threat.settled ? t('prepare.done') : ''].filter((part) => part !== '').join(' · ')}
        </Typography>
      </Box>
      {tables.length > 0 ? <Box sx={{ pr: 3, width: 120, flex: 'none' }}>{checked ? <TableSelect threat={threat} tables={tables} onTable={onTable} /> : null}</Box> : null}
    </Box>
  )
}
