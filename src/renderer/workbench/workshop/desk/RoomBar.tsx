import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import Typography from '@mui/material/Typography'
import { ArrowLeft, Grid3x3, Laptop, MonitorUp, MoreHorizontal, Pause, QrCode, Users } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FacilitatorView } from '../../../../shared/domain/workshop.ts'
import { useApi } from '../../api.tsx'
import { openWindow } from '../../open-window.ts'
import { EntryTools } from '../entry/EntryTools.tsx'
import { KeyButton } from '../KeyButton.tsx'
import { isBallot } from '../opening.ts'
import { PhaseChip } from '../PhaseChip.tsx'
import { RoomClock } from '../RoomClock.tsx'
import { openRoundOf } from '../spread.ts'
import { attendance } from './countdown.ts'
import type { RoomActions } from './useRoomActions.ts'
import { useMinutesSince, useMinutesUntil } from '../useSeconds.ts'
import type { Send } from '../send.ts'

/** Ballots done of ballots asked over all open rounds; a seat's ballot on one threat counts as one. */
function ballotsOf(view: FacilitatorView): { done: number; asked: number } {
  const progress = view.items.flatMap((item) => openRoundOf(item)?.progress ?? []).filter((entry) => entry.state !== 'absent')
  return { done: progress.filter((entry) => entry.state === 'voted' || entry.state === 'abstained').length, asked: progress.length }
}

function BallotMeter({ view }: { view: FacilitatorView }) {
  const { t } = useTranslation('workshop')
  const { done, asked } = ballotsOf(view)
  if (asked === 0) return null
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, color: 'text.secondary', fontSize: 13, whiteSpace: 'nowrap' }}>
      <Box aria-hidden sx={{ width: 72, height: 6, borderRadius: 3, bgcolor: 'divider', overflow: 'hidden' }}>
        <Box sx={{ height: '100%', bgcolor: 'primary.main' }} style={{ width: `${(done / asked) * 100}%` }} />
      </Box>
      <span>{t('room.ballot', { done, asked })}</span>
    </Box>
  )
}

/** The one thing to do next for the whole room, as the bar's only filled button. */
function NextStep({ view, actions }: { view: FacilitatorView; actions: RoomActions }) {
  const { t } = useTranslation(['workshop', 'prepare'])
  const { cancelReveal, settleAgreed, revealAll, openAll, openNext, donePractice } = actions
  // The banner below counts down, and has the key that takes it back.
  if (cancelReveal) return null
  if (donePractice?.learnt) return <KeyButton keyName="X" variant="contained" onClick={donePractice.run}>{t(isBallot(view.settings.way) ? 'prepare:practice.doneBallot' : 'prepare:practice.doneOne')}</KeyButton>
  if (settleAgreed) return <KeyButton keyName="A" variant="contained" onClick={settleAgreed.run}>{t('do.settleAgreed', { count: settleAgreed.count })}</KeyButton>
  if (openNext && !revealAll) return <KeyButton keyName="N" variant="contained" onClick={openNext}>{t('do.openNextShort')}</KeyButton>
  if (revealAll) return <KeyButton keyName="⇧↵" variant="contained" onClick={revealAll.run}>{t('do.revealAll', { count: revealAll.count })}</KeyButton>
  return openAll ? <KeyButton keyName="B" variant="contained" onClick={openAll.run}>{t('do.openAll', { count: openAll.count })}</KeyButton> : null
}

function Tool({ icon, label, hint, onClick }: { icon: ReactNode; label: string; hint?: string; onClick: () => void }) {
  return <Button color="inherit" aria-label={label} startIcon={icon} title={hint ? `${label} (${hint})` : label} onClick={onClick} sx={{ color: 'text.secondary', whiteSpace: 'nowrap', minWidth: 0, px: 2, flex: 'none', '& .MuiButton-startIcon': { m: 0 } }}><Box component="span" sx={{ display: 'none', '@media (min-width: 1720px)': { display: 'inline', ml: 1.5 } }}>{label}</Box></Button>
}

/** How long the workshop has been going, and how much of its time box is left. */
function Elapsed({ view }: { view: FacilitatorView }) {
  const { t } = useTranslation(['workshop', 'desk'])
  const minutes = useMinutesSince(view.startedAt)
  const left = useMinutesUntil(view.endsAt)
  if (minutes === null) return null
  return (
    <Typography variant="body2" sx={{ color: 'text.secondary', whiteSpace: 'nowrap' }}>
      {t('room.minutes', { minutes })}
      {left === null ? '' : ' · '}
      {left === null ? null : <Box component="span" sx={left < 0 ? { color: 'warning.main', fontWeight: 650 } : {}}>{t(left < 0 ? 'desk:clock.over' : 'desk:clock.left', { minutes: Math.abs(left) })}</Box>}
    </Typography>
  )
}

function Attendance({ view }: { view: FacilitatorView }) {
  const { t } = useTranslation('desk')
  const { here, all } = attendance(view)
  const label = t('attendance', { here, all })
  return (
    <Typography variant="body2" role="img" aria-label={label} title={label} data-attendance sx={{ display: 'inline-flex', gap: 1, alignItems: 'center', color: 'text.secondary', whiteSpace: 'nowrap' }}>
      <Users size={14} aria-hidden /> {here}/{all}
    </Typography>
  )
}

export function RoomBar({ view, send, actions, onSummary, onLeave }: { view: FacilitatorView; send: Send; actions: RoomActions; onSummary: () => void; onLeave: () => void }) {
  const { t } = useTranslation(['workshop', 'after'])
  const api = useApi()
  const [menu, setMenu] = useState<HTMLElement | null>(null)
  const over = view.phase === 'closed'
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, pl: 2, pr: 4, minHeight: 56, borderBottom: '1px solid', borderColor: 'divider', bgcolor: 'background.paper' }}>
      <IconButton aria-label={t('room.leave')} title={t('room.leave')} onClick={onLeave}><ArrowLeft size={17} /></IconButton>
      <Typography variant="h3" noWrap sx={{ maxWidth: 220 }}>{view.name}</Typography>
      <PhaseChip phase={view.phase} />
      {over ? null : <Elapsed view={view} />}
      {over ? null : <Attendance view={view} />}
      {view.timer ? <RoomClock timer={view.timer} size={17} /> : null}
      <Box sx={{ flex: 1, display: 'flex', justifyContent: 'center' }}><BallotMeter view={view} /></Box>
      {over ? null : (
        <>
          <Tool icon={<QrCode size={15} />} label={t('room.address')} onClick={() => actions.ask('address')} />
          <Tool icon={<MonitorUp size={15} />} label={t('room.present')} hint="Ctrl P" onClick={() => void openWindow(api, `/present/${view.id}`)} />
          <Tool icon={<Grid3x3 size={15} />} label={t('room.grid')} hint="G" onClick={() => actions.ask('grid')} />
          <Tool icon={<Laptop size={15} />} label={t('room.hotSeat')} hint="H" onClick={() => actions.ask('hot-seat')} />
          <EntryTools view={view} />
          <IconButton aria-label={t('room.more')} onClick={(event) => setMenu(event.currentTarget)}><MoreHorizontal size={17} /></IconButton>
          <Menu anchorEl={menu} open={menu !== null} onClose={() => setMenu(null)} onClick={() => setMenu(null)}>
            {view.phase === 'running' ? <MenuItem onClick={() => void send({ type: 'pause' })}><Pause size={15} style={{ marginRight: 10 }} />{t('room.pause')}</MenuItem> : null}
            <MenuItem onClick={onSummary}>{t('after:menu')}</MenuItem>
            <MenuItem onClick={() => actions.ask('close')}>{t('room.close')}…</MenuItem>
          </Menu>
          {view.phase === 'paused' ? null : <NextStep view={view} actions={actions} />}
        </>
      )}
    </Box>
  )
}
