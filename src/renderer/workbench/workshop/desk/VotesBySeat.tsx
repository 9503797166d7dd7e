import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import { type DreadFactor, dreadFactors } from '../../../../shared/domain/dread.ts'
import type { FacilitatorItem, FacilitatorView, RevealedVote } from '../../../../shared/domain/workshop.ts'
import { SeatKindMark } from '../entry/SeatKindMark.tsx'
import { useSeatName } from '../useSeatName.ts'

/** A seat's votes on a factor over the rounds, the oldest first. */
function votesOf(item: FacilitatorItem, seat: string, factor: DreadFactor): RevealedVote[] {
  return item.rounds.flatMap((round) => round.votes?.filter((vote) => vote.seat === seat && vote.factor === factor) ?? [])
}

function shown(vote: RevealedVote): string {
  return 'value' in vote.vote ? String(vote.vote.value) : '–'
}

function Cell({ votes }: { votes: readonly RevealedVote[] }) {
  const { t } = useTranslation('workshop')
  const last = votes.at(-1)
  if (!last) return <Box component="td" sx={{ color: 'text.secondary' }}>·</Box>
  const before = votes.slice(0, -1)
  const title = 'value' in last.vote ? t(`item.via.${last.via}`) : `${t('item.abstained')}${last.vote.abstained === '' ? '' : `: ${last.vote.abstained}`}`
  return (
    <td title={title}>
      {before.map((vote, index) => <Box key={index} component="span" sx={{ color: 'text.secondary' }}>{shown(vote)} → </Box>)}
      <Box component="b" sx={last.outlier ? { px: 1.5, py: 0.25, borderRadius: '10px', border: '1.5px solid', borderColor: 'text.primary' } : {}}>{shown(last)}</Box>
    </td>
  )
}

/** How a seat's votes came in, where that was not its own device. */
function ViaNote({ item, seat }: { item: FacilitatorItem; seat: string }) {
  const { t } = useTranslation('workshop')
  const vias = [...new Set(dreadFactors.flatMap((factor) => votesOf(item, seat, factor).map((vote) => vote.via)))].filter((via) => via !== 'own-device')
  if (vias.length === 0) return null
  return <Typography variant="caption" data-via={vias.join(' ')} sx={{ color: 'text.secondary', display: 'block' }}>{vias.map((via) => t(`item.via.${via}`)).join(', ')}</Typography>
}

/** Every seat's own votes and how they moved between rounds. For the facilitator's eyes; the projector never has them. */
export function VotesBySeat({ view, item }: { view: FacilitatorView; item: FacilitatorItem }) {
  const { t } = useTranslation(['workshop', 'common'])
  const nameOf = useSeatName(view.seats)
  const seats = view.seats.filter((seat) => dreadFactors.some((factor) => votesOf(item, seat.id, factor).length > 0))
  if (seats.length === 0) return null
  return (
    <Box component="details" sx={{ '& summary': { cursor: 'pointer', color: 'text.secondary', fontWeight: 600, mb: 2 } }}>
      <summary>{t('item.votes')}</summary>
      <Box component="table" sx={{ borderCollapse: 'collapse', width: '100%', fontSize: 13, '& th': { textAlign: 'left', fontWeight: 600, color: 'text.secondary', py: 1 }, '& td': { py: 1.25, borderTop: '1px solid', borderColor: 'divider' } }}>
        <thead>
          <tr>
            <th>{t('item.seat')}</th>
            {dreadFactors.map((factor) => <th key={factor}>{t(`common:dread.${factor}`)}</th>)}
          </tr>
        </thead>
        <tbody>
          {seats.map((seat) => (
            <tr key={seat.id}>
              <td><Typography sx={{ fontSize: 13, fontWeight: 550 }}>{nameOf(seat.id)}<SeatKindMark kind={seat.kind} /></Typography><ViaNote item={item} seat={seat.id} /></td>
              {dreadFactors.map((factor) => <Cell key={factor} votes={votesOf(item, seat.id, factor)} />)}
            </tr>
          ))}
        </tbody>
      </Box>
    </Box>
  )
}
