import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import { ORPCError } from '@orpc/client'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { PassphraseField } from './PassphraseField.tsx'

const Locked = z.object({ reason: z.enum(['passphrase-needed', 'passphrase-wrong']) })

/** Whether a file was refused only for want of its passphrase, or because of another one; else null. */
export function lockedBy(error: unknown): 'passphrase-needed' | 'passphrase-wrong' | null {
  if (!(error instanceof ORPCError)) return null
  return Locked.safeParse(error.data).data?.reason ?? null
}

/** Asks for the passphrase of an encrypted project file; `wrong` after one that did not open it. */
export function PassphraseDialog({ name, wrong, onOpen, onCancel }: { name: string; wrong: boolean; onOpen: (passphrase: string) => void; onCancel: () => void }) {
  const { t } = useTranslation(['update', 'common'])
  const [passphrase, setPassphrase] = useState('')
  const [shown, setShown] = useState(false)
  const [changed, setChanged] = useState(false)
  return (
    <Dialog open fullWidth maxWidth="xs" onClose={onCancel}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (passphrase !== '') onOpen(passphrase)
        }}
      >
        <DialogTitle>{t('passphrase.openTitle', { name })}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 4 }}>
          <Typography sx={{ color: 'text.secondary' }}>{t('passphrase.openText')}</Typography>
          <PassphraseField
            autoFocus
            isNew={false}
            label={t('passphrase.label')}
            value={passphrase}
            shown={shown}
            problem={wrong && !changed ? t('passphrase.wrong') : ''}
            onShown={setShown}
            onChange={(value) => {
              setChanged(true)
              setPassphrase(value)
            }}
          />
        </DialogContent>
        <DialogActions>
          <Button onClick={onCancel}>{t('common:cancel')}</Button>
          <Button type="submit" variant="contained" disabled={passphrase === ''}>
            {t('common:open')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
