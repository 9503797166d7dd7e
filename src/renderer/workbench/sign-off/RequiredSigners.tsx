import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { Plus, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { agreements, requiredScopes, type RequiredSigner } from '../../../shared/domain/sign-off.ts'
import { Card } from '../settings/Card.tsx'
import type { HeaderPart } from '../settings/header-part.ts'
import { newRowId } from '../new-row-id.ts'
import { SavedText } from '../settings/SavedText.tsx'

/** Who has to sign, by role. */
export function RequiredSigners({ header, onSet }: HeaderPart) {
  const { t } = useTranslation('signOff')
  const signers = header.requiredSigners
  const set = (id: string, part: Partial<RequiredSigner>) => onSet({ requiredSigners: signers.map((one) => (one.id === id ? { ...one, ...part } : one)) })
  return (
    <Card title={t('required')} text={t('requiredText')}>
      {signers.length === 0 ? <Typography sx={{ color: 'text.secondary' }}>{t('noRequired')}</Typography> : null}
      {signers.map((one) => (
        <Box key={one.id} role="group" aria-label={one.role} sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr) minmax(0, 1.3fr) auto', gap: 2, alignItems: 'start' }}>
          <SavedText label={t('role')} saved={one.role} error={one.role === ''} helperText={one.role === '' ? t('roleNeeded') : undefined} onSave={(role) => set(one.id, { role: role.trim() })} />
          <TextField select label={t('meaning')} value={one.meaning} onChange={(event) => set(one.id, { meaning: agreements.find((known) => known === event.target.value) ?? 'approved' })}>
            {agreements.map((meaning) => (
              <MenuItem key={meaning} value={meaning}>
                {t(`meaningOf.${meaning}`)}
              </MenuItem>
            ))}
          </TextField>
          <TextField select label={t('scope')} value={one.scope} onChange={(event) => set(one.id, { scope: requiredScopes.find((known) => known === event.target.value) ?? 'all' })}>
            {requiredScopes.map((scope) => (
              <MenuItem key={scope} value={scope}>
                {t(`scopeOf.${scope}`)}
              </MenuItem>
            ))}
          </TextField>
          <IconButton aria-label={`${t('remove')}: ${one.role}`} onClick={() => onSet({ requiredSigners: signers.filter((other) => other.id !== one.id) })}>
            <X size={16} />
          </IconButton>
        </Box>
      ))}
      <Button
        variant="outlined"
        startIcon={<Plus size={15} />}
        sx={{ justifySelf: 'start' }}
        disabled={signers.length >= 50}
        onClick={() => onSet({ requiredSigners: [...signers, { id: newRowId(), role: '', meaning: 'approved', scope: 'all' }] })}
      >
        {t('addRequired')}
      </Button>
    </Card>
  )
}
