import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { ArrowLeft, ListTree, Play } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { FacilitatorView } from '../../../shared/domain/workshop.ts'
import { useCommands } from '../shell/commands.tsx'
import { KeyButton } from './KeyButton.tsx'
import { ballotOf } from './opening.ts'
import { RoomCard } from './RoomCard.tsx'
import { SeatList } from './SeatList.tsx'
import type { Send } from './send.ts'

interface Props {
  project: string
  view: FacilitatorView
  send: Send
  onLeave: () => void
  /** To the desk, with nothing revealed yet. */
  onDesk: () => void
}

/** People vote at home: who is done, never what. It ends when people meet, and everything is revealed at once. */
export function BeforeMeeting({ project, view, send, onLeave, onDesk }: Props) {
  const { t } = useTranslation(['workshop', 'prepare'])
  const open = view.items.filter((item) => item.phase === 'open').map((item) => item.id)
  const ballots = view.seats.filter((seat) => !seat.removed).map((seat) => ballotOf(view, seat.id))
  const done = ballots.filter((ballot) => ballot.all > 0 && ballot.done === ballot.all).length
  const meet = () => void send({ type: 'reveal', items: open })
  useCommands([{ id: 'meet', label: t('prepare:before.start', { count: open.length }), keys: ['shift+enter'], run: meet }])
  return (
    <Box data-before-meeting sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) 340px', height: '100%' }}>
      <Box sx={{ overflow: 'auto', p: 8, pt: 6, display: 'grid', alignContent: 'start', gap: 6 }}>
        <Box>
          <Button color="inherit" startIcon={<ArrowLeft size={15} />} onClick={onLeave} sx={{ ml: -3, mb: 2, color: 'text.secondary' }}>{t('room.leave')}</Button>
          <Typography sx={{ color: 'text.secondary' }}>{view.name}</Typography>
          <Typography variant="h1" sx={{ mb: 1 }}>{t('prepare:before.title')}</Typography>
          <Typography sx={{ maxWidth: 620 }}>{t('prepare:before.text')}</Typography>
        </Box>
        <RoomCard project={project} view={view} send={send} />
        <Typography role="status" sx={{ fontWeight: 650, fontSize: 16 }}>{t('prepare:before.done', { done, count: ballots.length })}</Typography>
        <Box sx={{ display: 'flex', gap: 3, alignItems: 'center', flexWrap: 'wrap' }}>
          <KeyButton keyName="⇧↵" variant="contained" size="large" startIcon={<Play size={17} />} disabled={open.length === 0} onClick={meet}>{t('prepare:before.start', { count: open.length })}</KeyButton>
          <Button variant="outlined" size="large" startIcon={<ListTree size={17} />} onClick={onDesk}>{t('prepare:before.desk')}</Button>
        </Box>
      </Box>
      <Box sx={{ borderLeft: '1px solid', borderColor: 'divider', bgcolor: 'background.paper', overflow: 'auto', p: 5 }}>
        <SeatList view={view} send={send} round={null} note={(seat) => t('prepare:before.seat', ballotOf(view, seat.id))} />
      </Box>
    </Box>
  )
}
