import Box from '@mui/material/Box'
import type { FacilitatorView } from '../../../../shared/domain/workshop.ts'
import { SeatList } from '../SeatList.tsx'
import { openRoundOf } from '../spread.ts'
import type { Send } from '../send.ts'
import { ActionList } from './ActionList.tsx'
import { AgendaPane } from './AgendaPane.tsx'
import { Banners } from './Banners.tsx'
import { HandsRaised } from './HandsRaised.tsx'
import { ItemPane } from './ItemPane.tsx'
import { KeyLine } from './KeyLine.tsx'
import { ProposalInbox } from './ProposalInbox.tsx'
import { Remarks } from './Remarks.tsx'
import { RoomBar } from './RoomBar.tsx'
import { RoomDialogs } from './RoomDialogs.tsx'
import { useDesk } from './useDesk.ts'
import { useRoomCommands } from './useRoomCommands.ts'
import { WalkPane } from './WalkPane.tsx'

/** The facilitator's desk while the workshop runs, is paused, or is over: agenda, the threat at hand, the people, the keys. */
export function RunningRoom({ project, view, send, onSummary, onLeave }: { project: string; view: FacilitatorView; send: Send; onSummary: () => void; onLeave: () => void }) {
  const desk = useDesk(project, view, send)
  const commands = useRoomCommands(desk)
  const { actions, walk } = desk
  const { item } = actions
  const pane = { borderColor: 'divider', bgcolor: 'background.paper', overflow: 'auto', minHeight: 0 } as const
  return (
    <Box sx={{ display: 'grid', height: '100%', gridTemplateColumns: '272px minmax(0, 1fr) 264px', gridTemplateRows: 'auto auto minmax(0, 1fr) auto' }}>
      <Box sx={{ gridColumn: '1 / -1' }}><RoomBar view={view} send={send} actions={actions} onSummary={onSummary} onLeave={onLeave} /></Box>
      <Box sx={{ gridColumn: '1 / -1' }}><Banners view={view} actions={actions} /></Box>
      <Box sx={{ ...pane, borderRight: '1px solid', borderRightColor: 'divider' }}>
        <AgendaPane view={view} current={walk.on ? null : (item?.id ?? null)} onSelect={(id) => {
          actions.select(id)
          if (walk.on) walk.end()
        }} />
      </Box>
      <Box sx={{ minHeight: 0, minWidth: 0 }}>
        {walk.on ? <WalkPane desk={desk} /> : item ? <ItemPane key={item.id} desk={desk} item={item} /> : null}
      </Box>
      <Box sx={{ ...pane, borderLeft: '1px solid', borderLeftColor: 'divider', p: 4, display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 6, alignContent: 'start' }}>
        <HandsRaised view={view} />
        <ProposalInbox view={view} inbox={desk.inbox} />
        <SeatList view={view} send={send} round={item && !walk.on ? openRoundOf(item) : null} />
        <ActionList view={view} send={send} onAdd={() => actions.ask('action')} />
        <Remarks view={view} item={null} />
      </Box>
      <Box sx={{ gridColumn: '1 / -1' }}><KeyLine commands={commands} /></Box>
      <RoomDialogs desk={desk} />
    </Box>
  )
}
