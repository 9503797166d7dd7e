import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import { pollAnswers, type Poll } from '../../../../shared/domain/workshop.ts'
import { ProgressRing } from '../ProgressRing.tsx'

function Counts({ counts }: { counts: NonNullable<Poll['counts']> }) {
  const { t } = useTranslation('workshop')
  const most = Math.max(1, ...pollAnswers.map((answer) => counts[answer]))
  return (
    <Box component="dl" sx={{ m: 0, display: 'grid', gridTemplateColumns: 'auto minmax(0, 1fr) auto', gap: 6, alignItems: 'center', fontSize: 34 }}>
      {pollAnswers.map((answer) => (
        <Box key={answer} sx={{ display: 'contents' }}>
          <Box component="dt" sx={{ fontWeight: 650 }}>{t(`poll.${answer}`)}</Box>
          <Box aria-hidden sx={{ height: 36, borderRadius: '8px', bgcolor: 'divider', overflow: 'hidden' }}>
            <Box sx={{ height: '100%', bgcolor: 'primary.main' }} style={{ width: `${(counts[answer] / most) * 100}%` }} />
          </Box>
          <Box component="dd" sx={{ m: 0, fontWeight: 700 }}>{counts[answer]}</Box>
        </Box>
      ))}
    </Box>
  )
}

/** The closing question: how many have answered while it is open, what they said once it is closed. */
export function PresenterPoll({ poll }: { poll: Poll }) {
  const { t } = useTranslation('workshop')
  const label = t('poll.answered', { answered: poll.answered, asked: poll.asked })
  return (
    <Box sx={{ display: 'grid', gap: 10, alignContent: 'center', height: '100%', maxWidth: 1200, mx: 'auto' }}>
      <Typography component="h1" sx={{ fontSize: 68, fontWeight: 700, letterSpacing: '-0.025em', lineHeight: 1.1, textWrap: 'balance' }}>{t('poll.question')}</Typography>
      {poll.counts ? (
        <Counts counts={poll.counts} />
      ) : (
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 10 }}>
          <ProgressRing done={poll.answered} asked={poll.asked} size={240} label={label} />
          <Box sx={{ fontSize: 32 }}>
            <Typography role="status" sx={{ fontSize: 36, fontWeight: 650 }}>{label}</Typography>
            <Typography sx={{ fontSize: 28, color: 'text.secondary', mt: 3 }}>{t('poll.hidden')}</Typography>
          </Box>
        </Box>
      )}
    </Box>
  )
}
