import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { MessagesSquare } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { FacilitatorItem, FacilitatorView } from '../../../../shared/domain/workshop.ts'
import { useSeatName } from '../useSeatName.ts'
import { hearFirst } from './hear-first.ts'

/** Above this many, names are counted instead. */
const mostNames = 3

/** Whom to ask first about a dispute: the two ends of each disputed factor. For the facilitator's eyes; no name in an anonymous workshop. */
export function HearFirst({ view, item }: { view: FacilitatorView; item: FacilitatorItem }) {
  const { t } = useTranslation(['desk', 'common'])
  const nameOf = useSeatName(view.seats)
  const list = item.phase === 'revealed' && !item.practice ? hearFirst(item) : []
  if (list.length === 0) return null
  const { anonymous, nameOutliers } = view.settings
  const who = (seats: readonly string[]) => (anonymous || seats.length > mostNames ? t('hear.seats', { count: seats.length }) : seats.map(nameOf).join(', '))
  return (
    <Box component="section" aria-label={t('hear.title')} data-hear-first sx={{ px: 4, py: 3, borderRadius: '12px', border: '1px solid', borderColor: 'divider', bgcolor: 'background.paper' }}>
      <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 2, mb: 1.5, flexWrap: 'wrap' }}>
        <Typography variant="h3" sx={{ display: 'inline-flex', gap: 2, alignItems: 'center' }}><MessagesSquare size={16} aria-hidden />{t('hear.title')}</Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>{t(nameOutliers && !anonymous ? 'hear.toldNamed' : 'hear.told')}</Typography>
      </Box>
      <Box component="dl" sx={{ m: 0, display: 'grid', gridTemplateColumns: 'max-content minmax(0, 1fr) minmax(0, 1fr)', columnGap: 4, rowGap: 1, alignItems: 'baseline' }}>
        {list.map(({ factor, lowest, highest }) => (
          <Box key={factor} sx={{ display: 'contents' }}>
            <Typography component="dt" sx={{ fontWeight: 650 }}>{t(`common:dread.${factor}`)}</Typography>
            {([['lowest', lowest], ['highest', highest]] as const).map(([end, { value, seats }]) => (
              <Typography key={end} component="dd" sx={{ m: 0 }}>
                <Box component="span" sx={{ color: 'text.secondary' }}>{t(`hear.${end}`, { value })}</Box> <b>{who(seats)}</b>
              </Typography>
            ))}
          </Box>
        ))}
      </Box>
    </Box>
  )
}
