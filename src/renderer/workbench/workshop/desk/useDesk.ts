import type { FacilitatorView } from '../../../../shared/domain/workshop.ts'
import type { Send } from '../send.ts'
import { type Inbox, useInbox } from './useInbox.ts'
import { type PictureChoice, usePictureChoice } from './usePictureChoice.ts'
import { type RoomActions, useRoomActions } from './useRoomActions.ts'
import { useWalk, type Walk } from './useWalk.ts'

/** Everything the facilitator's desk is about, and what its keys mean now. */
export interface Desk {
  project: string
  view: FacilitatorView
  send: Send
  actions: RoomActions
  walk: Walk
  inbox: Inbox
  picture: PictureChoice
  mode: 'threat' | 'walk' | 'inbox'
}

export function useDesk(project: string, view: FacilitatorView, send: Send): Desk {
  const actions = useRoomActions(view, send)
  const walk = useWalk(project, view, send)
  const inbox = useInbox(view, send)
  const picture = usePictureChoice()
  return { project, view, send, actions, walk, inbox, picture, mode: inbox.marked ? 'inbox' : walk.on ? 'walk' : 'threat' }
}
