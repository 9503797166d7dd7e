import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FacilitatorView } from '../../../../shared/domain/workshop.ts'
import { useCommands } from '../../shell/commands.tsx'
import { AddSeatDialog } from '../entry/AddSeatDialog.tsx'
import { useRoomAddress } from '../JoinCard.tsx'
import type { Send } from '../send.ts'
import { ClaimBar } from './ClaimBar.tsx'
import { NetworkDialog } from './NetworkDialog.tsx'
import { useRoomDoor } from './useRoomDoor.ts'

/** The room's door, wherever the facilitator is: claims as they come, and the door's commands in the palette. */
export function RoomDoor({ project, view, send }: { project: string; view: FacilitatorView; send: Send }) {
  const { t } = useTranslation('network')
  const { room } = useRoomAddress(project, view.id)
  const { lock, rotate } = useRoomDoor(project, view.id)
  const [dialog, setDialog] = useState<'network' | 'seats' | null>(null)
  const shut = !room
  const locked = room?.locked === true
  useCommands([
    { id: 'room-lock', label: t(locked ? 'unlock' : 'lock'), run: () => lock(!locked), disabled: shut },
    { id: 'room-rotate', label: t('rotate'), run: rotate, disabled: shut },
    { id: 'room-network', label: t('title'), run: () => setDialog('network'), disabled: view.phase === 'closed' },
  ])
  return (
    <>
      <ClaimBar project={project} view={view} />
      {dialog === 'network' ? <NetworkDialog project={project} workshop={view.id} onHostSeats={() => setDialog('seats')} onClose={() => setDialog(null)} /> : null}
      {dialog === 'seats' ? <AddSeatDialog view={view} send={send} onClose={() => setDialog(null)} /> : null}
    </>
  )
}
