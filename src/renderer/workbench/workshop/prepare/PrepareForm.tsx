import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Collapse from '@mui/material/Collapse'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { ArrowLeft, ChevronDown, ChevronRight, RotateCcw } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { v7 } from 'uuid'
import type { Threat } from '../../../../shared/domain/threat.ts'
import { defaultWorkshopSettings, type WorkshopSettings } from '../../../../shared/domain/workshop.ts'
import { usePartLabels } from '../../threats/parts.ts'
import { agendaThreat, filterAgenda, noFilter, orderAgenda } from './agenda.ts'
import { AgendaChoice } from './AgendaChoice.tsx'
import { type Draft, forgetDraft, freshDraft, rememberDraft } from './draft.ts'
import { minutesFor } from './estimate.ts'
import { MoreSettings } from './MoreSettings.tsx'
import type { OpenWorkshop } from './open-workshop.ts'
import { Switchable } from './Setting.tsx'
import { fittedTables, movedToTable, slicedTables, tablesReady } from './slices.ts'
import { TableSettings } from './TableSettings.tsx'
import { useOpenWorkshop } from './useOpenWorkshop.ts'
import { WayChoice } from './WayChoice.tsx'

interface Props {
  project: string
  threats: readonly Threat[]
  open: OpenWorkshop | null
  number: number
  onOpened: (workshop: string) => void
  onBack: (() => void) | null
  start: Draft
  /** The workshop whose settings these are; null where they are not. */
  like: string | null
}

/** Whether the settings are the ones that nobody chose. */
function isDefault(settings: WorkshopSettings, practise: boolean): boolean {
  return !practise && JSON.stringify({ ...settings, tables: [] }) === JSON.stringify(defaultWorkshopSettings)
}

/** Chooses agenda, way of working and rules. With nothing touched it is everything, by STRIDE, as a silent ballot. */
export function PrepareForm({ project, threats, open, number, onOpened, onBack, ...from }: Props) {
  const { t } = useTranslation(['workshop', 'common', 'prepare'])
  const labels = usePartLabels(project)
  // Where it began; what is remembered meanwhile does not begin it anew.
  const [{ start, like }] = useState(from)
  const [draft, setDraft] = useState(start)
  const [filter, setFilter] = useState(noFilter)
  const [more, setMore] = useState(false)
  const { settings, practise } = draft
  const set = (part: Partial<Draft>) => setDraft((now) => ({ ...now, ...part }))
  const defaultName = t('prepare.defaultName', { number })
  const all = useMemo(() => orderAgenda(threats.map((threat) => agendaThreat(threat, labels)), draft.order, draft.hand), [threats, labels, draft.order, draft.hand])
  const shown = useMemo(() => filterAgenda(all, filter), [all, filter])
  const left = useMemo(() => new Set(draft.left), [draft.left])
  const agenda = shown.filter((threat) => !left.has(threat.id)).map((threat) => threat.id)
  const atTables = settings.way === 'tables'
  const tables = atTables ? fittedTables(settings.tables, agenda) : []
  const canPractise = settings.way !== 'before-meeting'
  const { open: openRoom, opening } = useOpenWorkshop(project, (workshop) => {
    forgetDraft(project)
    onOpened(workshop)
  })
  useEffect(() => {
    if (draft !== start) rememberDraft(project, draft)
  }, [project, draft, start])

  function setTables(next: WorkshopSettings['tables']) {
    set({ settings: { ...settings, tables: next } })
  }
  function setWay(way: WorkshopSettings['way']) {
    const known = settings.tables.length >= 2 ? settings.tables : [1, 2].map((place) => ({ id: v7(), name: t('prepare:tables.name', { number: place }), items: [] }))
    const fresh = known.every((table) => table.items.length === 0)
    set({ settings: { ...settings, way, tables: way === 'tables' && fresh ? slicedTables(known, agenda) : known } })
  }
  const name = draft.name.trim() || defaultName
  const ready = open === null && agenda.length > 0 && !opening && (!atTables || tablesReady(tables)) && settings.roles.every((role) => role.name.trim() !== '')

  return (
    <Box
      component="form"
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) openRoom({ name, agenda, settings: { ...settings, tables }, practise: practise && canPractise })
      }}
      sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) 380px', height: '100%' }}
    >
      <Box sx={{ overflow: 'auto', p: 8, pt: 6, position: 'relative' }}>
        {onBack ? <Button color="inherit" startIcon={<ArrowLeft size={15} />} onClick={onBack} sx={{ mb: 2, ml: -3, color: 'text.secondary' }}>{t('room.leave')}</Button> : null}
        <Typography variant="h1" sx={{ mb: 1 }}>{t('prepare.title')}</Typography>
        <Typography sx={{ color: 'text.secondary', maxWidth: 620, mb: 6 }}>{t('prepare.text')}</Typography>
        {atTables ? <TableSettings tables={tables} agenda={agenda} onTables={setTables} /> : null}
        <AgendaChoice
          all={all}
          shown={shown}
          left={left}
          onLeft={(ids) => set({ left: ids })}
          filter={filter}
          onFilter={setFilter}
          order={draft.order}
          onOrder={(order) => set(order === 'hand' && draft.hand.length === 0 ? { order, hand: all.map((threat) => threat.id) } : { order })}
          onHand={(hand) => set({ order: 'hand', hand })}
          tables={tables}
          onTable={(item, table) => setTables(movedToTable(tables, agenda, item, table))}
        />
      </Box>
      <Box sx={{ borderLeft: '1px solid', borderColor: 'divider', bgcolor: 'background.paper', display: 'flex', flexDirection: 'column', minHeight: 0 }}>
        <Box sx={{ flex: 1, overflow: 'auto', p: 6, display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 6, alignContent: 'start' }}>
          <TextField label={t('prepare.name')} value={draft.name} placeholder={defaultName} onChange={(event) => set({ name: event.target.value })} slotProps={{ htmlInput: { maxLength: 200 }, inputLabel: { shrink: true } }} fullWidth />
          <WayChoice way={settings.way} onWay={setWay} />
          <Switchable label={t('prepare:practice.label')} help={t(canPractise ? 'prepare:practice.help' : 'prepare:practice.notBefore')} checked={practise && canPractise} disabled={!canPractise} onChecked={(on) => set({ practise: on })} />
          {isDefault(settings, practise) ? null : (
            <Box sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
              <Typography variant="body2" sx={{ flex: 1, color: 'text.secondary' }}>{like === null ? t('prepare:own') : t('prepare:like', { name: like })}</Typography>
              <Button color="inherit" size="small" startIcon={<RotateCcw size={14} />} onClick={() => set({ settings: { ...freshDraft.settings, tables: settings.tables }, practise: false })}>{t('prepare:defaults')}</Button>
            </Box>
          )}
          <Box>
            <Button color="inherit" startIcon={more ? <ChevronDown size={15} /> : <ChevronRight size={15} />} aria-expanded={more} onClick={() => setMore(!more)} sx={{ ml: -3, color: 'text.secondary' }}>
              {t('prepare.more')}
            </Button>
            <Collapse in={more} unmountOnExit>
              <MoreSettings settings={settings} onSettings={(next) => set({ settings: next })} />
            </Collapse>
          </Box>
        </Box>
        <Box sx={{ p: 6, borderTop: '1px solid', borderColor: 'divider', display: 'grid', gap: 2 }}>
          {open ? <Alert severity="info" action={<Button color="inherit" size="small" onClick={open.go}>{t('list.goOpen')}</Button>}>{t('list.oneOpen', { name: open.name })}</Alert> : null}
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            <Box component="b" sx={{ color: 'text.primary' }}>{t('prepare.chosen', { count: agenda.length })}.</Box> {t('prepare.estimate', { minutes: minutesFor(settings.way, agenda.length, tables, practise && canPractise) })}
          </Typography>
          <Button type="submit" variant="contained" size="large" fullWidth disabled={!ready}>{t('prepare.go')}</Button>
          <Typography variant="caption" sx={{ color: 'text.secondary' }}>{t(settings.way === 'before-meeting' ? 'prepare:fixedBefore' : 'prepare:fixed')}</Typography>
        </Box>
      </Box>
    </Box>
  )
}
