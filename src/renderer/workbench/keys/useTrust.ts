import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { TrustedKey } from '../../../shared/domain/signing-key.ts'
import { useApi } from '../api.tsx'
import { useToasts } from '../shell/Toasts.tsx'
import type { TrustWish } from './TrustForm.tsx'

/** Trusts keys and takes trust back, at once; `onDone` runs after either. */
export function useTrust(onDone?: () => void): { trust: (wish: TrustWish) => void; distrust: (key: TrustedKey) => void } {
  const { t } = useTranslation('keys')
  const api = useApi()
  const { say, fail } = useToasts()
  const trust = useMutation({
    mutationFn: (wish: TrustWish) => api.key.trust(wish),
    onSuccess: ({ name }) => {
      say(t('added', { name }))
      onDone?.()
    },
    onError: fail,
  })
  const distrust = useMutation({
    mutationFn: ({ keyId }: TrustedKey) => api.key.distrust({ keyId }),
    onSuccess: (_, key) => {
      say(t('removed', { name: key.name }), { label: t('undo'), run: () => trust.mutate(key) })
      onDone?.()
    },
    onError: fail,
  })
  return { trust: (wish) => trust.mutate(wish), distrust: (key) => distrust.mutate(key) }
}
