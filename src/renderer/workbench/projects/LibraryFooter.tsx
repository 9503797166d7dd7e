import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { FilePen } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useApi } from '../api.tsx'
import { Preferences } from '../settings/Preferences.tsx'

/** Language, appearance, where the data is, and whether it had to be restored. */
export function LibraryFooter({ onSignRequest }: { onSignRequest: () => void }) {
  const { t } = useTranslation(['common', 'signOff'])
  const api = useApi()
  const info = useQuery({ queryKey: ['info'], queryFn: () => api.app.info() })
  return (
    <Box sx={{ pt: 10 }}>
      {info.data?.damaged ? (
        <Alert severity="warning" sx={{ mb: 3 }}>
          {t('damaged', { detail: info.data.damaged })}
        </Alert>
      ) : null}
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 4, flexWrap: 'wrap', color: 'text.secondary' }}>
        <Typography variant="caption" sx={{ flex: '1 1 200px' }}>
          {info.data ? `${t('app')} ${info.data.version} · ${info.data.dataDir}` : ''}
        </Typography>
        <Button size="small" color="inherit" startIcon={<FilePen size={15} />} onClick={onSignRequest}>
          {t('signOff:openRequest')}
        </Button>
        <Preferences />
      </Box>
    </Box>
  )
}
