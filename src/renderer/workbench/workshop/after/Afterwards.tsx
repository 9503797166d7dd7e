import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { ArrowLeft } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FacilitatorView } from '../../../../shared/domain/workshop.ts'
import { useApi } from '../../api.tsx'
import { PhaseChip } from '../PhaseChip.tsx'
import { ExportMenu } from './ExportMenu.tsx'
import { ReplayPage } from './ReplayPage.tsx'
import { Summary } from './Summary.tsx'

type Place = 'summary' | 'replay' | 'desk'

function Notice({ text }: { text: string }) {
  return <Typography role="status" sx={{ p: 8, color: 'text.secondary' }}>{text}</Typography>
}

function SummaryTab({ workshop, seq }: { workshop: string; seq: number }) {
  const { t } = useTranslation('after')
  const api = useApi()
  // The old report stays until the new one is there.
  const { data, isError } = useQuery({ queryKey: ['workshop-report', workshop, seq], queryFn: () => api.workshop.report({ workshop }), placeholderData: (before) => before, refetchOnMount: 'always', gcTime: 0 })
  if (isError) return <Notice text={t('failed')} />
  return data ? <Summary report={data} /> : <Notice text={t('loading')} />
}

function ReplayTab({ workshop }: { workshop: string }) {
  const { t } = useTranslation('after')
  const api = useApi()
  const { data, isError } = useQuery({ queryKey: ['workshop-timeline', workshop], queryFn: () => api.workshop.timeline({ workshop }), refetchOnMount: 'always', gcTime: 0 })
  if (isError) return <Notice text={t('failed')} />
  return data ? <ReplayPage timeline={data} /> : <Notice text={t('loading')} />
}

/**
 * What a workshop leaves behind: the summary first, then the replay; the votes in detail are the desk, which `onDesk` goes to.
 * Of a workshop that still runs, how it stands.
 */
export function Afterwards({ view, onDesk, onLeave }: { view: FacilitatorView; onDesk: () => void; onLeave: () => void }) {
  const { t } = useTranslation('after')
  const [tab, setTab] = useState<Place>('summary')
  const closed = view.phase === 'closed'
  const back = closed ? t('back') : t('backToDesk')
  return (
    <Box sx={{ height: '100%', display: 'flex', flexDirection: 'column', minHeight: 0 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', columnGap: 3, pl: 2, pr: 4, minHeight: 56, borderBottom: '1px solid', borderColor: 'divider', bgcolor: 'background.paper' }}>
        <IconButton aria-label={back} title={back} onClick={closed ? onLeave : onDesk}><ArrowLeft size={17} /></IconButton>
        <Typography variant="h3" component="h1" noWrap sx={{ maxWidth: 320 }}>{view.name}</Typography>
        <PhaseChip phase={view.phase} />
        <Tabs variant="scrollable" scrollButtons={false} value={tab} onChange={(_, next: Place) => (next === 'desk' ? onDesk() : setTab(next))} aria-label={t('tab.label')} sx={{ flex: 1, minWidth: 0 }}>
          <Tab value="summary" label={closed ? t('tab.summary') : t('soFar')} />
          <Tab value="replay" label={t('tab.replay')} />
          <Tab value="desk" label={t('tab.desk')} />
        </Tabs>
        <ExportMenu workshop={view.id} named={!view.settings.anonymous} />
      </Box>
      <Box sx={{ flex: 1, minHeight: 0, overflow: 'auto' }}>{tab === 'replay' ? <ReplayTab workshop={view.id} /> : <SummaryTab workshop={view.id} seq={view.seq} />}</Box>
    </Box>
  )
}
