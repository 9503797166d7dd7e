import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { FacilitatorView } from '../../../../shared/domain/workshop.ts'
import { DissentDialog } from './DissentDialog.tsx'
import { GridEntry } from '../GridEntry.tsx'
import { HotSeat } from '../HotSeat.tsx'
import { JoinCard, useRoomAddress } from '../JoinCard.tsx'
import { OverrideDialog } from './OverrideDialog.tsx'
import { ReasonDialog } from './ReasonDialog.tsx'
import { RoomControls } from '../network/RoomControls.tsx'
import type { RoomActions } from './useRoomActions.ts'
import type { Send } from '../useWorkshop.ts'

interface Props {
  project: string
  view: FacilitatorView
  send: Send
  actions: RoomActions
}

function AddressDialog({ project, view, send, onClose }: { project: string; view: FacilitatorView; send: Send; onClose: () => void }) {
  const { t } = useTranslation(['workshop', 'common'])
  const { room, open, opening } = useRoomAddress(project, view.id)
  return (
    <Dialog open onClose={onClose} maxWidth="md">
      <DialogTitle>{t('lobby.title')}</DialogTitle>
      <DialogContent>
        {room ? <JoinCard room={room} size={220} /> : null}
        {room === null ? <Button variant="outlined" disabled={opening} onClick={open}>{t('lobby.openRoom')}</Button> : null}
        {room !== undefined ? <RoomControls project={project} view={view} send={send} room={room} /> : null}
      </DialogContent>
      <DialogActions><Button onClick={onClose}>{t('common:close')}</Button></DialogActions>
    </Dialog>
  )
}

/** Closing seals the log for good, so it is the one act that asks first. */
function CloseDialog({ view, send, onClose }: { view: FacilitatorView; send: Send; onClose: () => void }) {
  const { t } = useTranslation(['workshop', 'common'])
  const left = view.items.filter((item) => item.phase === 'waiting' || item.phase === 'open' || item.phase === 'revealed').length
  return (
    <Dialog open onClose={onClose} maxWidth="xs">
      <DialogTitle>{t('room.closeTitle')}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 3 }}>
        <Typography>{t('room.closeText')}</Typography>
        {left > 0 ? <Typography sx={{ fontWeight: 650 }}>{t('room.closeOpen', { count: left })}</Typography> : null}
      </DialogContent>
      <DialogActions>
        <Button color="inherit" onClick={onClose}>{t('common:cancel')}</Button>
        <Button variant="contained" onClick={() => void send({ type: 'close' }).then((closed) => closed && onClose())}>{t('room.close')}</Button>
      </DialogActions>
    </Dialog>
  )
}

export function RoomDialogs({ project, view, send, actions }: Props) {
  const { dialog, ask, item, moveOn } = actions
  const close = () => ask(null)
  switch (dialog) {
    case 'override':
      return item && <OverrideDialog item={item} send={send} onClose={close} onDone={moveOn} />
    case 'dissent':
      return item && <DissentDialog item={item} send={send} onClose={close} onDone={moveOn} />
    case 'park':
    case 'skip':
      return item && <ReasonDialog type={dialog} item={item} send={send} onClose={close} onDone={moveOn} />
    case 'grid':
      return <GridEntry view={view} send={send} first={item?.id ?? null} onClose={close} />
    case 'hot-seat':
      return <HotSeat view={view} send={send} onClose={close} />
    case 'close':
      return <CloseDialog view={view} send={send} onClose={close} />
    case 'address':
      return <AddressDialog project={project} view={view} send={send} onClose={close} />
    case null:
      return null
  }
}
