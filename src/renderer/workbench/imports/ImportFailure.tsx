import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import { useTranslation } from 'react-i18next'
import { explain } from '../explain.ts'

export function ImportFailure({ name, error, onClose }: { name: string; error: unknown; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog open fullWidth maxWidth="xs" onClose={onClose} role="alertdialog" aria-label={name}>
      <DialogTitle>{t('error.title')}</DialogTitle>
      <DialogContent>{explain(error, t)}</DialogContent>
      <DialogActions>
        <Button variant="contained" autoFocus onClick={onClose}>
          {t('close')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
