import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { Wifi } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { FacilitatorView } from '../../../shared/domain/workshop.ts'
import { JoinCard, useRoomAddress } from './JoinCard.tsx'
import { RoomControls } from './network/RoomControls.tsx'
import type { Send } from './send.ts'

/** How to get in, and the room's door. */
export function RoomCard({ project, view, send }: { project: string; view: FacilitatorView; send: Send }) {
  const { t } = useTranslation('workshop')
  const { room, open, opening } = useRoomAddress(project, view.id)
  return (
    <Box sx={{ p: 6, borderRadius: '14px', border: '1px solid', borderColor: 'divider', bgcolor: 'background.paper' }}>
      {room ? <JoinCard room={room} size={240} /> : null}
      {room === null ? (
        <Box sx={{ display: 'grid', gap: 3, justifyItems: 'start' }}>
          <Typography>{t('lobby.closedRoom')}</Typography>
          <Button variant="outlined" startIcon={<Wifi size={16} />} disabled={opening} onClick={open}>{t('lobby.openRoom')}</Button>
        </Box>
      ) : null}
      {room !== undefined ? <RoomControls project={project} view={view} send={send} room={room} /> : null}
    </Box>
  )
}
