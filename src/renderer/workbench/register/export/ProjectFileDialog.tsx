import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import FormControlLabel from '@mui/material/FormControlLabel'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PassphraseField } from '../../imports/PassphraseField.tsx'

/** As short as the application takes one. */
const shortest = 8

/** A whole project as one file: with a passphrase, where one is wanted. */
export function ProjectFileDialog({ onExport, onCancel }: { onExport: (passphrase: string | null) => void; onCancel: () => void }) {
  const { t } = useTranslation(['update', 'common'])
  const [encrypted, setEncrypted] = useState(false)
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [shown, setShown] = useState(false)
  const short = passphrase !== '' && passphrase.length < shortest
  const differs = again !== '' && again !== passphrase
  const ready = !encrypted || (passphrase.length >= shortest && again === passphrase)
  return (
    <Dialog open fullWidth maxWidth="sm" onClose={onCancel}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) onExport(encrypted ? passphrase : null)
        }}
      >
        <DialogTitle>{t('projectFile.title')}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 4 }}>
          <Typography sx={{ color: 'text.secondary' }}>{t('projectFile.text')}</Typography>
          <FormControlLabel control={<Checkbox checked={encrypted} onChange={(_, checked) => setEncrypted(checked)} />} label={t('projectFile.encrypt')} />
          {encrypted ? (
            <Box sx={{ display: 'grid', gap: 4 }}>
              <PassphraseField autoFocus isNew label={t('passphrase.label')} value={passphrase} shown={shown} problem={short ? t('passphrase.short', { count: shortest }) : ''} onShown={setShown} onChange={setPassphrase} />
              <PassphraseField isNew label={t('passphrase.again')} value={again} shown={shown} problem={differs ? t('passphrase.differs') : ''} onChange={setAgain} />
              <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                {t('projectFile.warning')}
              </Typography>
            </Box>
          ) : null}
        </DialogContent>
        <DialogActions>
          <Button onClick={onCancel}>{t('common:cancel')}</Button>
          <Button type="submit" variant="contained" autoFocus disabled={!ready}>
            {t('projectFile.export')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
