import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FacilitatorItem } from '../../../../shared/domain/workshop.ts'
import type { Send } from '../send.ts'

/** Parks or skips a threat; Enter alone does it, the reason is welcome but not asked for. */
export function ReasonDialog({ type, item, send, onClose, onDone }: { type: 'park' | 'skip'; item: FacilitatorItem; send: Send; onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation(['workshop', 'common'])
  const [reason, setReason] = useState('')
  async function end() {
    if (!(await send({ type, item: item.id, reason: reason.trim() }))) return
    onClose()
    onDone()
  }
  return (
    <Dialog open onClose={onClose} maxWidth="xs" fullWidth>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void end()
        }}
      >
        <DialogTitle>{t(type === 'park' ? 'reason.park' : 'reason.skip', { id: item.threat.displayId })}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 3 }}>
          <Typography sx={{ color: 'text.secondary' }}>{t(type === 'park' ? 'reason.parkText' : 'reason.skipText')}</Typography>
          <TextField autoFocus label={t('reason.label')} value={reason} onChange={(event) => setReason(event.target.value)} slotProps={{ htmlInput: { maxLength: 2000 } }} />
        </DialogContent>
        <DialogActions>
          <Button color="inherit" onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" variant="contained">{t(type === 'park' ? 'do.park' : 'do.skip')}</Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
