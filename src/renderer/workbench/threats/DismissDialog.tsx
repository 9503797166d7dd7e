import Button from '@mui/material/Button'
import Chip from '@mui/material/Chip'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Stack from '@mui/material/Stack'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

const presets = ['control', 'outOfScope', 'notApplicable'] as const

/** Asks for the reason of a dismissal; one of the usual ones is one click. `reason` is what was said of it before. */
export function DismissDialog({ count, reason: before, onDismiss, onClose }: { count: number; reason: string; onDismiss: (reason: string) => void; onClose: () => void }) {
  const { t } = useTranslation(['threats', 'common'])
  const [reason, setReason] = useState(before)
  return (
    <Dialog open fullWidth maxWidth="xs" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (reason.trim() !== '') onDismiss(reason.trim())
        }}
      >
        <DialogTitle>{t('dismissTitle', { count })}</DialogTitle>
        <DialogContent>
          <TextField autoFocus fullWidth margin="dense" label={t('reason')} helperText={t('reasonHelp')} value={reason} onChange={(event) => setReason(event.target.value)} />
          <Stack direction="row" sx={{ gap: 2, flexWrap: 'wrap', mt: 2 }}>
            {presets.map((preset) => (
              <Chip key={preset} label={t(`reasonPresets.${preset}`)} onClick={() => onDismiss(t(`reasonPresets.${preset}`))} />
            ))}
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" variant="contained" disabled={reason.trim() === ''}>
            {t('dismiss')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
