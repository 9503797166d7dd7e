import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { ArrowLeft, MonitorUp, Play } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { FacilitatorView } from '../../../shared/domain/workshop.ts'
import { useApi } from '../api.tsx'
import { openWindow } from '../open-window.ts'
import { useCommands } from '../shell/commands.tsx'
import { EntryTools } from './entry/EntryTools.tsx'
import { KeyButton } from './KeyButton.tsx'
import { isBallot, openingCommands, practiceOf, sendAll } from './opening.ts'
import { RoomCard } from './RoomCard.tsx'
import { SeatList } from './SeatList.tsx'
import type { Send } from './send.ts'

/** Before the start: how to get in, and who is here. */
export function Lobby({ project, view, send, onLeave }: { project: string; view: FacilitatorView; send: Send; onLeave: () => void }) {
  const { t } = useTranslation(['workshop', 'prepare', 'entry'])
  const api = useApi()
  const silent = isBallot(view.settings.way)
  const practise = practiceOf(view) !== null
  const threats = view.items.filter((item) => !item.practice)
  const begin = () => void sendAll(send, [{ type: 'start' }, ...openingCommands(view)])
  useCommands([
    { id: 'start', label: t('lobby.start'), keys: ['shift+enter'], run: begin },
    { id: 'present', label: t('room.present'), keys: ['mod+p'], run: () => void openWindow(api, `/present/${view.id}`) },
  ])
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) 340px', height: '100%' }}>
      <Box sx={{ overflow: 'auto', p: 8, pt: 6, display: 'grid', alignContent: 'start', gap: 6 }}>
        <Box>
          <Button color="inherit" startIcon={<ArrowLeft size={15} />} onClick={onLeave} sx={{ ml: -3, mb: 2, color: 'text.secondary' }}>{t('room.leave')}</Button>
          <Typography sx={{ color: 'text.secondary' }}>{view.name}</Typography>
          <Typography variant="h1" sx={{ mb: 1 }}>{t('lobby.title')}</Typography>
          <Typography sx={{ color: 'text.secondary' }}>{t('lobby.scan')}</Typography>
        </Box>
        <RoomCard project={project} view={view} send={send} />
        <Box sx={{ display: 'flex', gap: 3, alignItems: 'center' }}>
          <KeyButton keyName="⇧↵" variant="contained" size="large" startIcon={<Play size={17} />} onClick={begin}>{t(practise ? 'prepare:practice.start' : silent ? 'lobby.startSilent' : 'lobby.start')}</KeyButton>
          <Button variant="outlined" size="large" startIcon={<MonitorUp size={17} />} onClick={() => void openWindow(api, `/present/${view.id}`)}>{t('room.present')}</Button>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>{view.settings.tables.length > 0 ? t('prepare:tables.start', { count: threats.length, tables: view.settings.tables.length }) : t(silent ? 'lobby.startText' : 'lobby.startTextOne', { count: threats.length })}</Typography>
        </Box>
        <Box sx={{ display: 'grid', gap: 3 }}>
          <Typography variant="body2" sx={{ color: 'text.secondary', maxWidth: 560 }}>{t('entry:toolsText')}</Typography>
          <Box sx={{ display: 'flex', gap: 3, flexWrap: 'wrap' }}><EntryTools view={view} open /></Box>
        </Box>
      </Box>
      <Box sx={{ borderLeft: '1px solid', borderColor: 'divider', bgcolor: 'background.paper', overflow: 'auto', p: 5 }}>
        <SeatList view={view} send={send} round={null} />
      </Box>
    </Box>
  )
}
