import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '../api.tsx'
import { Card } from '../settings/Card.tsx'
import { Fingerprint } from './Fingerprint.tsx'
import { TrustForm, type TrustWish } from './TrustForm.tsx'
import { useTrust } from './useTrust.ts'

/** The keys that the user vouches for, by name; and those that could be, as somebody signed with them. */
export function TrustedKeysCard() {
  const { t } = useTranslation('keys')
  const api = useApi()
  const trusted = useQuery({ queryKey: ['keys', null, 'trusted'], queryFn: () => api.key.trusted() }).data ?? []
  const seen = useQuery({ queryKey: ['revisions', null, 'seen-keys'], queryFn: () => api.key.seen() }).data ?? []
  const [start, setStart] = useState<TrustWish | null>(null)
  const [times, setTimes] = useState(0)
  const begin = (wish: TrustWish | null) => {
    setStart(wish)
    setTimes(times + 1)
  }
  const { trust, distrust } = useTrust(() => begin(null))
  return (
    <Card title={t('trusted')} text={t('trustedText')}>
      {trusted.length === 0 ? <Typography sx={{ color: 'text.secondary' }}>{t('trustedNone')}</Typography> : null}
      <KeyList label={t('trusted')}>
        {trusted.map((key) => (
          <KeyRow key={key.keyId} name={key.name} fingerprint={key.fingerprint}>
            <IconButton aria-label={`${t('remove')}: ${key.name}`} title={t('remove')} onClick={() => distrust(key)}>
              <X size={16} />
            </IconButton>
          </KeyRow>
        ))}
      </KeyList>
      <TrustForm key={times} start={start} onTrust={trust} />
      {seen.length > 0 ? (
        <Box>
          <Typography variant="subtitle2" component="h3">
            {t('seen')}
          </Typography>
          <Typography variant="body2" sx={{ color: 'text.secondary', mb: 3 }}>
            {t('seenText')}
          </Typography>
          <KeyList label={t('seen')}>
            {seen.map((key) => (
              <KeyRow key={key.keyId} name={t('seenBy', { name: key.name || t('nobody'), role: key.role, count: key.signatures })} fingerprint={key.fingerprint}>
                <Button size="small" aria-label={`${t('trust')} ${key.name || key.fingerprint.slice(0, 9)}`} onClick={() => begin(key)}>
                  {t('trust')}
                </Button>
              </KeyRow>
            ))}
          </KeyList>
        </Box>
      ) : null}
    </Card>
  )
}

function KeyList({ label, children }: { label: string; children: readonly ReactNode[] }) {
  if (children.length === 0) return null
  return (
    <Box component="ul" aria-label={label} sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 3 }}>
      {children}
    </Box>
  )
}

function KeyRow({ name, fingerprint, children }: { name: string; fingerprint: string; children: ReactNode }) {
  return (
    <Box component="li" sx={{ display: 'flex', gap: 3, alignItems: 'center' }}>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{name}</Typography>
        <Fingerprint value={fingerprint} />
      </Box>
      {children}
    </Box>
  )
}
