import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import ButtonBase from '@mui/material/ButtonBase'
import Typography from '@mui/material/Typography'
import { Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { WorkshopSummary } from '../../../shared/domain/workshop.ts'
import { PhaseChip } from './PhaseChip.tsx'

/** Every workshop the project had, the newest first. Only one is open at a time, and the list says which. */
export function WorkshopList({ workshops, onOpen, onNew }: { workshops: readonly WorkshopSummary[]; onOpen: (workshop: string) => void; onNew: (() => void) | null }) {
  const { t, i18n } = useTranslation('workshop')
  const day = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' })
  const open = workshops.find((workshop) => workshop.phase !== 'closed')
  const newest = [...workshops].sort((one, other) => (one.createdAt < other.createdAt ? 1 : -1))
  return (
    <Box sx={{ maxWidth: 760, mx: 'auto', p: 8 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between', mb: 5 }}>
        <Typography variant="h1">{t('list.title')}</Typography>
        {open || onNew ? <Button variant="contained" startIcon={<Plus size={16} />} disabled={onNew === null} onClick={onNew ?? undefined}>{t('list.new')}</Button> : null}
      </Box>
      {open ? <Typography sx={{ color: 'text.secondary', mb: 4 }}>{t('list.oneOpen', { name: open.name })}</Typography> : null}
      <Box sx={{ display: 'grid', gap: 2 }}>
        {newest.map((workshop) => (
          <ButtonBase
            key={workshop.id}
            onClick={() => onOpen(workshop.id)}
            sx={{ display: 'grid', gridTemplateColumns: '1fr auto auto', gap: 5, textAlign: 'left', alignItems: 'center', px: 4, py: 3, borderRadius: '10px', border: '1px solid', borderColor: 'divider', bgcolor: 'background.paper', '&:hover': { borderColor: 'primary.main' } }}
          >
            <Box>
              <Typography variant="h3">{workshop.name}</Typography>
              <Typography variant="body2" sx={{ color: 'text.secondary' }}>{day.format(new Date(workshop.createdAt))}</Typography>
            </Box>
            <Typography variant="body2" sx={{ color: 'text.secondary', textAlign: 'right' }}>
              {t('list.line', { settled: workshop.settled, items: workshop.items })}
              {workshop.parked > 0 ? ` · ${t('list.parked', { count: workshop.parked })}` : ''} · {t('list.seats', { count: workshop.seats })}
            </Typography>
            <PhaseChip phase={workshop.phase} />
          </ButtonBase>
        ))}
      </Box>
    </Box>
  )
}
