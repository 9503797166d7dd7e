import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import FormControlLabel from '@mui/material/FormControlLabel'
import Switch from '@mui/material/Switch'
import Typography from '@mui/material/Typography'
import { Copy } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { RoomNetworkSettings } from '../../../../shared/domain/room.ts'
import { useToasts } from '../../shell/Toasts.tsx'

/** What people compare on their phones: in two lines, as browsers show it. */
export function Fingerprint({ value }: { value: string }) {
  const { t } = useTranslation('network')
  const toasts = useToasts()
  return (
    <Box>
      <Typography variant="subtitle2" sx={{ color: 'text.secondary' }}>{t('tls.fingerprint')}</Typography>
      <Typography data-fingerprint={value} sx={{ fontFamily: 'ui-monospace, monospace', fontSize: 13, overflowWrap: 'anywhere' }}>{value.slice(0, 48)}<wbr />{value.slice(48)}</Typography>
      <Button color="inherit" size="small" startIcon={<Copy size={14} />} sx={{ ml: -3, color: 'text.secondary' }} onClick={() => void navigator.clipboard?.writeText(value).then(() => toasts.say(t('tls.copied')))}>{t('tls.copy')}</Button>
    </Box>
  )
}

/** TLS, and what it costs. */
export function TlsChoice({ settings, fingerprint, choosing, onChoose }: { settings: RoomNetworkSettings; fingerprint: string | null; choosing: boolean; onChoose: (settings: RoomNetworkSettings) => void }) {
  const { t } = useTranslation('network')
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <Typography variant="h3">{t('tls.title')}</Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>{t('tls.text')}</Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>{t('tls.warn')}</Typography>
      <FormControlLabel control={<Switch size="small" checked={settings.tls} disabled={choosing} onChange={(event) => onChoose({ ...settings, tls: event.target.checked })} />} label={t('tls.switch')} />
      <Typography variant="body2" sx={{ fontWeight: 600 }}>{t('tls.again')}</Typography>
      {fingerprint !== null ? <Fingerprint value={fingerprint} /> : null}
    </Box>
  )
}
