import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { Pause } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { FacilitatorView } from '../../../../shared/domain/workshop.ts'
import { AgendaPane } from './AgendaPane.tsx'
import { ItemPane } from './ItemPane.tsx'
import { ProposalInbox } from './ProposalInbox.tsx'
import { RoomBar } from './RoomBar.tsx'
import { RoomDialogs } from './RoomDialogs.tsx'
import { SeatList } from '../SeatList.tsx'
import { openRoundOf } from '../spread.ts'
import { useRoomActions } from './useRoomActions.ts'
import { useRoomCommands } from './useRoomCommands.ts'
import type { Send } from '../useWorkshop.ts'

/** The facilitator's desk while the workshop runs, is paused, or is over: agenda, the threat at hand, the people. */
export function RunningRoom({ project, view, send, onLeave }: { project: string; view: FacilitatorView; send: Send; onLeave: () => void }) {
  const { t } = useTranslation('workshop')
  const actions = useRoomActions(view, send)
  useRoomCommands(view.id, actions)
  const { item } = actions
  const pane = { borderColor: 'divider', bgcolor: 'background.paper', overflow: 'auto', minHeight: 0 } as const
  return (
    <Box sx={{ display: 'grid', height: '100%', gridTemplateColumns: '300px minmax(0, 1fr) 264px', gridTemplateRows: 'auto auto minmax(0, 1fr)' }}>
      <Box sx={{ gridColumn: '1 / -1' }}><RoomBar view={view} send={send} actions={actions} onLeave={onLeave} /></Box>
      <Box sx={{ gridColumn: '1 / -1' }}>
        {view.phase === 'paused' ? (
          <Typography role="status" sx={{ display: 'flex', alignItems: 'center', gap: 2, px: 5, py: 2, bgcolor: 'action.selected', borderBottom: '1px solid', borderColor: 'divider' }}>
            <Pause size={16} aria-hidden /> {t('room.pausedText')}
          </Typography>
        ) : null}
      </Box>
      <Box sx={{ ...pane, borderRight: '1px solid', borderRightColor: 'divider' }}>
        <AgendaPane view={view} current={item?.id ?? null} onSelect={actions.select} />
      </Box>
      <Box sx={{ minHeight: 0, minWidth: 0 }}>{item ? <ItemPane key={item.id} view={view} item={item} actions={actions} /> : null}</Box>
      <Box sx={{ ...pane, borderLeft: '1px solid', borderLeftColor: 'divider', p: 4, display: 'grid', gap: 6, alignContent: 'start' }}>
        <SeatList view={view} send={send} round={item ? openRoundOf(item) : null} />
        <ProposalInbox view={view} send={send} />
      </Box>
      <RoomDialogs project={project} view={view} send={send} actions={actions} />
    </Box>
  )
}
