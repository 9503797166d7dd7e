import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import { useTranslation } from 'react-i18next'

/** Asks before the private part of a key is gone. */
export function RenewDialog({ onRenew, onClose }: { onRenew: () => void; onClose: () => void }) {
  const { t } = useTranslation(['keys', 'common'])
  return (
    <Dialog open maxWidth="sm" onClose={onClose}>
      <DialogTitle>{t('renewTitle')}</DialogTitle>
      <DialogContent>{t('renewText')}</DialogContent>
      <DialogActions>
        <Button autoFocus onClick={onClose}>
          {t('common:cancel')}
        </Button>
        <Button variant="contained" color="error" onClick={onRenew}>
          {t('renewDo')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
