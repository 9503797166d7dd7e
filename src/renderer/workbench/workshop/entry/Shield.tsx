import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { ORPCError } from '@orpc/client'
import { KeyRound, Laptop } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { FacilitatorView, SeatInfo } from '../../../../shared/domain/workshop.ts'
import { useApi } from '../../api.tsx'
import { explain } from '../../explain.ts'
import { useSecondsUntil } from '../useSeconds.ts'
import { isPin, PinField } from './PinField.tsx'

const Waiting = z.object({ retryAfterMs: z.number() })
const Wrong = z.object({ reason: z.literal('wrong-pin'), detail: z.string() })

/** When the next try is taken, of a refusal that says so. */
function waitOf(error: unknown): string | null {
  const data: unknown = error instanceof ORPCError ? error.data : null
  const [waiting, wrong] = [Waiting.safeParse(data), Wrong.safeParse(data)]
  const ms = waiting.success ? waiting.data.retryAfterMs : wrong.success ? Number(wrong.data.detail) * 1000 : null
  return ms === null ? null : new Date(Date.now() + ms).toISOString()
}

/** Shown while the laptop changes hands: nothing of anybody's, and the way in for one person. */
export function Shield({ view, seat, name, hasPin, onBegin }: { view: FacilitatorView; seat: SeatInfo; name: string; hasPin: boolean; onBegin: (turn: string) => void }) {
  const { t } = useTranslation(['workshop', 'entry', 'common'])
  const { t: tCommon } = useTranslation()
  const api = useApi()
  const [pin, setPin] = useState('')
  const [choosing, setChoosing] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [until, setUntil] = useState<string | null>(null)
  const seconds = useSecondsUntil(until) ?? 0
  const asked = hasPin || choosing

  async function begin() {
    const at = { workshop: view.id, seat: seat.id }
    try {
      if (choosing && !hasPin) await api.entry.setPin({ ...at, pin, turn: null })
      const { turn } = await api.entry.beginTurn({ ...at, pin: asked ? pin : null })
      onBegin(turn)
    } catch (error) {
      setPin('')
      setProblem(explain(error, tCommon))
      setUntil(waitOf(error))
    }
  }

  return (
    <Box
      component="form"
      onSubmit={(event) => {
        event.preventDefault()
        void begin()
      }}
      sx={{ flex: 1, display: 'grid', placeContent: 'center', justifyItems: 'center', gap: 3, textAlign: 'center', p: 6 }}
    >
      <Box sx={{ color: 'primary.main' }}><Laptop size={56} strokeWidth={1.5} aria-hidden /></Box>
      <Typography sx={{ fontSize: 20, color: 'text.secondary' }}>{t('hot.pass')}</Typography>
      <Typography component="h1" sx={{ fontSize: 52, fontWeight: 700, lineHeight: 1.1, letterSpacing: '-0.02em', mb: 4, overflowWrap: 'anywhere' }}>{name}</Typography>
      {asked ? <PinField focused label={hasPin ? t('entry:pin.enterFor', { name }) : t('entry:pin.own')} help={hasPin ? undefined : t('entry:pin.help')} value={pin} onValue={setPin} error={problem !== null && pin === ''} /> : null}
      {problem === null ? null : <Alert severity="warning">{problem}{seconds > 0 ? ` ${t('entry:pin.wait', { count: seconds })}` : ''}</Alert>}
      <Button type="submit" autoFocus={!asked} variant="contained" size="large" disabled={seconds > 0 || (asked && !isPin(pin))}>{t('hot.begin', { name })}</Button>
      {asked ? null : <Button color="inherit" startIcon={<KeyRound size={15} />} title={t('entry:pin.ownText')} onClick={() => setChoosing(true)} sx={{ color: 'text.secondary' }}>{t('entry:pin.own')}</Button>}
    </Box>
  )
}
