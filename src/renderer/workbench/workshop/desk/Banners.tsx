import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { Crown, Pause, Vote } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FacilitatorView } from '../../../../shared/domain/workshop.ts'
import { spoken } from '../../../ui/spoken.ts'
import { KeyButton } from '../KeyButton.tsx'
import { useSeatName } from '../useSeatName.ts'
import { useSecondsUntil } from '../useSeconds.ts'
import { pendingReveal } from './countdown.ts'
import type { RoomActions } from './useRoomActions.ts'

function Banner({ icon, children, action }: { icon: ReactNode; children: ReactNode; action?: ReactNode }) {
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 3, px: 5, py: 1.5, minHeight: 44, bgcolor: 'action.selected', borderBottom: '1px solid', borderColor: 'divider' }}>
      <Box component="span" sx={{ display: 'inline-flex', color: 'primary.main' }}>{icon}</Box>
      <Box role="status" sx={{ flex: 1, minWidth: 0 }}>{children}</Box>
      {action}
    </Box>
  )
}

/** The reveal's countdown, where nobody can miss it. */
function Countdown({ until, everybody, items, onCancel }: { until: string; everybody: boolean; items: number; onCancel: () => void }) {
  const { t } = useTranslation('desk')
  const seconds = useSecondsUntil(until) ?? 0
  // Said once: a number that is read out each second drowns everything else.
  const [atFirst] = useState(seconds)
  const text = `${everybody ? `${t('countdown.everybody')} ` : ''}${t('countdown.revealing', { count: items })}`
  return (
    <Box data-countdown sx={{ display: 'flex', alignItems: 'center', gap: 4, px: 5, py: 1.5, bgcolor: 'primary.main', color: 'primary.contrastText' }}>
      <Box component="span" role="status" sx={spoken}>{text} {atFirst}</Box>
      <Typography role="timer" aria-live="off" sx={{ flex: 1, display: 'flex', alignItems: 'baseline', gap: 2, fontSize: 17, fontWeight: 650 }}>
        {text}
        <Box component="span" sx={{ fontSize: 26, fontWeight: 750, lineHeight: 1.1, minWidth: 20 }}>{seconds}</Box>
      </Typography>
      <KeyButton keyName="C" variant="outlined" color="inherit" onClick={onCancel}>{t('countdown.cancel')}</KeyButton>
    </Box>
  )
}

/** What the facilitator has to know at once: a reveal that is coming, a break, who leads, the closing poll. */
export function Banners({ view, actions }: { view: FacilitatorView; actions: RoomActions }) {
  const { t } = useTranslation('desk')
  const nameOf = useSeatName(view.seats)
  const reveal = pendingReveal(view)
  const { cancelReveal, resume, takeBack, closePoll } = actions
  return (
    <>
      {reveal && cancelReveal ? <Countdown {...reveal} onCancel={cancelReveal} /> : null}
      {resume ? (
        <Banner icon={<Pause size={18} aria-hidden />} action={<KeyButton keyName="," variant="contained" onClick={resume}>{t('paused.resume')}</KeyButton>}>
          <Typography sx={{ fontWeight: 650 }}>{t('paused.title')}</Typography>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>{t('paused.text')}</Typography>
        </Banner>
      ) : null}
      {view.lead !== null && takeBack ? (
        <Banner icon={<Crown size={18} aria-hidden />} action={<KeyButton keyName="F" variant="outlined" onClick={takeBack}>{t('people.takeBack')}</KeyButton>}>
          <Typography sx={{ fontWeight: 650 }}>{t('lead.is', { name: nameOf(view.lead) })}</Typography>
        </Banner>
      ) : null}
      {view.poll && closePoll ? (
        <Banner icon={<Vote size={18} aria-hidden />} action={<KeyButton keyName="." variant="contained" onClick={() => actions.ask('close')}>{t('poll.look')}</KeyButton>}>
          <Typography sx={{ fontWeight: 650 }}>{t('poll.running', { answered: view.poll.answered, asked: view.poll.asked })}</Typography>
        </Banner>
      ) : null}
    </>
  )
}
