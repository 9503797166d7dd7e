import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import { dreadFactors } from '../../../../shared/domain/dread.ts'
import { pollAnswers } from '../../../../shared/domain/workshop.ts'
import type { TimelineFrame, TimelineItem } from '../../../../shared/domain/workshop-timeline.ts'
import { Distribution } from '../Distribution.tsx'
import { ProgressRing } from '../ProgressRing.tsx'
import { ScoreStrip } from '../ScoreStrip.tsx'
import { Verdict } from '../Verdict.tsx'
import { figure } from './figures.ts'

function Voting({ done, asked }: { done: number; asked: number }) {
  const { t } = useTranslation('after')
  const label = t('replay.votes', { done, asked })
  return (
    <Box sx={{ display: 'flex', gap: 6, alignItems: 'center', py: 4 }}>
      <ProgressRing done={done} asked={asked} size={120} label={label} />
      <div>
        <Typography data-replay-votes sx={{ fontSize: 20, fontWeight: 650 }}>{label}</Typography>
        <Typography sx={{ color: 'text.secondary' }}>{t('replay.hidden')}</Typography>
      </div>
    </Box>
  )
}

function Threat({ item, erased }: { item: TimelineItem; erased: boolean }) {
  const { t } = useTranslation(['after', 'workshop', 'common'])
  const { result } = item
  return (
    <Box data-replay-item={item.displayId} sx={{ display: 'grid', gap: 4, alignContent: 'start' }}>
      <div>
        <Typography sx={{ color: 'text.secondary', fontWeight: 650 }}>{item.practice ? t('practice.title') : item.displayId}</Typography>
        <Typography variant="h1" component="h2" sx={{ textWrap: 'balance' }}>{item.title}</Typography>
      </div>
      {item.settled ? <ScoreStrip values={item.settled} scale={1.2} /> : null}
      {item.round === null ? null : <Voting done={item.done} asked={item.asked} />}
      {result ? (
        <Box data-replay-round={result.number} sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(220px, 1fr))', gap: 3, opacity: item.round === null ? 1 : 0.6 }}>
          <Typography sx={{ gridColumn: '1 / -1', fontWeight: 650 }}>{t('round.title', { number: result.number })}</Typography>
          {dreadFactors.map((factor) => {
            const own = result.factors[factor]
            return own ? (
              <Box key={factor} data-replay-factor={factor} sx={{ p: 3, borderRadius: '12px', border: '1px solid', borderColor: 'divider', bgcolor: 'background.paper' }}>
                <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 2, mb: 1 }}>
                  <Typography component="h3" variant="h3">{t(`common:dread.${factor}`)}</Typography>
                  <Verdict result={own} />
                </Box>
                <Distribution factor={factor} result={own} />
                <Typography variant="body2" sx={{ color: 'text.secondary' }}>{t('round.median', { value: figure(own.median) })}</Typography>
              </Box>
            ) : null
          })}
        </Box>
      ) : erased && item.round === null && item.phase !== 'waiting' ? (
        <Typography sx={{ color: 'text.secondary' }}>{t('replay.erased')}</Typography>
      ) : null}
    </Box>
  )
}

/** What the room's screen was about at a moment: the threat, else how far everybody was with the ballot. */
export function ReplayStage({ frame, items, focus, erased }: { frame: TimelineFrame; items: readonly TimelineItem[]; focus: string | null; erased: boolean }) {
  const { t } = useTranslation(['after', 'workshop'])
  const item = items.find(({ id }) => id === focus)
  if (frame.poll?.counts && item === undefined) return <Typography sx={{ fontSize: 20 }}>{t('poll.label', frame.poll.counts)}</Typography>
  if (item) return <Threat item={item} erased={erased} />
  const open = items.filter(({ round }) => round !== null)
  const [done, asked] = [open.reduce((sum, one) => sum + one.done, 0), open.reduce((sum, one) => sum + one.asked, 0)]
  if (open.length > 0) return <Voting done={done} asked={asked} />
  return <Typography sx={{ color: 'text.secondary', fontSize: 18 }}>{frame.phase === 'lobby' ? `${t('replay.lobby')} · ${t('replay.joined', { count: frame.joined })}` : t('replay.nothing')}</Typography>
}

/** The closing poll as it stood, under everything else. */
export function ReplayPoll({ poll }: { poll: TimelineFrame['poll'] }) {
  const { t } = useTranslation('after')
  if (!poll) return null
  const { counts } = poll
  return (
    <Box data-replay-poll={poll.phase} sx={{ mt: 5, pt: 3, borderTop: '1px solid', borderColor: 'divider' }}>
      <Typography variant="h3">{t('replay.poll')}</Typography>
      <Typography sx={{ color: 'text.secondary' }}>{counts ? pollAnswers.map((answer) => `${counts[answer]} ${t(`poll.${answer}`)}`).join(' · ') : t('replay.pollOpen')}</Typography>
    </Box>
  )
}
