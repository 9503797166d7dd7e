import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { GraduationCap } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { DreadFactor } from '../../../../shared/domain/dread.ts'
import type { PracticeReference } from '../../../../shared/domain/practice.ts'

/** What experts say of one factor of the practice threat, how far the room is from it, and why they say so. */
export function ReferenceNote({ factor, reference, median }: { factor: DreadFactor; reference: PracticeReference; median: number | null }) {
  const { t } = useTranslation('prepare')
  const value = reference.reference[factor]
  const away = median === null ? null : value - median
  const distance = away === null ? '' : away === 0 ? t('practice.same') : t(away > 0 ? 'practice.higher' : 'practice.lower', { by: Math.abs(away) })
  return (
    <Box data-reference={factor} sx={{ display: 'grid', gridTemplateColumns: '20px minmax(0, 1fr)', gap: 2, p: 3, borderRadius: '8px', bgcolor: 'action.hover' }}>
      <Box sx={{ color: 'primary.main', pt: 0.5 }}><GraduationCap size={17} aria-hidden /></Box>
      <div>
        <Typography sx={{ fontWeight: 650 }}>
          {t('practice.experts', { value })}
          {distance === '' ? null : <Box component="span" sx={{ fontWeight: 400, color: 'text.secondary' }}>, {distance}</Box>}
        </Typography>
        <Typography variant="body2">{reference.reasons[factor]}</Typography>
      </div>
    </Box>
  )
}
