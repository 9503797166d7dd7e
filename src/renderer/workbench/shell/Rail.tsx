import Badge from '@mui/material/Badge'
import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import { useQuery } from '@tanstack/react-query'
import { ClipboardCheck, LibraryBig, Settings, ShieldAlert, Users, Workflow } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useApi } from '../api.tsx'
import { usePictureSeen } from '../first-picture.ts'
import { type Stage, stagePath, stages } from './stages.ts'

const icons: Record<Stage, ReactNode> = {
  model: <Workflow size={20} />,
  threats: <ShieldAlert size={20} />,
  workshop: <Users size={20} />,
  register: <ClipboardCheck size={20} />,
  settings: <Settings size={20} />,
}

/** What each stage still wants, as a number on its icon. */
function useStageCounts(project: string, stage: Stage): Partial<Record<Stage, number>> {
  const api = useApi()
  const seen = usePictureSeen()
  const counts = useQuery({ queryKey: ['analysis', project, 'counts'], queryFn: () => api.analysis.counts({ project }), enabled: stage !== 'model' || seen }).data
  const unsigned = useQuery({ queryKey: ['revisions', project, 'unsigned'], queryFn: () => api.register.unsigned({ project }) })
  const summary = useQuery({ queryKey: ['projects', project], queryFn: () => api.project.get({ project }) })
  return {
    model: counts?.questions ?? 0,
    threats: counts?.new ?? 0,
    workshop: summary.data?.openWorkshop ? 1 : 0,
    // First what is to be decided; once all is, who has still to sign.
    register: (summary.data?.undecided ?? 0) || (unsigned.data?.count ?? 0),
  }
}

/** The left rail: the stages in the order of the work, each showing what it still wants. */
export function Rail({ project, stage }: { project: string; stage: Stage }) {
  const { t } = useTranslation()
  const counts = useStageCounts(project, stage)
  return (
    <Box
      component="nav"
      aria-label={t('app')}
      sx={{ gridArea: 'rail', width: 84, borderRight: '1px solid', borderColor: 'divider', bgcolor: 'background.paper', display: 'flex', flexDirection: 'column', alignItems: 'stretch', gap: 1, p: 2 }}
    >
      <RailLink href="/" label={t('library')} current={false} icon={<LibraryBig size={20} />} count={0} />
      <Box sx={{ height: '1px', bgcolor: 'divider', my: 1, mx: 2 }} />
      {stages.map((name) => (
        <Box key={name} sx={name === 'settings' ? { mt: 'auto' } : {}}>
          <RailLink href={stagePath(project, name)} label={t(`stage.${name}`)} current={stage === name} icon={icons[name]} count={counts[name] ?? 0} />
        </Box>
      ))}
    </Box>
  )
}

function RailLink({ href, label, icon, current, count }: { href: string; label: string; icon: ReactNode; current: boolean; count: number }) {
  return (
    <ButtonBase
      component={Link}
      href={href}
      aria-current={current ? 'page' : undefined}
      sx={{
        flexDirection: 'column',
        gap: 1,
        width: '100%',
        py: 2,
        borderRadius: '9px',
        fontSize: 11,
        fontWeight: current ? 700 : 550,
        color: current ? 'primary.main' : 'text.secondary',
        bgcolor: current ? 'action.selected' : 'transparent',
        '&:hover': { bgcolor: 'action.hover' },
      }}
    >
      <Badge badgeContent={count} max={99} color="primary" sx={{ '& .MuiBadge-badge': { fontSize: 10, minWidth: 16, height: 16, px: 1 } }}>
        {icon}
      </Badge>
      {label}
    </ButtonBase>
  )
}
