import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import { useJobProgress } from '../useJobProgress.ts'

interface JobDialogProps {
  title: string
  job: string
  /** Says a stage in the user's language; without it no stage is shown. */
  stageText?: (stage: string | null) => string
  onCancel: () => void
}

/** Long work under way: what it does now, how far it is, and a way to cancel it. */
export function JobDialog({ title, job, stageText, onCancel }: JobDialogProps) {
  const { t } = useTranslation()
  const progress = useJobProgress(job)
  const determinate = progress !== null && progress.total > 0
  return (
    <Dialog open fullWidth maxWidth="xs" onClose={onCancel}>
      <DialogTitle>{title}</DialogTitle>
      <DialogContent>
        {stageText ? (
          <Typography variant="body2" sx={{ color: 'text.secondary', mb: 2 }}>
            {stageText(progress?.stage ?? null)}
          </Typography>
        ) : null}
        {determinate ? <LinearProgress aria-label={title} variant="determinate" value={(100 * progress.done) / progress.total} /> : <LinearProgress aria-label={title} />}
      </DialogContent>
      <DialogActions>
        <Button onClick={onCancel}>{t('cancel')}</Button>
      </DialogActions>
    </Dialog>
  )
}
