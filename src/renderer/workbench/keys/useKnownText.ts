import { useTranslation } from 'react-i18next'
import type { KnownKey } from '../../../shared/domain/signing-key.ts'

/** Says how a key is known here. */
export function useKnownText(): (known: KnownKey) => string {
  const { t } = useTranslation('keys')
  return ({ as, name }) => t(`known.${as === 'seen' && name === '' ? 'unknown' : as}`, { name })
}
