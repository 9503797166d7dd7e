import Button from '@mui/material/Button'
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { ModelView } from './useModelView.ts'

/** Says that not all is shown, and shows all again. */
export function ShownNotice({ view }: { view: ModelView }) {
  const { t } = useTranslation('model')
  if (!view.narrowed) return null
  return (
    <Paper role="status" variant="outlined" sx={{ position: 'absolute', top: 12, left: 12, zIndex: 2, display: 'flex', alignItems: 'center', gap: 2, pl: 3, pr: 1, py: 0.5 }}>
      <Typography variant="body2">{t('view.shown', view.count)}</Typography>
      <Button size="small" onClick={view.showAll}>
        {t('view.showAll')}
      </Button>
    </Paper>
  )
}
