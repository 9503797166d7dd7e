import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { ChevronFirst, ChevronLast, Pause, Play, StepBack, StepForward } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { TimelineFrame } from '../../../../shared/domain/workshop-timeline.ts'
import { frameAt, presentedSpans, replaySpeeds } from './replay-time.ts'
import { useDuration } from './useDuration.ts'
import type { Replay } from './useReplay.ts'

const lane = 1000

/** What was on the screen over time, and when something was revealed (lines) or settled (dots). */
function Lanes({ frames, places }: { frames: readonly TimelineFrame[]; places: readonly number[] }) {
  const { t } = useTranslation('after')
  const all = Math.max(1, places.at(-1) ?? 1)
  const x = (place: number) => (place / all) * lane
  return (
    <Box component="svg" role="img" aria-label={t('replay.lanes')} viewBox={`0 0 ${lane} 26`} preserveAspectRatio="none" sx={{ display: 'block', width: 'calc(100% - 16px)', mx: '8px', height: 26, color: 'text.primary' }}>
      <rect x={0} y={9} width={lane} height={8} rx={2} fill="var(--mui-palette-divider)" />
      {presentedSpans(frames, places).map(({ item, from, to }, index) => <rect key={`${item}-${from}`} x={x(from)} y={9} width={Math.max(1, x(to) - x(from) - 1)} height={8} fill="var(--mui-palette-primary-main)" opacity={index % 2 === 0 ? 0.75 : 0.4} />)}
      {frames.map(({ kind, seq }, index) => {
        const at = x(places[index] ?? 0)
        if (kind === 'revealed') return <rect key={seq} x={at - 1} y={1} width={2} height={24} fill="currentColor" />
        if (kind === 'settled') return <rect key={seq} x={at - 1.5} y={20} width={3} height={5} fill="currentColor" opacity={0.6} />
        return null
      })}
    </Box>
  )
}

function Control({ label, onClick, children }: { label: string; onClick: () => void; children: ReactNode }) {
  return <IconButton aria-label={label} title={label} onClick={onClick}>{children}</IconButton>
}

/** The scrubber with its buttons; every one of them has a key. */
export function ReplayTransport({ frames, replay }: { frames: readonly TimelineFrame[]; replay: Replay }) {
  const { t, i18n } = useTranslation('after')
  const duration = useDuration()
  const { index, places, playing } = replay
  // The tab that led here takes the arrow keys for itself as long as it has the focus.
  const scrubber = useRef<HTMLInputElement>(null)
  useEffect(() => scrubber.current?.focus(), [])
  const frame = frames[index]
  const clock = new Intl.DateTimeFormat(i18n.language, { timeStyle: 'medium' })
  const said = frame ? `${clock.format(new Date(frame.at))}, ${t(`replay.kind.${frame.kind}`)}` : ''
  return (
    <Box data-transport sx={{ px: 5, py: 3, borderTop: '1px solid', borderColor: 'divider', bgcolor: 'background.paper' }}>
      <Lanes frames={frames} places={places} />
      <Box
        component="input"
        ref={scrubber}
        type="range"
        min={0}
        max={places.at(-1) ?? 0}
        step="any"
        value={places[index] ?? 0}
        aria-label={t('replay.scrubber')}
        aria-valuetext={said}
        onChange={(event) => replay.goTo(frameAt(places, Number(event.target.value)))}
        sx={{ width: '100%', m: 0, accentColor: 'var(--mui-palette-primary-main)', cursor: 'pointer', display: 'block' }}
      />
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, mt: 2, flexWrap: 'wrap' }}>
        <Control label={t('replay.previousMoment')} onClick={() => replay.moment(-1)}><ChevronFirst size={18} /></Control>
        <Control label={t('replay.back')} onClick={() => replay.step(-1)}><StepBack size={18} /></Control>
        <IconButton aria-label={t(playing ? 'replay.pause' : 'replay.play')} title={t(playing ? 'replay.pause' : 'replay.play')} onClick={replay.toggle} sx={{ bgcolor: 'primary.main', color: 'primary.contrastText', '&:hover': { bgcolor: 'primary.main' } }}>{playing ? <Pause size={18} /> : <Play size={18} />}</IconButton>
        <Control label={t('replay.forward')} onClick={() => replay.step(1)}><StepForward size={18} /></Control>
        <Control label={t('replay.nextMoment')} onClick={() => replay.moment(1)}><ChevronLast size={18} /></Control>
        <TextField select size="small" value={replay.speed} onChange={(event) => replay.setSpeed(Number(event.target.value))} slotProps={{ htmlInput: { 'aria-label': t('replay.speed') } }} sx={{ width: 92, ml: 2 }}>
          {replaySpeeds.map((speed) => <MenuItem key={speed} value={speed}>{t('replay.times', { count: speed })}</MenuItem>)}
        </TextField>
        <Typography data-replay-clock sx={{ ml: 3, fontWeight: 650, whiteSpace: 'nowrap' }}>{t('replay.at', { at: duration(frame?.ms ?? 0), all: duration(frames.at(-1)?.ms ?? 0) })}</Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary', whiteSpace: 'nowrap' }}>{t('replay.of', { index: index + 1, all: frames.length })}</Typography>
        <Typography variant="body2" sx={{ ml: 'auto', color: 'text.secondary', display: { xs: 'none', lg: 'block' } }}>{t('replay.keys')}</Typography>
      </Box>
    </Box>
  )
}
