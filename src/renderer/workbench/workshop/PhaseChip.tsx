import Box from '@mui/material/Box'
import { CirclePause, CircleStop, DoorOpen, Radio } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { WorkshopPhase } from '../../../shared/domain/workshop.ts'

const icons = { lobby: DoorOpen, running: Radio, paused: CirclePause, closed: CircleStop }

export function PhaseChip({ phase }: { phase: WorkshopPhase }) {
  const { t } = useTranslation('workshop')
  const Icon = icons[phase]
  const live = phase === 'running'
  return (
    <Box
      component="span"
      data-phase={phase}
      sx={{ display: 'inline-flex', alignItems: 'center', gap: 1.5, height: 24, px: 2, borderRadius: '12px', fontSize: 12, fontWeight: 650, border: '1px solid', borderColor: live ? 'primary.main' : 'divider', bgcolor: live ? 'primary.main' : 'background.paper', color: live ? 'primary.contrastText' : 'text.secondary' }}
    >
      <Icon size={13} aria-hidden />
      {t(`phase.${phase}`)}
    </Box>
  )
}
