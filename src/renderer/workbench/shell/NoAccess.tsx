import Button from '@mui/material/Button'
import { KeyRound } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../ui/EmptyState.tsx'

/** Shown where the page has no session: says how to get one. */
export function NoAccess() {
  const { t } = useTranslation()
  return (
    <EmptyState
      icon={<KeyRound size={26} />}
      title={t('app')}
      text={t('error.UNAUTHORIZED')}
      actions={
        <Button variant="contained" onClick={() => location.reload()}>
          {t('retry')}
        </Button>
      }
    />
  )
}
