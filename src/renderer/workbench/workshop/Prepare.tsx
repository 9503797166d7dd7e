import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Collapse from '@mui/material/Collapse'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useMutation } from '@tanstack/react-query'
import { ArrowLeft, ChevronDown, ChevronRight } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { defaultWorkshopSettings } from '../../../shared/domain/workshop.ts'
import type { Threat } from '../../../shared/domain/threat.ts'
import { useApi } from '../api.tsx'
import { useToasts } from '../shell/Toasts.tsx'
import { usePartLabels } from '../threats/parts.ts'
import { type AgendaFilter, type AgendaOrder, agendaThreat, filterAgenda, orderAgenda } from './agenda.ts'
import { AgendaChoice } from './AgendaChoice.tsx'
import { MoreSettings } from './MoreSettings.tsx'
import { WayChoice } from './WayChoice.tsx'

/** Minutes a threat takes, from workshops in practice: voting at once, or one by one. */
const minutesPerThreat = { 'silent-ballot': 1.5, 'before-meeting': 1.5, tables: 1.5, 'one-by-one': 4.5 }

/** A workshop of the project that is not closed; until it is, no other can be opened. */
interface OpenWorkshop {
  name: string
  go: () => void
}

/** Chooses agenda and way of working. With nothing touched it is everything, by STRIDE, as a silent ballot. */
export function Prepare({ project, threats, open, number, onOpened, onBack }: { project: string; threats: readonly Threat[]; open: OpenWorkshop | null; number: number; onOpened: (workshop: string) => void; onBack: (() => void) | null }) {
  const { t } = useTranslation(['workshop', 'common'])
  const api = useApi()
  const toasts = useToasts()
  const labels = usePartLabels(project)
  const [name, setName] = useState(() => t('prepare.defaultName', { number }))
  const [order, setOrder] = useState<AgendaOrder>('stride')
  const [filter, setFilter] = useState<AgendaFilter>({ strides: [], element: null })
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [settings, setSettings] = useState(defaultWorkshopSettings)
  const [more, setMore] = useState(false)
  const all = useMemo(() => threats.map((threat) => agendaThreat(threat, labels)), [threats, labels])
  const shown = useMemo(() => orderAgenda(filterAgenda(all, filter), order), [all, filter, order])
  const agenda = shown.filter((threat) => !left.has(threat.id))
  const create = useMutation({
    mutationFn: async () => {
      const workshop = await api.workshop.create({ project, name: name.trim(), agenda: agenda.map((threat) => threat.id), settings })
      // A computer without any network still runs a workshop, with host seats: the lobby says so.
      await api.workshop.openRoom({ workshop: workshop.id }).catch(toasts.fail)
      return workshop
    },
    onSuccess: (workshop) => onOpened(workshop.id),
    onError: toasts.fail,
  })
  const minutes = Math.max(5, Math.round((agenda.length * minutesPerThreat[settings.way]) / 5) * 5)
  return (
    <Box
      component="form"
      onSubmit={(event) => {
        event.preventDefault()
        create.mutate()
      }}
      sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) 380px', height: '100%' }}
    >
      <Box sx={{ overflow: 'auto', p: 8, pt: 6 }}>
        {onBack ? <Button color="inherit" startIcon={<ArrowLeft size={15} />} onClick={onBack} sx={{ mb: 2, ml: -3, color: 'text.secondary' }}>{t('room.leave')}</Button> : null}
        <Typography variant="h1" sx={{ mb: 1 }}>{t('prepare.title')}</Typography>
        <Typography sx={{ color: 'text.secondary', maxWidth: 620, mb: 6 }}>{t('prepare.text')}</Typography>
        <AgendaChoice all={all} shown={shown} left={left} onLeft={setLeft} filter={filter} onFilter={setFilter} order={order} onOrder={setOrder} />
      </Box>
      <Box sx={{ borderLeft: '1px solid', borderColor: 'divider', bgcolor: 'background.paper', display: 'flex', flexDirection: 'column', minHeight: 0 }}>
        <Box sx={{ flex: 1, overflow: 'auto', p: 6, display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 6, alignContent: 'start' }}>
          <TextField label={t('prepare.name')} value={name} onChange={(event) => setName(event.target.value)} slotProps={{ htmlInput: { maxLength: 200 } }} fullWidth />
          <WayChoice way={settings.way} onWay={(way) => setSettings({ ...settings, way })} />
          <Box>
            <Button color="inherit" startIcon={more ? <ChevronDown size={15} /> : <ChevronRight size={15} />} aria-expanded={more} onClick={() => setMore(!more)} sx={{ ml: -3, color: 'text.secondary' }}>
              {t('prepare.more')}
            </Button>
            <Collapse in={more} unmountOnExit>
              <MoreSettings settings={settings} onSettings={setSettings} />
            </Collapse>
          </Box>
        </Box>
        <Box sx={{ p: 6, borderTop: '1px solid', borderColor: 'divider', display: 'grid', gap: 2 }}>
          {open ? <Alert severity="info" action={<Button color="inherit" size="small" onClick={open.go}>{t('list.goOpen')}</Button>}>{t('list.oneOpen', { name: open.name })}</Alert> : null}
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            <Box component="b" sx={{ color: 'text.primary' }}>{t('prepare.chosen', { count: agenda.length })}.</Box> {t('prepare.estimate', { minutes })}
          </Typography>
          <Button type="submit" variant="contained" size="large" fullWidth disabled={open !== null || agenda.length === 0 || name.trim() === '' || create.isPending}>
            {t('prepare.go')}
          </Button>
          <Typography variant="caption" sx={{ color: 'text.secondary' }}>{t('prepare.fixed')}</Typography>
        </Box>
      </Box>
    </Box>
  )
}
