import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import Typography from '@mui/material/Typography'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WorkshopTable } from '../../../../shared/domain/workshop.ts'
import { type AgendaFilter, type AgendaOrder, agendaOrders, type AgendaThreat, movedBy, placedBefore } from './agenda.ts'
import { AgendaFilters } from './AgendaFilters.tsx'
import { AgendaLine } from './AgendaLine.tsx'

interface Props {
  /** Every threat, in the agenda's order. */
  all: readonly AgendaThreat[]
  /** What of them the filter lets through. */
  shown: readonly AgendaThreat[]
  left: ReadonlySet<string>
  onLeft: (left: string[]) => void
  filter: AgendaFilter
  onFilter: (filter: AgendaFilter) => void
  order: AgendaOrder
  onOrder: (order: AgendaOrder) => void
  /** A new order by hand, of all threats. */
  onHand: (ids: string[]) => void
  tables: readonly WorkshopTable[]
  onTable: (item: string, table: string) => void
}

/** A threat that moves takes the focus along. */
function useFocusAfterMove(): { list: React.RefObject<HTMLDivElement | null>; keep: (displayId: string) => void } {
  const list = useRef<HTMLDivElement>(null)
  const wanted = useRef<string | null>(null)
  useEffect(() => {
    if (wanted.current === null) return
    const line = [...(list.current?.querySelectorAll('[data-agenda]') ?? [])].find((element) => element.getAttribute('data-agenda') === wanted.current)
    const box = line?.querySelector('input')
    if (box && box !== document.activeElement) box.focus()
    line?.scrollIntoView({ block: 'nearest' })
    wanted.current = null
  })
  return { list, keep: (displayId) => (wanted.current = displayId) }
}

/** The agenda: what the filter shows, less what was taken out by hand; by STRIDE, by element, or as it was dragged. */
export function AgendaChoice({ all, shown, left, onLeft, filter, onFilter, order, onOrder, onHand, tables, onTable }: Props) {
  const { t } = useTranslation(['workshop', 'prepare'])
  const { list, keep } = useFocusAfterMove()
  const [drag, setDrag] = useState<{ id: string; before: string | null } | null>(null)
  const [said, setSaid] = useState('')
  const chosen = shown.filter((threat) => !left.has(threat.id)).length
  const ids = all.map((threat) => threat.id)
  const shownIds = shown.map((threat) => threat.id)

  function take(threats: readonly AgendaThreat[], taken: boolean) {
    const next = new Set(left)
    for (const threat of threats) {
      if (taken) next.delete(threat.id)
      else next.add(threat.id)
    }
    onLeft([...next])
  }
  function move(threat: AgendaThreat, by: 1 | -1) {
    const moved = movedBy(ids, shownIds, threat.id, by)
    keep(threat.displayId)
    onHand(moved)
    const place = moved.filter((id) => shownIds.includes(id)).indexOf(threat.id) + 1
    setSaid(t('prepare:agenda.moved', { id: threat.displayId, place, all: shown.length }))
  }
  function drop() {
    if (drag) onHand(placedBefore(ids, drag.id, drag.before))
    setDrag(null)
  }

  return (
    <Box component="section" aria-label={t('prepare.agenda')}>
      <AgendaFilters all={all} filter={filter} onFilter={onFilter} />
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, mb: 1 }}>
        <Typography variant="h3">{t('prepare.agenda')}</Typography>
        <Typography sx={{ color: 'text.secondary', flex: 1 }}>{t('prepare.chosen', { count: chosen })}</Typography>
        <Button color="inherit" onClick={() => take(shown, true)} disabled={chosen === shown.length}>{t('prepare.all')}</Button>
        <Button color="inherit" onClick={() => take(shown, false)} disabled={chosen === 0}>{t('prepare.none')}</Button>
        <ToggleButtonGroup exclusive size="small" value={order} onChange={(_, value: AgendaOrder | null) => value && onOrder(value)} aria-label={t('prepare.order')}>
          {agendaOrders.map((own) => <ToggleButton key={own} value={own}>{t(`prepare:order.${own}`)}</ToggleButton>)}
        </ToggleButtonGroup>
      </Box>
      <Typography variant="caption" component="p" sx={{ color: 'text.secondary', mb: 2 }}>{t('prepare:agenda.help')}</Typography>
      <Box ref={list} sx={{ border: '1px solid', borderColor: 'divider', borderRadius: '10px', bgcolor: 'background.paper', overflow: 'hidden' }}>
        {shown.map((threat, place) => (
          <AgendaLine
            key={threat.id}
            threat={threat}
            checked={!left.has(threat.id)}
            onToggle={() => take([threat], left.has(threat.id))}
            onMove={(by) => move(threat, by)}
            target={drag !== null && drag.before === threat.id && drag.id !== threat.id}
            dragged={drag?.id === threat.id}
            drag={{
              start: () => setDrag({ id: threat.id, before: threat.id }),
              over: (below) => setDrag((now) => now && { ...now, before: below ? (shown[place + 1]?.id ?? null) : threat.id }),
              drop,
              end: () => setDrag(null),
            }}
            tables={tables}
            onTable={(table) => onTable(threat.id, table)}
          />
        ))}
        {shown.length === 0 ? <Typography sx={{ p: 5, color: 'text.secondary', textAlign: 'center' }}>{t('prepare.nothing')}</Typography> : null}
      </Box>
      <Box role="status" sx={{ position: 'absolute', width: 1, height: 1, overflow: 'hidden', clip: 'rect(0 0 0 0)' }}>{said}</Box>
    </Box>
  )
}
