import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import { type Poll, pollAnswers } from '../../../../shared/domain/workshop.ts'

/** How many have answered while the poll is open; what they said once it is over. */
export function PollResult({ poll }: { poll: Poll }) {
  const { t } = useTranslation('desk')
  const { counts, answered, asked } = poll
  if (counts === null) return <Typography role="status" data-poll="open" sx={{ fontWeight: 650, fontSize: 18 }}>{t('poll.answered', { answered, asked })}</Typography>
  const most = Math.max(1, ...pollAnswers.map((answer) => counts[answer]))
  return (
    <Box component="dl" data-poll="closed" sx={{ m: 0, display: 'grid', gridTemplateColumns: 'max-content minmax(0, 1fr) 28px', columnGap: 3, rowGap: 1, alignItems: 'center' }}>
      {pollAnswers.map((answer) => (
        <Box key={answer} sx={{ display: 'contents' }}>
          <Typography component="dt">{t(`poll.${answer}`)}</Typography>
          <Box aria-hidden sx={{ height: 12, borderRadius: '4px', bgcolor: 'divider', overflow: 'hidden' }}><Box sx={{ height: '100%', bgcolor: 'primary.main' }} style={{ width: `${(counts[answer] / most) * 100}%` }} /></Box>
          <Typography component="dd" sx={{ m: 0, fontWeight: 700, textAlign: 'right' }}>{counts[answer]}</Typography>
        </Box>
      ))}
    </Box>
  )
}
