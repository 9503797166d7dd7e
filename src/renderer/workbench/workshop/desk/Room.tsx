import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { WifiOff } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Afterwards } from '../after/Afterwards.tsx'
import { BeforeMeeting } from '../BeforeMeeting.tsx'
import { Lobby } from '../Lobby.tsx'
import { RoomDoor } from '../network/RoomDoor.tsx'
import { isGathering } from '../opening.ts'
import { RunningRoom } from './RunningRoom.tsx'
import { useWorkshop } from '../useWorkshop.ts'

/** One workshop, live: the lobby until it starts, then the work. */
export function Room({ project, workshop, onLeave }: { project: string; workshop: string; onLeave: () => void }) {
  const { t } = useTranslation('workshop')
  const { view, lost, send } = useWorkshop(workshop)
  /** A workshop that is over opens on what it leaves behind, one that runs on the desk; either shows the other when asked. */
  const [chosen, setChosen] = useState<{ place: 'summary' | 'desk'; over: boolean } | null>(null)
  const over = view?.phase === 'closed'
  const place = chosen?.over === over ? chosen.place : over ? 'summary' : 'desk'
  const [met, setMet] = useState(false)
  const gathering = view !== null && !met && isGathering(view)
  return (
    <Box sx={{ height: '100%', display: 'flex', flexDirection: 'column' }}>
      {lost ? (
        <Typography role="status" sx={{ display: 'flex', gap: 2, alignItems: 'center', px: 4, py: 1.5, bgcolor: 'warning.main', color: 'background.paper', fontWeight: 600 }}>
          <WifiOff size={16} aria-hidden /> {t('room.lost')}
        </Typography>
      ) : null}
      {view && view.phase !== 'closed' ? <RoomDoor project={project} view={view} send={send} /> : null}
      <Box sx={{ flex: 1, minHeight: 0 }}>
        {view?.phase === 'lobby' ? <Lobby project={project} view={view} send={send} onLeave={onLeave} /> : null}
        {view && gathering ? <BeforeMeeting project={project} view={view} send={send} onLeave={onLeave} onDesk={() => setMet(true)} /> : null}
        {view && view.phase !== 'lobby' && !gathering && place === 'summary' ? <Afterwards view={view} onDesk={() => setChosen({ place: 'desk', over })} onLeave={onLeave} /> : null}
        {view && view.phase !== 'lobby' && !gathering && place === 'desk' ? <RunningRoom project={project} view={view} send={send} onSummary={() => setChosen({ place: 'summary', over })} onLeave={over ? () => setChosen({ place: 'summary', over }) : onLeave} /> : null}
      </Box>
    </Box>
  )
}
