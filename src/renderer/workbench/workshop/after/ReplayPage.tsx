import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { itemsAt, type WorkshopTimeline } from '../../../../shared/domain/workshop-timeline.ts'
import { PhaseChip } from '../PhaseChip.tsx'
import { focusOf } from './replay-time.ts'
import { ReplayAgenda } from './ReplayAgenda.tsx'
import { ReplayPoll, ReplayStage } from './ReplayStage.tsx'
import { ReplayTransport } from './ReplayTransport.tsx'
import { useReplay } from './useReplay.ts'

/** The workshop once more, as its room saw it: agenda, stage, and a scrubber over all that happened. */
export function ReplayPage({ timeline }: { timeline: WorkshopTimeline }) {
  const { t, i18n } = useTranslation('after')
  const { frames, erased } = timeline
  const replay = useReplay(frames)
  /** A threat that is looked at although the room looked at another one; forgotten with the next step. */
  const [chosen, setChosen] = useState<{ item: string; index: number } | null>(null)
  const { index } = replay
  const items = useMemo(() => itemsAt(frames, index), [frames, index])
  const frame = frames[index]
  if (!frame) return null
  const focus = chosen?.index === index ? chosen.item : focusOf(frames, index)
  const clock = new Intl.DateTimeFormat(i18n.language, { timeStyle: 'medium' })
  const about = items.filter(({ id }) => frame.about.includes(id)).map(({ displayId }) => displayId)
  return (
    <Box data-replay={index} sx={{ height: '100%', display: 'grid', gridTemplateColumns: { xs: '1fr', md: '300px minmax(0, 1fr)' }, gridTemplateRows: 'minmax(0, 1fr) auto' }}>
      <Box sx={{ display: { xs: 'none', md: 'grid' }, minHeight: 0 }}><ReplayAgenda items={items} current={focus} onSelect={(item) => setChosen({ item, index })} /></Box>
      <Box sx={{ minHeight: 0, overflow: 'auto', px: { xs: 4, md: 8 }, py: 5 }}>
        <Box data-replay-event={frame.kind} sx={{ display: 'flex', gap: 3, alignItems: 'center', flexWrap: 'wrap', mb: 6, color: 'text.secondary' }}>
          <span>{clock.format(new Date(frame.at))}</span>
          <Typography sx={{ fontWeight: 650, color: 'text.primary' }}>{t(`replay.kind.${frame.kind}`)}{about.length > 0 ? `: ${about.slice(0, 8).join(', ')}${about.length > 8 ? ' …' : ''}` : ''}</Typography>
          <PhaseChip phase={frame.phase} />
          <span>{t('replay.joined', { count: frame.joined })}</span>
        </Box>
        <ReplayStage frame={frame} items={items} focus={focus} erased={erased} />
        <ReplayPoll poll={frame.poll} />
      </Box>
      <Box sx={{ gridColumn: '1 / -1' }}><ReplayTransport frames={frames} replay={replay} /></Box>
    </Box>
  )
}
