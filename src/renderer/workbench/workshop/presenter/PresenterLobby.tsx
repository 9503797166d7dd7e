import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { PresenterView } from '../../../../shared/domain/workshop.ts'
import { bareUrl, QrCode, spacedCode, useRoomAddress } from '../JoinCard.tsx'

/** How to get in, readable from the last row. */
export function PresenterLobby({ view }: { view: PresenterView }) {
  const { t } = useTranslation(['workshop', 'network'])
  const { room } = useRoomAddress(view.project, view.id)
  const url = room?.urls[0]
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: room ? 'auto minmax(0, 1fr)' : '1fr', gap: 16, alignItems: 'center', height: '100%', maxWidth: 1320, mx: 'auto' }}>
      {room && url !== undefined ? <QrCode svg={room.qrSvg} url={url} size="min(62vh, 38vw)" /> : null}
      <Box sx={{ minWidth: 0 }}>
        <Typography sx={{ fontSize: 28, color: 'text.secondary', fontWeight: 600, mb: 2 }}>{view.name}</Typography>
        <Typography component="h1" sx={{ fontSize: 72, fontWeight: 700, letterSpacing: '-0.025em', lineHeight: 1.05, mb: 10 }}>{t('presenter.join')}</Typography>
        {room && url !== undefined ? (
          <>
            <Typography sx={{ fontSize: 26, color: 'text.secondary' }}>{t('presenter.or')}</Typography>
            <Typography sx={{ fontSize: 38, fontWeight: 650, overflowWrap: 'anywhere', mb: 6 }}>{bareUrl(url).replace(/^http:\/\//, '')}</Typography>
            <Typography sx={{ fontSize: 26, color: 'text.secondary' }}>{t('presenter.code')}</Typography>
            <Typography sx={{ fontSize: 104, fontWeight: 750, letterSpacing: '0.03em', lineHeight: 1.1 }}>{spacedCode(room.code)}</Typography>
            {room.fingerprint !== null ? (
              // Whoever is warned by the phone compares it with this.
              <>
                <Typography sx={{ fontSize: 20, color: 'text.secondary', mt: 6 }}>{t('network:tls.fingerprint')}</Typography>
                <Typography sx={{ fontFamily: 'ui-monospace, monospace', fontSize: 20, overflowWrap: 'anywhere' }}>{room.fingerprint.slice(0, 48)}<wbr />{room.fingerprint.slice(48)}</Typography>
              </>
            ) : null}
          </>
        ) : null}
        <Typography role="status" sx={{ fontSize: 32, fontWeight: 650, mt: 8 }}>{t('presenter.joined', { count: view.seats.joined })}</Typography>
      </Box>
    </Box>
  )
}
