import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useApi } from '../api.tsx'
import { saveFile } from '../save-file.ts'
import { Card } from '../settings/Card.tsx'

/** The key that this installation signs with: its fingerprint to be compared, and its public part to be handed out. */
export function OwnKey() {
  const { t } = useTranslation('signOff')
  const api = useApi()
  const key = useQuery({ queryKey: ['signing-key'], queryFn: () => api.register.ownKey(), staleTime: Infinity }).data
  return (
    <Card title={t('ownKey')} text={t('ownKeyText')}>
      {key ? (
        <Box sx={{ display: 'grid', gap: 3, justifyItems: 'start' }}>
          <Typography sx={{ fontFamily: 'ui-monospace, monospace', overflowWrap: 'anywhere' }} data-fingerprint={key.fingerprint}>
            {key.fingerprint}
          </Typography>
          <Button variant="outlined" startIcon={<Download size={15} />} onClick={() => saveFile(key.file)}>
            {t('ownKeySave')}
          </Button>
        </Box>
      ) : null}
    </Card>
  )
}
