import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

interface SaveBlueprintDialogProps {
  title: string
  name: string
  description: string
  onSave: (words: { name: string; description: string }) => void
  onClose: () => void
}

/** Asks what a template or stamp of one's own is called. */
export function SaveBlueprintDialog({ title, name: before, description: beforehand, onSave, onClose }: SaveBlueprintDialogProps) {
  const { t } = useTranslation(['blueprints', 'common'])
  const [name, setName] = useState(before)
  const [description, setDescription] = useState(beforehand)
  return (
    <Dialog open fullWidth maxWidth="xs" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          // A dialog in a dialog: the outer form is not meant.
          event.stopPropagation()
          if (name.trim() !== '') onSave({ name: name.trim(), description: description.trim() })
        }}
      >
        <DialogTitle>{title}</DialogTitle>
        <DialogContent>
          <TextField autoFocus fullWidth margin="dense" label={t('name')} value={name} onChange={(event) => setName(event.target.value)} slotProps={{ htmlInput: { maxLength: 200 } }} />
          <TextField fullWidth multiline minRows={2} margin="dense" label={t('description')} value={description} onChange={(event) => setDescription(event.target.value)} slotProps={{ htmlInput: { maxLength: 2000 } }} />
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" variant="contained" disabled={name.trim() === ''}>
            {t('save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
