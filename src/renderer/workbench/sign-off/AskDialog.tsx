import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { agreements, type RequiredSignature } from '../../../shared/domain/sign-off.ts'

/** What a sign request asks for. */
export interface Asked {
  role: string
  meaning: (typeof agreements)[number]
  scope: 'all'
}

interface AskDialogProps {
  /** Whose signature is missing; null for somebody else's. */
  asked: RequiredSignature | null
  onAsk: (asked: Asked) => void
  onClose: () => void
}

/** Whom to ask for a signature by file, and for what. */
export function AskDialog({ asked, onAsk, onClose }: AskDialogProps) {
  const { t } = useTranslation(['signOff', 'register', 'common'])
  const [role, setRole] = useState(asked?.role ?? '')
  const [meaning, setMeaning] = useState<Asked['meaning']>(asked?.meaning ?? 'approved')
  return (
    <Dialog open fullWidth maxWidth="xs" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          onAsk({ role: role.trim(), meaning, scope: 'all' })
        }}
      >
        <DialogTitle>{t('askTitle')}</DialogTitle>
        <DialogContent>
          <Box sx={{ display: 'grid', gap: 4 }}>
            <Typography sx={{ color: 'text.secondary' }}>{t('askText')}</Typography>
            <TextField autoFocus label={t('register:signerRole')} value={role} onChange={(event) => setRole(event.target.value)} slotProps={{ htmlInput: { maxLength: 200 } }} />
            <TextField select label={t('meaning')} value={meaning} onChange={(event) => setMeaning(agreements.find((known) => known === event.target.value) ?? 'approved')}>
              {agreements.map((known) => (
                <MenuItem key={known} value={known}>
                  {t(`meaningOf.${known}`)}
                </MenuItem>
              ))}
            </TextField>
          </Box>
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" variant="contained">
            {t('askSave')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
