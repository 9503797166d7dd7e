import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { RevisionSummary } from '../../../shared/domain/register.ts'
import type { RoomAddress } from '../../../shared/domain/workshop.ts'
import { JoinCard } from '../workshop/JoinCard.tsx'

interface SignRoomDialogProps {
  revision: RevisionSummary
  room: RoomAddress
  /** Shuts the room. */
  onShut: () => void
}

/** The room in which people sign a revision on their own devices, and who did. */
export function SignRoomDialog({ revision, room, onShut }: SignRoomDialogProps) {
  const { t } = useTranslation(['signOff', 'register'])
  return (
    <Dialog open fullWidth maxWidth="md" onClose={onShut}>
      <DialogTitle>{t('roomTitle', { number: revision.number })}</DialogTitle>
      <DialogContent>
        <Typography sx={{ color: 'text.secondary', mb: 4 }}>{t('roomText')}</Typography>
        <JoinCard room={room} size={220} />
        <Typography variant="body2" sx={{ fontFamily: 'ui-monospace, monospace', overflowWrap: 'anywhere', color: 'text.secondary', my: 4 }}>
          {t('register:hash')} {revision.hash}
        </Typography>
        <Box role="status">
          {revision.required.map((one) => (
            <Typography key={one.id}>
              <b>{one.role}</b>: {t(`register:meaningShort.${one.meaning}`)} · {t(`state.${one.state}`)}
              {one.names.length > 0 ? ` ${t('by', { names: one.names.join(', ') })}` : ''}
            </Typography>
          ))}
          <Typography sx={{ mt: 2, fontWeight: 600 }}>{t('roomSigned', { count: revision.signatures.length })}</Typography>
        </Box>
      </DialogContent>
      <DialogActions>
        <Button variant="contained" onClick={onShut}>
          {t('roomShut')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
