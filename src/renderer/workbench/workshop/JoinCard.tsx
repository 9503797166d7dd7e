import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Copy } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { RoomAddress } from '../../../shared/domain/workshop.ts'
import { useApi } from '../api.tsx'
import { useToasts } from '../shell/Toasts.tsx'
import { Fingerprint } from './network/TlsChoice.tsx'

/** The room's address; null while it is not open for phones, undefined until it is known. */
export function useRoomAddress(project: string, workshop: string): { room: RoomAddress | null | undefined; open: () => void; opening: boolean } {
  const api = useApi()
  const toasts = useToasts()
  const queries = useQueryClient()
  const queryKey = ['workshops', project, 'room', workshop]
  const room = useQuery({ queryKey, queryFn: () => api.workshop.room({ workshop }) }).data
  const open = useMutation({ mutationFn: () => api.workshop.openRoom({ workshop }), onSuccess: (address) => queries.setQueryData(queryKey, address), onError: toasts.fail })
  return { room, open: () => open.mutate(), opening: open.isPending }
}

/** A QR code keeps its quiet zone white in the dark as well: scanners need it. */
export function QrCode({ svg, url, size }: { svg: string; url: string; size: number | string }) {
  const { t } = useTranslation('workshop')
  return <Box component="img" alt={t('lobby.qrAlt', { url })} src={`data:image/svg+xml;utf8,${encodeURIComponent(svg)}`} sx={{ width: size, height: size, bgcolor: '#fff', borderRadius: '12px', p: 3, display: 'block' }} />
}

/** The code in two groups, as people read it out. */
export function spacedCode(code: string): string {
  return code.length === 6 ? `${code.slice(0, 3)} ${code.slice(3)}` : code
}

/** Where the page is, without the code that the QR carries. */
export function bareUrl(url: string): string {
  return url.replace(/\/?#.*$/, '')
}

export function JoinCard({ room, size }: { room: RoomAddress; size: number }) {
  const { t } = useTranslation('workshop')
  const toasts = useToasts()
  const [first, ...others] = room.urls
  if (first === undefined) return null
  return (
    <Box sx={{ display: 'flex', gap: 6, alignItems: 'center', flexWrap: 'wrap' }}>
      <QrCode svg={room.qrSvg} url={first} size={size} />
      <Box sx={{ display: 'grid', gap: 4, minWidth: 0 }}>
        <Box>
          <Typography variant="subtitle2" sx={{ color: 'text.secondary' }}>{t('lobby.address')}</Typography>
          <Typography data-room-url={first} sx={{ fontSize: 20, fontWeight: 650, overflowWrap: 'anywhere' }}>{bareUrl(first)}</Typography>
          <Button color="inherit" size="small" startIcon={<Copy size={14} />} sx={{ ml: -3, color: 'text.secondary' }} onClick={() => void navigator.clipboard?.writeText(first).then(() => toasts.say(t('lobby.copied')))}>{t('lobby.copy')}</Button>
        </Box>
        <Box>
          <Typography variant="subtitle2" sx={{ color: 'text.secondary' }}>{t('lobby.code')}</Typography>
          <Typography data-room-code={room.code} sx={{ fontSize: 44, lineHeight: 1.1, fontWeight: 700, letterSpacing: '0.04em' }}>{spacedCode(room.code)}</Typography>
        </Box>
        {room.fingerprint !== null ? <Fingerprint value={room.fingerprint} /> : null}
        {others.length > 0 ? (
          <Box component="details" sx={{ color: 'text.secondary', fontSize: 13 }}>
            <summary>{t('lobby.otherAddresses')}</summary>
            {others.map((url) => <div key={url}>{bareUrl(url)}</div>)}
          </Box>
        ) : null}
      </Box>
    </Box>
  )
}
