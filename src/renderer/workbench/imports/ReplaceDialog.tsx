import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import { ORPCError } from '@orpc/client'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'

const Exists = z.object({ reason: z.literal('project-exists'), detail: z.string() })

/** What the library calls the project of a file that was refused only because it holds that project; else null. */
export function projectThere(error: unknown): string | null {
  if (!(error instanceof ORPCError)) return null
  const there = Exists.safeParse(error.data)
  return there.success ? there.data.detail : null
}

/** A project file of a project that the library holds: nothing is replaced unless somebody says so. */
export function ReplaceDialog({ name, there, onReplace, onCancel }: { name: string; there: string; onReplace: () => void; onCancel: () => void }) {
  const { t } = useTranslation('update')
  return (
    <Dialog open fullWidth maxWidth="sm" onClose={onCancel} role="alertdialog" aria-label={t('replace.title', { name: there })}>
      <DialogTitle>{t('replace.title', { name: there })}</DialogTitle>
      <DialogContent>
        <Typography>{t('replace.text', { file: name })}</Typography>
      </DialogContent>
      <DialogActions>
        <Button onClick={onCancel} autoFocus>{t('replace.keep')}</Button>
        <Button color="error" variant="contained" onClick={onReplace}>{t('replace.replace')}</Button>
      </DialogActions>
    </Dialog>
  )
}
