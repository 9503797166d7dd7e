import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { EyeOff, GraduationCap, MonitorUp, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { FacilitatorItem, FacilitatorView } from '../../../../shared/domain/workshop.ts'
import { StrideBadge } from '../../../ui/StrideBadge.tsx'
import { FactorResults } from './FactorResults.tsx'
import { ItemActions } from './ItemActions.tsx'
import { RoundProgress } from './RoundProgress.tsx'
import { ScoreStrip } from '../ScoreStrip.tsx'
import { Settlement } from './Settlement.tsx'
import { openRoundOf } from '../spread.ts'
import { DeskPicture } from './DeskPicture.tsx'
import { HearFirst } from './HearFirst.tsx'
import { Remarks } from './Remarks.tsx'
import type { Desk } from './useDesk.ts'
import { VotesBySeat } from './VotesBySeat.tsx'

function Head({ view, item }: { view: FacilitatorView; item: FacilitatorItem }) {
  const { t } = useTranslation(['workshop', 'common', 'prepare'])
  const { threat } = item
  return (
    <Box component="header">
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, mb: 1.5, color: 'text.secondary' }}>
        <Typography sx={{ fontWeight: 700, color: 'text.primary' }}>{item.practice ? t('prepare:practice.badge') : threat.displayId}</Typography>
        {threat.stride.map((category) => <StrideBadge key={category} category={category} label={t(`common:stride.${category}`)} />)}
        {threat.affected.length > 0 ? <Typography variant="body2" noWrap>{t('item.affects')} {threat.affected.join(', ')}</Typography> : null}
        {view.presented === item.id ? <Typography variant="body2" sx={{ display: 'inline-flex', gap: 1, alignItems: 'center', color: 'primary.main', ml: 'auto', fontWeight: 600, whiteSpace: 'nowrap' }}><MonitorUp size={14} aria-hidden />{t('item.presented')}</Typography> : null}
      </Box>
      <Box sx={{ display: 'flex', alignItems: 'flex-start', justifyContent: 'space-between', gap: 6 }}>
        <Typography variant="h1">{threat.title}</Typography>
        {item.phase === 'revealed' && item.proposed && !item.practice ? (
          <Box sx={{ flex: 'none', textAlign: 'right' }}>
            <ScoreStrip values={item.proposed} />
            <Typography variant="caption" component="p" sx={{ color: 'text.secondary', mt: 1 }}>{t('item.proposed')}</Typography>
          </Box>
        ) : null}
      </Box>
      {threat.description === '' ? null : <Typography sx={{ mt: 2, maxWidth: 720, color: 'text.secondary' }}>{threat.description}</Typography>}
    </Box>
  )
}

function Notes({ item }: { item: FacilitatorItem }) {
  const { t } = useTranslation(['workshop', 'prepare'])
  return (
    <>
      {item.practice ? (
        <Typography sx={{ display: 'flex', gap: 2, alignItems: 'center', px: 3, py: 2, borderRadius: '8px', border: '1px solid', borderColor: 'divider' }}>
          <Box component="span" sx={{ color: 'primary.main', display: 'inline-flex' }}><GraduationCap size={16} aria-hidden /></Box>
          {t('prepare:practice.note')}
        </Typography>
      ) : null}
      {item.crossesLine === true && item.phase !== 'settled' && !item.practice ? (
        <Typography sx={{ display: 'flex', gap: 2, alignItems: 'center', px: 3, py: 2, borderRadius: '8px', border: '1px solid', borderColor: 'warning.main' }}>
          <Box component="span" sx={{ color: 'warning.main', display: 'inline-flex' }}><TriangleAlert size={16} aria-hidden /></Box>
          <span><b>{t('item.crosses')}.</b> {t('item.crossesText')}</span>
        </Typography>
      ) : null}
      {item.note === '' ? null : <Typography sx={{ color: 'text.secondary' }}>{t('item.note', { reason: item.note })}</Typography>}
      {item.phase === 'waiting' ? <Typography sx={{ color: 'text.secondary' }}>{t('item.waitingText')}</Typography> : null}
    </>
  )
}

/** The threat at hand: its text, who is done while it is voted on, what the room said after the reveal, and what to do. */
export function ItemPane({ desk, item }: { desk: Desk; item: FacilitatorItem }) {
  const { view, actions } = desk
  const { t } = useTranslation('workshop')
  const round = openRoundOf(item)
  const revealed = item.rounds.some((candidate) => candidate.result !== null)
  // While people read and vote, the place comes first; once values are there, they do.
  const picture = <DeskPicture project={desk.project} parts={item.threat.evidence} choice={desk.picture} height={revealed ? 200 : 230} />
  return (
    <Box sx={{ height: '100%', display: 'flex', flexDirection: 'column' }}>
      <Box sx={{ flex: 1, overflow: 'auto', p: 6, display: 'grid', gridAutoRows: 'max-content', gridTemplateColumns: 'minmax(0, 1fr)', gap: 5, alignContent: 'start' }}>
        <Head view={view} item={item} />
        <Notes item={item} />
        {item.settlement && item.phase === 'settled' ? <Settlement settlement={item.settlement} /> : null}
        {revealed ? null : picture}
        {round ? (
          <>
            <RoundProgress view={view} round={round} />
            <Typography variant="body2" sx={{ display: 'flex', gap: 2, alignItems: 'center', color: 'text.secondary' }}><EyeOff size={15} aria-hidden />{t('item.hidden')}</Typography>
          </>
        ) : null}
        <HearFirst view={view} item={item} />
        {revealed ? <FactorResults item={item} /> : null}
        {revealed ? <VotesBySeat view={view} item={item} /> : null}
        {revealed ? picture : null}
        <Remarks view={view} item={item.id} />
      </Box>
      {view.phase === 'closed' ? null : <ItemActions item={item} actions={actions} />}
    </Box>
  )
}
