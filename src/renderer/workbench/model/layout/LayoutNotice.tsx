import Button from '@mui/material/Button'
import LinearProgress from '@mui/material/LinearProgress'
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

/** Below this many milliseconds a layout says nothing: a notice that flashes by helps nobody. */
const quietMs = 500

/** Says that a layout is under way, for how long already, and how far it is (0 to 1) where it tells. */
export function LayoutNotice({ since, share, count, onCancel }: { since: number; share: number | null; count: number; onCancel: () => void }) {
  const { t } = useTranslation(['model', 'common'])
  const [now, setNow] = useState(since)
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 250)
    return () => clearInterval(timer)
  }, [])
  if (now - since < quietMs) return null
  return (
    <Paper role="status" variant="outlined" sx={{ position: 'absolute', top: 16, left: '50%', transform: 'translateX(-50%)', zIndex: 4, display: 'flex', alignItems: 'center', gap: 3, px: 4, py: 2, overflow: 'hidden' }}>
      <LinearProgress aria-hidden {...(share === null ? {} : { variant: 'determinate', value: share * 100 })} sx={{ position: 'absolute', top: 0, left: 0, right: 0, height: 3 }} />
      <Typography variant="body2">{t('layout.running', { count, seconds: Math.round((now - since) / 1000) })}</Typography>
      <Button onClick={onCancel}>{t('common:cancel')}</Button>
    </Paper>
  )
}
