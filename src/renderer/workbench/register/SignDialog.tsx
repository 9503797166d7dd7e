import Autocomplete from '@mui/material/Autocomplete'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import FormControlLabel from '@mui/material/FormControlLabel'
import Radio from '@mui/material/Radio'
import RadioGroup from '@mui/material/RadioGroup'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type RegisterRow, type RevisionSummary, type SignatureRequest, signatureMeanings } from '../../../shared/domain/register.ts'

interface SignDialogProps {
  revision: RevisionSummary
  rows: readonly RegisterRow[]
  onSign: (request: SignatureRequest) => void
  onClose: () => void
}

export function SignDialog({ revision, rows, onSign, onClose }: SignDialogProps) {
  const { t } = useTranslation(['register', 'common'])
  const [name, setName] = useState('')
  const [role, setRole] = useState('')
  const [meaning, setMeaning] = useState<SignatureRequest['meaning']>('approved')
  const [some, setSome] = useState(false)
  const [scope, setScope] = useState<readonly RegisterRow[]>([])
  const complete = name.trim() !== '' && role.trim() !== '' && (!some || scope.length > 0)
  return (
    <Dialog open fullWidth maxWidth="sm" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (complete) onSign({ name: name.trim(), role: role.trim(), meaning, scope: some ? scope.map((row) => row.threat.id) : 'all' })
        }}
      >
        <DialogTitle>{t('signTitle', { number: revision.number })}</DialogTitle>
        <DialogContent>
          <Box sx={{ display: 'grid', gap: 4, pt: 2 }}>
            <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 3 }}>
              <TextField autoFocus label={t('signerName')} value={name} onChange={(event) => setName(event.target.value)} />
              <TextField label={t('signerRole')} placeholder={t('signerRolePlaceholder')} value={role} onChange={(event) => setRole(event.target.value)} />
            </Box>
            <RadioGroup aria-label={t('meaning')} value={meaning} onChange={(event) => setMeaning(signatureMeanings.find((known) => known === event.target.value) ?? 'approved')}>
              {signatureMeanings.map((known) => (
                <FormControlLabel key={known} value={known} control={<Radio size="small" />} label={t(`meanings.${known}`)} />
              ))}
            </RadioGroup>
            <RadioGroup row aria-label={t('scope')} value={some ? 'some' : 'all'} onChange={(event) => setSome(event.target.value === 'some')}>
              <FormControlLabel value="all" control={<Radio size="small" />} label={t('scopeAll')} />
              <FormControlLabel value="some" control={<Radio size="small" />} label={t('scopeSome')} />
            </RadioGroup>
            {some ? (
              <Autocomplete
                multiple
                options={rows}
                value={[...scope]}
                onChange={(_, value) => setScope(value)}
                getOptionKey={(row) => row.threat.id}
                getOptionLabel={(row) => `${row.threat.displayId} ${row.threat.title}`}
                renderInput={(props) => <TextField {...props} label={t('scopeSome')} />}
              />
            ) : null}
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>
              {t('assurance')}
            </Typography>
          </Box>
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" variant="contained" disabled={!complete}>
            {t('sign')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
