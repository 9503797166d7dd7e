import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import { Laptop } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useRoomAddress } from '../JoinCard.tsx'
import { AddressChoice } from './AddressChoice.tsx'
import { CheckList } from './CheckList.tsx'
import { HostNames } from './HostNames.tsx'
import { TlsChoice } from './TlsChoice.tsx'
import { useRoomNetwork } from './useRoomDoor.ts'

/** Everything about how phones reach the room: the self-test first, the rare choices last. */
export function NetworkDialog({ project, workshop, onHostSeats, onClose }: { project: string; workshop: string; onHostSeats: () => void; onClose: () => void }) {
  const { t } = useTranslation(['network', 'common'])
  const { network, choose, choosing } = useRoomNetwork(project, workshop)
  const { room } = useRoomAddress(project, workshop)
  const settings = network?.settings
  return (
    <Dialog open onClose={onClose} maxWidth="sm" fullWidth>
      <DialogTitle>{t('title')}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 7, alignContent: 'start' }}>
        {network && settings ? (
          <>
            <Box component="section" aria-label={t('checks')}>
              <CheckList checks={network.checks} />
            </Box>
            {network.checks.some(({ level }) => level === 'problem' || level === 'warning') ? (
              <Box sx={{ p: 4, borderRadius: '12px', bgcolor: 'action.hover', display: 'grid', gap: 2, justifyItems: 'start' }}>
                <Typography variant="h3">{t('without.title')}</Typography>
                <Typography variant="body2">{t('without.text')}</Typography>
                <Button variant="outlined" startIcon={<Laptop size={15} />} onClick={onHostSeats}>{t('without.go')}</Button>
              </Box>
            ) : null}
            <AddressChoice network={network} onChoose={choose} />
            <Box component="details" open={settings.tls || settings.names.length > 0}>
              <Box component="summary" sx={{ cursor: 'pointer', fontWeight: 600, mb: 4 }}>{t('more')}</Box>
              <Box sx={{ display: 'grid', gap: 7 }}>
                <HostNames network={network} onChoose={choose} />
                <TlsChoice settings={settings} fingerprint={room?.fingerprint ?? null} choosing={choosing} onChoose={choose} />
              </Box>
            </Box>
          </>
        ) : null}
      </DialogContent>
      <DialogActions><Button onClick={onClose}>{t('common:close')}</Button></DialogActions>
    </Dialog>
  )
}
