import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import FormControlLabel from '@mui/material/FormControlLabel'
import Stack from '@mui/material/Stack'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

interface SuppressDialogProps {
  rule: string
  subjects: readonly string[]
  nameOf: (id: string) => string
  onSuppress: (on: string[], reason: string) => void
  onClose: () => void
}

/** Asks on which of a finding's subjects its rule is to be silent, and why. */
export function SuppressDialog({ rule, subjects, nameOf, onSuppress, onClose }: SuppressDialogProps) {
  const { t } = useTranslation(['rules', 'common'])
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(subjects))
  const [reason, setReason] = useState('')
  const ready = reason.trim() !== '' && chosen.size > 0
  const toggle = (id: string) => setChosen((before) => new Set(before.has(id) ? [...before].filter((one) => one !== id) : [...before, id]))
  return (
    <Dialog open fullWidth maxWidth="xs" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) onSuppress([...chosen], reason.trim())
        }}
      >
        <DialogTitle>{t('suppress.title')}</DialogTitle>
        <DialogContent>
          <Typography sx={{ color: 'text.secondary', mb: 3 }}>{t('suppress.text', { rule })}</Typography>
          <Stack sx={{ mb: 3 }}>
            {subjects.map((id) => (
              <FormControlLabel key={id} control={<Checkbox size="small" checked={chosen.has(id)} onChange={() => toggle(id)} />} label={nameOf(id)} />
            ))}
          </Stack>
          <TextField autoFocus fullWidth margin="dense" label={t('suppress.reason')} helperText={t('suppress.reasonHelp')} value={reason} onChange={(event) => setReason(event.target.value)} slotProps={{ htmlInput: { maxLength: 2000 } }} />
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" variant="contained" disabled={!ready}>
            {t('suppress.do')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
