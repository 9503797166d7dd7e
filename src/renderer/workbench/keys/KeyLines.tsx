import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { Download } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { InstallationKey } from '../../../shared/domain/signing-key.ts'
import { saveFile } from '../save-file.ts'
import { Fingerprint } from './Fingerprint.tsx'

/** More than this many revisions are not named one by one. */
const named = 6

/** One key of this installation: its fingerprint, when and how it is or was used, and its public part to hand out. */
export function KeyLines({ installationKey, when, children }: { installationKey: InstallationKey; when: string; children?: ReactNode }) {
  const { t } = useTranslation('keys')
  const { fingerprint, signed, file } = installationKey
  const list = signed.slice(-named).map((one) => t('signedOne', one))
  const shown = signed.length > named ? ['…', ...list] : list
  return (
    <Box sx={{ display: 'grid', gap: 1, justifyItems: 'start' }}>
      <Fingerprint value={fingerprint} />
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {when}
      </Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
        {signed.length === 0 ? t('signedNothing') : t('signed', { list: shown.join('; ') })}
      </Typography>
      <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap', mt: 1 }}>
        <Button variant="outlined" size="small" startIcon={<Download size={15} />} aria-label={`${t('save')}: ${fingerprint.slice(0, 9)}`} onClick={() => saveFile(file)}>
          {t('save')}
        </Button>
        {children}
      </Box>
    </Box>
  )
}
