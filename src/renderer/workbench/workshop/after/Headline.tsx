import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { pollAnswers } from '../../../../shared/domain/workshop.ts'
import type { WorkshopReport } from '../../../../shared/domain/workshop-report.ts'
import { useDuration } from './useDuration.ts'

interface Part {
  name: string
  count: number
  fill: string
}

/** One bar of shares, read by the words below it. */
function ShareBar({ parts }: { parts: readonly Part[] }) {
  const all = parts.reduce((sum, { count }) => sum + count, 0)
  return (
    <Box aria-hidden sx={{ display: 'flex', gap: '2px', height: 8, borderRadius: '4px', overflow: 'hidden', bgcolor: 'divider', my: 2 }}>
      {parts.map(({ name, count, fill }) => (count === 0 ? null : <Box key={name} style={{ width: `${(count / all) * 100}%`, background: fill }} />))}
    </Box>
  )
}

function Tile({ title, value, name, children }: { title: string; value: string; name: string; children?: ReactNode }) {
  return (
    <Box component="section" aria-label={title} data-tile={name} sx={{ p: 4, borderRadius: '12px', border: '1px solid', borderColor: 'divider', bgcolor: 'background.paper', minWidth: 0 }}>
      <Typography variant="subtitle2" component="h2" sx={{ color: 'text.secondary' }}>{title}</Typography>
      <Typography sx={{ fontSize: 26, fontWeight: 700, letterSpacing: '-0.02em', lineHeight: 1.3 }}>{value}</Typography>
      {children}
    </Box>
  )
}

function Small({ children }: { children: ReactNode }) {
  return <Typography variant="body2" sx={{ color: 'text.secondary' }}>{children}</Typography>
}

const shades = ['var(--mui-palette-primary-main)', 'color-mix(in srgb, var(--mui-palette-primary-main) 45%, var(--mui-palette-background-paper))', 'var(--mui-palette-text-secondary)', 'transparent'] as const

function PollTile({ poll }: { poll: WorkshopReport['poll'] }) {
  const { t } = useTranslation('after')
  const title = t('head.poll')
  if (!poll) return <Tile name="poll" title={title} value="–"><Small>{t('head.pollNone')}</Small></Tile>
  const { counts, answered } = poll
  if (!counts) return <Tile name="poll" title={title} value="–"><Small>{t(poll.erased ? 'head.pollErased' : 'head.pollOpen', { count: answered })}</Small></Tile>
  return (
    <Tile name="poll" title={title} value={answered === 0 ? '–' : t('head.of', { count: counts.yes, all: answered })}>
      <ShareBar parts={pollAnswers.map((answer, index) => ({ name: answer, count: counts[answer], fill: shades[index] ?? 'transparent' }))} />
      <Small>{t('poll.label', counts)}</Small>
    </Tile>
  )
}

/** What one wants to know first: how much is settled, how long it took, who was there, whether it is good enough. */
export function Headline({ report }: { report: WorkshopReport }) {
  const { t } = useTranslation('after')
  const duration = useDuration()
  const { counts, time, attendance } = report
  const rest = [counts.overridden > 0 ? t('head.overridden', { count: counts.overridden }) : '', counts.parked > 0 ? t('head.parked', { count: counts.parked }) : '', counts.skipped > 0 ? t('head.skipped', { count: counts.skipped }) : '', counts.left > 0 ? t('head.left', { count: counts.left }) : ''].filter((text) => text !== '')
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(196px, 1fr))', gap: 3 }}>
      <Tile name="settled" title={t('head.settled')} value={t('head.of', { count: counts.settled, all: counts.all })}>
        <ShareBar parts={[{ name: 'settled', count: counts.settled, fill: shades[0] }, { name: 'parked', count: counts.parked, fill: shades[1] }, { name: 'skipped', count: counts.skipped, fill: shades[2] }, { name: 'left', count: counts.left, fill: shades[3] }]} />
        <Small>{[t('head.byRule', { count: counts.byRule }), ...rest].join(' · ')}</Small>
      </Tile>
      <Tile name="time" title={t('head.time')} value={duration(time.runningMs)}>
        {counts.settled > 0 ? <Small>{t('head.perThreat', { time: duration(time.runningMs / counts.settled) })}</Small> : null}
        {time.pausedMs > 0 ? <Small>{t('head.paused', { time: duration(time.pausedMs) })}</Small> : null}
      </Tile>
      <Tile name="seats" title={t('head.seats')} value={String(attendance.joined)}>
        {attendance.joined > 0 ? <Small>{attendance.voted === attendance.joined ? t('head.allVoted') : t('head.voted', { count: attendance.voted })}</Small> : null}
      </Tile>
      <Tile name="again" title={t('head.reVoted')} value={String(counts.reVoted)}><Small>{t('head.reVotedText')}</Small></Tile>
      <PollTile poll={report.poll} />
    </Box>
  )
}
