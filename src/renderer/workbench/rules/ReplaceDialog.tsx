import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'

/** Asks before a file takes the place of a pack that is there. */
export function ReplaceDialog({ file, onAnswer }: { file: string; onAnswer: (yes: boolean) => void }) {
  const { t } = useTranslation(['rules', 'common'])
  return (
    <Dialog open fullWidth maxWidth="xs" onClose={() => onAnswer(false)}>
      <DialogTitle>{t('replace.title')}</DialogTitle>
      <DialogContent>
        <Typography>{t('replace.text', { file })}</Typography>
      </DialogContent>
      <DialogActions>
        <Button onClick={() => onAnswer(false)}>{t('common:cancel')}</Button>
        <Button variant="contained" onClick={() => onAnswer(true)}>
          {t('replace.do')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
