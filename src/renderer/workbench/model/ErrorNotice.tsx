import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useTranslation } from 'react-i18next'
import { explain } from '../explain.ts'

/** An error where it happened, with a way to try again. */
export function ErrorNotice({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation()
  return (
    <Box sx={{ p: 8, maxWidth: 640, mx: 'auto' }}>
      <Alert severity="error" action={<Button color="inherit" onClick={onRetry}>{t('retry')}</Button>}>
        {explain(error, t)}
      </Alert>
    </Box>
  )
}
