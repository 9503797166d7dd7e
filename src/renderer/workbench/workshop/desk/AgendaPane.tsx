import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import Typography from '@mui/material/Typography'
import { GraduationCap, MonitorUp, TriangleAlert } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { total } from '../../../../shared/domain/dread.ts'
import type { FacilitatorItem, FacilitatorView } from '../../../../shared/domain/workshop.ts'
import { type Group, groupedItems } from '../agenda.ts'
import { openRoundOf, tooFew } from '../spread.ts'

function useStateText(): (item: FacilitatorItem, group: Group) => string {
  const { t } = useTranslation(['workshop', 'desk', 'common'])
  return (item, group) => {
    const round = openRoundOf(item)
    if (round) {
      const there = round.progress.filter((entry) => entry.state !== 'absent')
      const done = there.filter((entry) => entry.state === 'voted' || entry.state === 'abstained').length
      const count = `${done}/${there.length}`
      return round.number > 1 ? `${t('item.votingRound', { number: round.number })} · ${count}` : count
    }
    if (item.settlement && group === 'settled') return t('item.total', { total: total(item.settlement.values) })
    if (group === 'discuss' && tooFew(item)) return t('result.few')
    if (group === 'discuss') return t('desk:disputed', { factors: item.disputed.map((factor) => t(`common:dreadShort.${factor}`)).join(' ') })
    return ''
  }
}

function Line({ item, group, current, presented, onSelect }: { item: FacilitatorItem; group: Group; current: boolean; presented: boolean; onSelect: () => void }) {
  const { t } = useTranslation('workshop')
  const stateText = useStateText()
  const line = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (current) line.current?.scrollIntoView({ block: 'nearest' })
  }, [current])
  const crossing = group === 'discuss' && item.crossesLine === true
  return (
    <ButtonBase
      ref={line}
      data-item={item.practice ? 'practice' : item.threat.displayId}
      aria-current={current ? 'true' : undefined}
      onClick={onSelect}
      sx={{ scrollMarginTop: '40px', display: 'grid', gridTemplateColumns: '52px minmax(0, 1fr)', columnGap: 1, width: '100%', textAlign: 'left', px: 4, py: 1.5, alignItems: 'baseline', bgcolor: current ? 'action.selected' : 'transparent', boxShadow: current ? 'inset 3px 0 0 var(--mui-palette-primary-main)' : 'none', '&:hover': { bgcolor: 'action.hover' } }}
    >
      <Typography component="span" sx={{ fontWeight: 650, fontSize: 13, color: item.practice ? 'primary.main' : 'inherit' }}>{item.practice ? <GraduationCap size={16} aria-hidden /> : item.threat.displayId}</Typography>
      <Typography noWrap sx={{ fontSize: 13.5, color: group === 'settled' || group === 'parked' || group === 'skipped' ? 'text.secondary' : 'text.primary' }}>{item.threat.title}</Typography>
      <Box sx={{ gridColumn: 2, display: 'flex', alignItems: 'center', gap: 1.5, fontSize: 12, color: 'text.secondary' }}>
        {crossing ? <Box component="span" title={t('item.crossesText')} sx={{ display: 'inline-flex', gap: 1, alignItems: 'center', color: 'warning.main', fontWeight: 650 }}><TriangleAlert size={12} aria-hidden />{t('item.crosses')}</Box> : <span>{stateText(item, group)}</span>}
        {presented ? <Box component="span" role="img" aria-label={t('item.presented')} title={t('item.presented')} sx={{ display: 'inline-flex', color: 'primary.main', ml: 'auto' }}><MonitorUp size={14} /></Box> : null}
      </Box>
    </ButtonBase>
  )
}

/** The agenda by what is left to do: disputes first and worst first, then what is agreed, voting, waiting, done. */
export function AgendaPane({ view, current, onSelect }: { view: FacilitatorView; current: string | null; onSelect: (item: string) => void }) {
  const { t } = useTranslation('workshop')
  return (
    <Box component="nav" aria-label={t('prepare.agenda')} sx={{ pb: 6 }}>
      {groupedItems(view.items).map(({ group, items }) => (
        <Box key={group} component="section" data-group={group}>
          <Box sx={{ display: 'flex', justifyContent: 'space-between', px: 4, pt: 3, pb: 1, position: 'sticky', top: 0, bgcolor: 'background.paper', zIndex: 1 }}>
            <Typography variant="subtitle2" component="h2">{t(`group.${group}`)}</Typography>
            <Typography variant="subtitle2" sx={{ color: 'text.secondary' }}>{items.length}</Typography>
          </Box>
          {items.map((item) => <Line key={item.id} item={item} group={group} current={item.id === current} presented={item.id === view.presented} onSelect={() => onSelect(item.id)} />)}
        </Box>
      ))}
    </Box>
  )
}
