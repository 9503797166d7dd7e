import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'

/** What a diagram on which nothing stands yet says. */
export function EmptyDiagram({ name, child }: { name: string; child: boolean }) {
  const { t } = useTranslation('diagrams')
  return (
    <Box sx={{ position: 'absolute', inset: 0, display: 'grid', placeItems: 'center', pointerEvents: 'none', p: 8 }}>
      <Box sx={{ maxWidth: 420, textAlign: 'center' }}>
        <Typography variant="h2" sx={{ mb: 2 }}>
          {t('empty.title', { name })}
        </Typography>
        <Typography sx={{ color: 'text.secondary' }}>
          {t('empty.text')} {child ? t('empty.up') : ''}
        </Typography>
      </Box>
    </Box>
  )
}
