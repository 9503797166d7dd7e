import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { FacilitatorRound, FacilitatorView } from '../../../../shared/domain/workshop.ts'
import { useSeatName } from '../useSeatName.ts'

const borders = { 'not-yet': 'dashed', partly: 'solid', voted: 'solid', abstained: 'solid', absent: 'dotted' } as const

/** One tile a seat: who is done with the open round, never with what. */
export function RoundProgress({ view, round }: { view: FacilitatorView; round: FacilitatorRound }) {
  const { t } = useTranslation(['workshop', 'common'])
  const nameOf = useSeatName(view.seats)
  const there = round.progress.filter((entry) => entry.state !== 'absent')
  const done = there.filter((entry) => entry.state === 'voted' || entry.state === 'abstained').length
  return (
    <Box component="section" sx={{ p: 4, borderRadius: '12px', border: '1px solid', borderColor: 'divider', bgcolor: 'background.paper' }}>
      <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 2, mb: 3 }}>
        <Typography variant="h3">{t('item.round', { number: round.number })}</Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary', flex: 1 }}>{round.factors.map((factor) => t(`common:dread.${factor}`)).join(', ')}</Typography>
        <Typography sx={{ fontWeight: 650 }} role="status">{t('progress.count', { done, asked: there.length })}</Typography>
      </Box>
      <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(132px, 1fr))', gap: 2 }}>
        {round.progress.map((entry) => {
          const isDone = entry.state === 'voted'
          return (
            <Box key={entry.seat} sx={{ px: 2.5, py: 1.5, borderRadius: '8px', border: '1.5px', borderStyle: borders[entry.state], borderColor: isDone ? 'primary.main' : 'text.secondary', bgcolor: isDone ? 'primary.main' : 'transparent', color: isDone ? 'primary.contrastText' : 'text.primary', opacity: entry.state === 'absent' ? 0.55 : 1 }}>
              <Typography noWrap sx={{ fontWeight: 600, fontSize: 13 }}>{nameOf(entry.seat)}</Typography>
              <Typography sx={{ fontSize: 12, opacity: 0.85 }}>{t(`progress.${entry.state}`)}</Typography>
            </Box>
          )
        })}
      </Box>
    </Box>
  )
}
