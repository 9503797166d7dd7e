import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import { useTranslation } from 'react-i18next'
import { total } from '../../../../shared/domain/dread.ts'
import type { TimelineItem } from '../../../../shared/domain/workshop-timeline.ts'

/** How far each threat was at a moment: waiting, votes coming in, revealed, settled. */
export function ReplayAgenda({ items, current, onSelect }: { items: readonly TimelineItem[]; current: string | null; onSelect: (item: string) => void }) {
  const { t } = useTranslation(['after', 'workshop'])
  const state = ({ phase, settled, round, done, asked }: TimelineItem): string => {
    if (round !== null) return `${done}/${asked}`
    if (settled) return t('workshop:item.total', { total: total(settled) })
    return phase === 'waiting' ? '' : phase === 'revealed' ? t('replay.kind.revealed') : t(`workshop:group.${phase === 'open' ? 'open' : phase}`)
  }
  return (
    <Box component="nav" aria-label={t('replay.agenda')} sx={{ overflow: 'auto', borderRight: '1px solid', borderColor: 'divider', bgcolor: 'background.paper', py: 2 }}>
      {items.map((item) => (
        <ButtonBase key={item.id} data-replay-row={item.displayId} aria-current={item.id === current} onClick={() => onSelect(item.id)} sx={{ display: 'grid', gridTemplateColumns: '44px minmax(0, 1fr) auto', gap: 2, width: '100%', textAlign: 'left', alignItems: 'center', px: 4, py: 1.75, fontSize: 13, bgcolor: item.id === current ? 'action.selected' : 'transparent', color: item.phase === 'waiting' ? 'text.secondary' : 'text.primary', '&:hover': { bgcolor: 'action.hover' } }}>
          <b>{item.practice ? '–' : item.displayId}</b>
          <Box component="span" sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>{item.title}</Box>
          <Box component="span" sx={{ color: 'text.secondary', whiteSpace: 'nowrap', fontSize: 12 }}>{state(item)}</Box>
          {item.round === null ? null : (
            <Box aria-hidden sx={{ gridColumn: '1 / -1', height: 4, borderRadius: 2, bgcolor: 'divider', overflow: 'hidden' }}>
              <Box sx={{ height: '100%', bgcolor: 'primary.main' }} style={{ width: `${item.asked === 0 ? 0 : (item.done / item.asked) * 100}%` }} />
            </Box>
          )}
        </ButtonBase>
      ))}
    </Box>
  )
}
