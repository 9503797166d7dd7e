import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { Lock, LockOpen, Network, RefreshCw } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RoomCheck } from '../../../../shared/domain/room.ts'
import type { FacilitatorView, RoomAddress } from '../../../../shared/domain/workshop.ts'
import { AddSeatDialog } from '../entry/AddSeatDialog.tsx'
import type { Send } from '../send.ts'
import { CheckMark } from './CheckList.tsx'
import { NetworkDialog } from './NetworkDialog.tsx'
import { useRoomDoor, useRoomNetwork } from './useRoomDoor.ts'

/** The first thing that is wrong, if anything is; the self-test goes from the ground up. */
function worst(checks: readonly RoomCheck[]): RoomCheck | null {
  return checks.find(({ level }) => level === 'problem') ?? checks.find(({ level }) => level === 'warning') ?? checks.find(({ level }) => level === 'unknown') ?? null
}

function NetworkStatus({ checks, onMore }: { checks: readonly RoomCheck[]; onMore: () => void }) {
  const { t } = useTranslation('network')
  const check = worst(checks)
  const level = check?.level ?? 'ok'
  const wrong = check !== null && (level === 'problem' || level === 'warning')
  return (
    <Box role="status" data-network={level} sx={{ display: 'flex', gap: 2, alignItems: 'center', flexWrap: 'wrap' }}>
      <CheckMark level={level} />
      <Typography variant="body2" sx={{ color: wrong ? 'text.primary' : 'text.secondary', fontWeight: wrong ? 600 : 400 }}>
        {wrong ? t(`found.${check.code}`, check.values) : t(level === 'unknown' ? 'status.unknown' : 'status.ok')}
      </Typography>
      {wrong ? <Button size="small" onClick={onMore}>{t('status.more')}</Button> : null}
    </Box>
  )
}

/** Below the address: lock, new code, network, and whether phones can come. `room` is null while it is not open for phones. */
export function RoomControls({ project, view, send, room }: { project: string; view: FacilitatorView; send: Send; room: RoomAddress | null }) {
  const { t } = useTranslation('network')
  const { lock, rotate } = useRoomDoor(project, view.id)
  const { network } = useRoomNetwork(project, view.id)
  const [dialog, setDialog] = useState<'network' | 'seats' | null>(null)
  return (
    <Box sx={{ display: 'grid', gap: 3, pt: 4, mt: 5, borderTop: '1px solid', borderColor: 'divider' }}>
      {room?.locked ? (
        <Typography role="status" variant="body2" sx={{ display: 'flex', gap: 2, alignItems: 'center', fontWeight: 600 }}><Lock size={16} aria-hidden /> {t('locked')}</Typography>
      ) : null}
      <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap', ml: -2 }}>
        {room ? (
          <>
            <Button color="inherit" startIcon={room.locked ? <LockOpen size={15} /> : <Lock size={15} />} onClick={() => lock(!room.locked)}>{t(room.locked ? 'unlock' : 'lock')}</Button>
            <Button color="inherit" startIcon={<RefreshCw size={15} />} title={t('rotateText')} onClick={rotate}>{t('rotate')}</Button>
          </>
        ) : null}
        <Button color="inherit" startIcon={<Network size={15} />} onClick={() => setDialog('network')}>{t('open')}</Button>
      </Box>
      {network ? <NetworkStatus checks={room ? network.checks : network.checks.filter(({ code }) => code !== 'not-open')} onMore={() => setDialog('network')} /> : null}
      {dialog === 'network' ? <NetworkDialog project={project} workshop={view.id} onHostSeats={() => setDialog('seats')} onClose={() => setDialog(null)} /> : null}
      {dialog === 'seats' ? <AddSeatDialog view={view} send={send} onClose={() => setDialog(null)} /> : null}
    </Box>
  )
}
