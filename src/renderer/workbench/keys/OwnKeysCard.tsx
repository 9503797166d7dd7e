import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useMutation, useQuery } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '../api.tsx'
import { Card } from '../settings/Card.tsx'
import { LoadFailure } from '../shell/LoadFailure.tsx'
import { useToasts } from '../shell/Toasts.tsx'
import { Fingerprint } from './Fingerprint.tsx'
import { KeyLines } from './KeyLines.tsx'
import { RenewDialog } from './RenewDialog.tsx'

/** The key that this installation signs with, why it can not where it can not, and those it signed with before. */
export function OwnKeysCard() {
  const { t, i18n } = useTranslation('keys')
  const api = useApi()
  const { say, fail } = useToasts()
  const [asking, setAsking] = useState(false)
  const keys = useQuery({ queryKey: ['revisions', null, 'own-keys'], queryFn: () => api.key.own() })
  const renew = useMutation({ mutationFn: () => api.key.renew(), onSuccess: () => say(t('renewed')), onError: fail })
  const day = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium' })
  const on = (at: string) => day.format(new Date(at))
  if (keys.isLoadingError) return <LoadFailure error={keys.error} onRetry={() => void keys.refetch()} />
  if (!keys.data) return null
  const { current, trouble, other, earlier } = keys.data
  const renewButton = (
    <Button size="small" variant="outlined" startIcon={<KeyRound size={15} />} disabled={renew.isPending} onClick={() => setAsking(true)}>
      {t('renew')}
    </Button>
  )
  return (
    <Card title={t('own')} text={t('ownText')}>
      {trouble ? (
        <Alert severity="error" action={<Button color="inherit" size="small" onClick={() => void keys.refetch()}>{t('again')}</Button>}>
          {t(`trouble.${trouble.reason}`)}
          <Typography variant="body2" sx={{ fontFamily: 'ui-monospace, monospace', overflowWrap: 'anywhere', mt: 2 }}>
            {trouble.file}
          </Typography>
        </Alert>
      ) : null}
      {current ? (
        <KeyLines installationKey={current} when={`${t('since', { when: on(current.from) })} · ${t(`kept.${current.kept}`)}`}>
          {renewButton}
        </KeyLines>
      ) : (
        <Box>{renewButton}</Box>
      )}
      {other ? (
        <Box>
          <Typography variant="subtitle2" component="h3">
            {t(other.kept === 'system' ? 'other.browser' : 'other.electron')}
          </Typography>
          <Fingerprint value={other.fingerprint} />
        </Box>
      ) : null}
      {earlier.length > 0 ? (
        <Box>
          <Typography variant="subtitle2" component="h3">
            {t('earlier')}
          </Typography>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {t('earlierText')}
          </Typography>
          <Box component="ul" aria-label={t('earlier')} sx={{ listStyle: 'none', m: 0, p: 0, mt: 3, display: 'grid', gap: 4 }}>
            {earlier.map((one) => (
              <li key={one.fingerprint}>
                <KeyLines installationKey={one} when={t('from', { from: on(one.from), to: on(one.to) })} />
              </li>
            ))}
          </Box>
        </Box>
      ) : null}
      {asking ? (
        <RenewDialog
          onClose={() => setAsking(false)}
          onRenew={() => {
            setAsking(false)
            renew.mutate()
          }}
        />
      ) : null}
    </Card>
  )
}
