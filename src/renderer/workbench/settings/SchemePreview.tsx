import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { bands } from '../../../shared/domain/dread.ts'
import type { Id } from '../../../shared/domain/id.ts'
import type { ScoringHeader } from '../../../shared/domain/register-rows.ts'
import { schemeChange } from '../../../shared/domain/scheme-change.ts'
import { SeverityChip } from '../../ui/SeverityChip.tsx'
import { useApi } from '../api.tsx'

/** How the draft's threats fall into the bands, and, while one is typed, what another scheme would change. Nothing where there are no threats. */
export function SchemePreview({ project, header, after }: { project: Id; header: ScoringHeader; after: ScoringHeader }) {
  const { t } = useTranslation(['settings', 'common'])
  const api = useApi()
  const threats = useQuery({ queryKey: ['threats', project], queryFn: () => api.threat.list({ project }) }).data
  const { counts, moved, above, below } = useMemo(() => schemeChange(threats ?? [], header, after), [threats, header, after])
  const changed = after.bandScheme.id !== header.bandScheme.id || after.treatmentLine !== header.treatmentLine
  if (!threats || threats.length === 0) return null
  const told = [
    ...moved.map(({ from, to, count }) => t('preview.move', { count, from: t(`common:band.${from}`), to: t(`common:band.${to}`) })),
    ...(above > 0 ? [t('preview.above', { count: above })] : []),
    ...(below > 0 ? [t('preview.below', { count: below })] : []),
  ]
  return (
    <Box role="status" data-scheme-preview sx={{ display: 'grid', gap: 2 }}>
      <Typography variant="subtitle2" sx={{ color: 'text.secondary' }}>
        {t(changed ? 'preview.draft' : 'preview.title')}
      </Typography>
      <Box sx={{ display: 'flex', gap: 4, flexWrap: 'wrap' }}>
        {bands.map((band) => (
          <Box key={band} sx={{ display: 'flex', alignItems: 'center', gap: 1.5 }}>
            <SeverityChip band={band} label={t(`common:band.${band}`)} />
            <b>{counts[band]}</b>
          </Box>
        ))}
      </Box>
      {changed ? <Typography variant="body2">{told.length === 0 ? t('preview.same') : told.join(' · ')}</Typography> : null}
    </Box>
  )
}
