import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import { useJobProgress } from '../useJobProgress.ts'

const stages = ['read', 'recognise', 'save'] as const

export function ImportProgress({ name, job, onCancel }: { name: string; job: string; onCancel: () => void }) {
  const { t } = useTranslation()
  const progress = useJobProgress(job)
  const stage = stages.find((known) => known === progress?.stage) ?? 'waiting'
  const determinate = progress !== null && progress.total > 0
  return (
    <Dialog open fullWidth maxWidth="xs" onClose={onCancel}>
      <DialogTitle>{t('import.working', { name })}</DialogTitle>
      <DialogContent>
        <Typography variant="body2" sx={{ color: 'text.secondary', mb: 2 }}>
          {t(`import.stage.${stage}`)}
        </Typography>
        {determinate ? <LinearProgress variant="determinate" value={(100 * progress.done) / progress.total} /> : <LinearProgress />}
      </DialogContent>
      <DialogActions>
        <Button onClick={onCancel}>{t('cancel')}</Button>
      </DialogActions>
    </Dialog>
  )
}
