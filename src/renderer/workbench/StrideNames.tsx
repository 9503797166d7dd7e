import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { Stride } from '../../shared/domain/stride.ts'
import { StrideBadge } from '../ui/StrideBadge.tsx'

/** Categories with their names in full, each behind its letter. */
export function StrideNames({ stride }: { stride: readonly Stride[] }) {
  const { t } = useTranslation('common')
  return stride.map((category) => (
    <Box key={category} component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 1.5 }}>
      <StrideBadge category={category} label={t(`stride.${category}`)} />
      <Typography variant="body2" component="span">
        {t(`stride.${category}`)}
      </Typography>
    </Box>
  ))
}
