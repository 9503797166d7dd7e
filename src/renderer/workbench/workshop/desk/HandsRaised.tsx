import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { Hand } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { FacilitatorView } from '../../../../shared/domain/workshop.ts'
import { useSeatName } from '../useSeatName.ts'

/** Whose turn it is to speak: raised hands, the first one first. */
export function HandsRaised({ view }: { view: FacilitatorView }) {
  const { t } = useTranslation('desk')
  const nameOf = useSeatName(view.seats)
  if (view.hands.length === 0) return null
  return (
    <Box component="section" aria-label={t('hands.title')} data-hands sx={{ px: 3, py: 2, borderRadius: '10px', bgcolor: 'action.selected' }}>
      <Typography variant="subtitle2" component="h2" sx={{ display: 'flex', gap: 1.5, alignItems: 'center' }}><Hand size={14} aria-hidden />{t('hands.title')}</Typography>
      <Box component="ol" sx={{ m: 0, pl: 5, fontWeight: 550 }}>
        {view.hands.map((seat) => <li key={seat}>{nameOf(seat)}</li>)}
      </Box>
    </Box>
  )
}
