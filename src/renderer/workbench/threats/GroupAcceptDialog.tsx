import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import FormControlLabel from '@mui/material/FormControlLabel'
import Radio from '@mui/material/Radio'
import RadioGroup from '@mui/material/RadioGroup'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

/** Asks how findings of one rule go into the register: as one threat with everybody's evidence, or one each. Enter takes what is chosen. */
export function GroupAcceptDialog({ count, title: suggested, onAccept, onClose }: { count: number; title: string; onAccept: (as: 'each' | 'one', title: string) => void; onClose: () => void }) {
  const { t } = useTranslation(['threats', 'common'])
  const [as, setAs] = useState<'each' | 'one'>('one')
  const [title, setTitle] = useState(suggested)
  return (
    <Dialog open fullWidth maxWidth="sm" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (as === 'each' || title.trim() !== '') onAccept(as, title.trim())
        }}
      >
        <DialogTitle>{t('group.acceptTitle', { count })}</DialogTitle>
        <DialogContent>
          <RadioGroup value={as} onChange={(event) => setAs(event.target.value === 'each' ? 'each' : 'one')}>
            <FormControlLabel value="one" control={<Radio autoFocus />} label={t('group.asOne')} />
            <FormControlLabel value="each" control={<Radio />} label={t('group.asEach', { count })} />
          </RadioGroup>
          <TextField fullWidth margin="dense" label={t('title')} value={title} disabled={as === 'each'} onChange={(event) => setTitle(event.target.value)} slotProps={{ htmlInput: { maxLength: 1000 } }} />
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" variant="contained" disabled={as === 'one' && title.trim() === ''}>
            {t('acceptShort')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
