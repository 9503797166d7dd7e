import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

interface FormDialogProps {
  title: string
  go: string
  ready: boolean
  /** True where it was taken; the dialog then closes. */
  onGo: () => Promise<boolean>
  onClose: () => void
  children: ReactNode
}

/** A few fields and one thing to do with them; Enter does it, Escape does not. */
export function FormDialog({ title, go, ready, onGo, onClose, children }: FormDialogProps) {
  const { t } = useTranslation()
  async function submit() {
    if (ready && (await onGo())) onClose()
  }
  return (
    <Dialog open onClose={onClose} maxWidth="sm" fullWidth>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
        // Lines can be broken in long fields, so there it takes Ctrl or Cmd as well.
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          void submit()
        }}
      >
        <DialogTitle>{title}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 4, '&&': { pt: 2 } }}>{children}</DialogContent>
        <DialogActions>
          <Button color="inherit" onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" variant="contained" disabled={!ready}>{go}</Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
