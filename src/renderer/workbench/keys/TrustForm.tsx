import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import { ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keyIdOfFingerprint } from '../../../shared/proof/signoff.ts'

export interface TrustWish {
  fingerprint: string
  name: string
}

/** A fingerprint and whose it is; `start` is what stands there at first. */
export function TrustForm({ start, onTrust }: { start: TrustWish | null; onTrust: (wish: TrustWish) => void }) {
  const { t } = useTranslation('keys')
  const [fingerprint, setFingerprint] = useState(start?.fingerprint ?? '')
  const [name, setName] = useState(start?.name ?? '')
  const readable = keyIdOfFingerprint(fingerprint) !== null
  const wrong = fingerprint.trim() !== '' && !readable
  return (
    <Box
      component="form"
      aria-label={t('add')}
      sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: 'minmax(0, 1.6fr) minmax(0, 1fr) auto' }, gap: 3, alignItems: 'start' }}
      onSubmit={(event) => {
        event.preventDefault()
        if (readable && name.trim() !== '') onTrust({ fingerprint, name: name.trim() })
      }}
    >
      <TextField
        label={t('fingerprint')}
        value={fingerprint}
        error={wrong}
        helperText={wrong ? t('fingerprintWrong') : t('fingerprintHelp')}
        onChange={(event) => setFingerprint(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 500, spellCheck: false, autoComplete: 'off' } }}
      />
      <TextField autoFocus={start !== null} label={t('name')} value={name} onChange={(event) => setName(event.target.value)} slotProps={{ htmlInput: { maxLength: 200 } }} />
      <Button type="submit" variant="outlined" startIcon={<ShieldCheck size={15} />} disabled={!readable || name.trim() === ''} sx={{ minHeight: 40 }}>
        {t('add')}
      </Button>
    </Box>
  )
}
