import { useQuery } from '@tanstack/react-query'
import { Users } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import Button from '@mui/material/Button'
import { useLocation } from 'wouter'
import { EmptyState } from '../../ui/EmptyState.tsx'
import type { WorkshopSummary } from '../../../shared/domain/workshop.ts'
import { useApi } from '../api.tsx'
import { stagePath } from '../shell/stages.ts'
import { Prepare } from './prepare/Prepare.tsx'
import { Room } from './desk/Room.tsx'
import { WorkshopList } from './WorkshopList.tsx'

type Place = { at: 'list' } | { at: 'prepare' } | { at: 'room'; workshop: string }

/** Workshops of a project: prepare one, let people in, vote, settle. An open workshop is where one lands. */
export function WorkshopStage({ project }: { project: string }) {
  const { t } = useTranslation('workshop')
  const api = useApi()
  const [, navigate] = useLocation()
  const [chosen, setChosen] = useState<Place | null>(null)
  const workshops = useQuery({ queryKey: ['workshops', project], queryFn: () => api.workshop.list({ project }) }).data
  const threats = useQuery({ queryKey: ['threats', project], queryFn: () => api.threat.list({ project }) }).data
  if (!workshops || !threats) return null
  const open = workshops.find((workshop) => workshop.phase !== 'closed')
  const home: Place = open ? { at: 'room', workshop: open.id } : workshops.length > 0 ? { at: 'list' } : { at: 'prepare' }
  const place = chosen ?? home
  if (place.at === 'room') return <Room key={place.workshop} project={project} workshop={place.workshop} onLeave={() => setChosen({ at: 'list' })} />
  if (place.at === 'list' && workshops.length > 0) {
    return <WorkshopList workshops={workshops} onOpen={(workshop) => setChosen({ at: 'room', workshop })} onNew={open || threats.length === 0 ? null : () => setChosen({ at: 'prepare' })} />
  }
  if (threats.length === 0) {
    return (
      <EmptyState
        icon={<Users size={26} />}
        title={t('empty.title')}
        text={t('empty.text')}
        actions={<Button variant="contained" onClick={() => navigate(stagePath(project, 'threats'))}>{t('empty.go')}</Button>}
      />
    )
  }
  return <Prepare project={project} threats={threats} last={newest(workshops)} open={open ? { name: open.name, go: () => setChosen({ at: 'room', workshop: open.id }) } : null} number={workshops.length + 1} onOpened={(workshop) => setChosen({ at: 'room', workshop })} onBack={workshops.length > 0 ? () => setChosen({ at: 'list' }) : null} />
}

/** The workshop that was prepared last. */
function newest(workshops: readonly WorkshopSummary[]): WorkshopSummary | null {
  return workshops.reduce<WorkshopSummary | null>((last, workshop) => (last === null || workshop.createdAt >= last.createdAt ? workshop : last), null)
}
