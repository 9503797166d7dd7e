import Box from '@mui/material/Box'
import { useTranslation } from 'react-i18next'
import type { RoomTimer } from '../../../shared/domain/workshop.ts'
import { spoken } from '../../ui/spoken.ts'
import { clockMoment, clockText } from './clock.ts'
import { useSecondsUntil } from './useSeconds.ts'

/** The room's clock. It is read out at its few moments, never each second; when it is over it says so and stops nothing. */
export function RoomClock({ timer, size }: { timer: RoomTimer; size: number }) {
  const { t } = useTranslation('workshop')
  const seconds = useSecondsUntil(timer.until) ?? 0
  const whole = Math.round((Date.parse(timer.until) - Date.parse(timer.from)) / 1000)
  const moment = clockMoment(seconds, whole)
  return (
    <Box component="span" data-clock={timer.kind} sx={{ display: 'inline-flex', alignItems: 'baseline', gap: 1.5, whiteSpace: 'nowrap', fontSize: size }}>
      <Box component="span" sx={{ color: 'text.secondary', fontSize: '0.8em' }}>{t(`clock.kind.${timer.kind}`)}</Box>
      <Box role="timer" aria-live="off" component="span" sx={{ fontWeight: 700, color: moment === 'over' ? 'warning.main' : 'text.primary' }}>
        {moment === 'over' ? t('clock.over') : clockText(seconds)}
      </Box>
      <Box component="span" role="status" sx={spoken}>{t(`clock.say.${moment}`, { time: clockText(whole) })}</Box>
    </Box>
  )
}
