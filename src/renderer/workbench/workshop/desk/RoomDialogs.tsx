import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import { useTranslation } from 'react-i18next'
import type { FacilitatorView } from '../../../../shared/domain/workshop.ts'
import { ActionDialog } from './ActionDialog.tsx'
import { CloseDialog } from './CloseDialog.tsx'
import { DissentDialog } from './DissentDialog.tsx'
import { GridEntry } from '../entry/GridEntry.tsx'
import { HotSeat } from '../entry/HotSeat.tsx'
import { JoinCard, useRoomAddress } from '../JoinCard.tsx'
import { MergeProposalDialog } from './MergeProposalDialog.tsx'
import { NewThreatDialog } from './NewThreatDialog.tsx'
import { NoteDialog } from './NoteDialog.tsx'
import { OverrideDialog } from './OverrideDialog.tsx'
import { PeopleDialog } from './PeopleDialog.tsx'
import { ReasonDialog } from './ReasonDialog.tsx'
import { RewordDialog } from './RewordDialog.tsx'
import { RoomControls } from '../network/RoomControls.tsx'
import type { Desk } from './useDesk.ts'
import type { Send } from '../send.ts'

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

export function RoomDialogs({ desk }: { desk: Desk }) {
  const { project, view, send, actions, inbox, walk } = desk
  const { dialog, ask, item, moveOn } = actions
  const close = () => ask(null)
  if (inbox.merging) return <MergeProposalDialog view={view} proposal={inbox.merging} item={item} onMerge={(into) => inbox.merging && inbox.merge(inbox.merging, into)} onClose={() => inbox.askMerge(null)} />
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
    case 'new-threat':
      return <NewThreatDialog project={project} element={walk.on ? view.walk : null} send={send} onClose={close} />
    case 'reword':
      return item && <RewordDialog item={item} send={send} onClose={close} />
    case 'note':
      return <NoteDialog item={walk.on || item?.practice ? null : item} send={send} onClose={close} />
    case 'action':
      return <ActionDialog view={view} item={walk.on || item?.practice ? null : item} text={actions.actionText} send={send} onClose={close} />
    case 'people':
      return <PeopleDialog view={view} send={send} onClose={close} />
    case null:
      return null
  }
}
