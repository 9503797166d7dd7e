import Button from '@mui/material/Button'
import { CloudAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { explain } from '../explain.ts'

/** Stands where something could not be loaded: why, and the way on. */
export function LoadFailure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation()
  const retry = (
    <Button variant="contained" onClick={onRetry}>
      {t('retry')}
    </Button>
  )
  return <EmptyState icon={<CloudAlert size={26} />} title={t('error.title')} text={explain(error, t)} actions={retry} />
}
