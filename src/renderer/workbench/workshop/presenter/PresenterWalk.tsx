import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import { EvidencePicture } from '../../model/findings/EvidencePicture.tsx'
import { useModelQuery } from '../../model-query.ts'

/** The element that the room looks at, in its surroundings. */
export function PresenterWalk({ project, element }: { project: string; element: string }) {
  const { t } = useTranslation(['workshop', 'common'])
  const model = useModelQuery(project).data
  const known = model?.elements.find(({ id }) => id === element)
  return (
    <Box sx={{ display: 'grid', gridTemplateRows: 'auto minmax(0, 1fr)', gap: 6, height: '100%', maxWidth: 1640, mx: 'auto' }}>
      <Box component="header">
        <Typography sx={{ fontSize: 26, color: 'text.secondary' }}>{t('presenter.walk')}</Typography>
        <Typography component="h1" sx={{ fontSize: 56, fontWeight: 700, letterSpacing: '-0.022em', lineHeight: 1.12 }}>{known?.label ?? ''}</Typography>
      </Box>
      <EvidencePicture project={project} lit={[element]} whole sx={{ minHeight: 0, borderRadius: '16px', border: '1px solid', borderColor: 'divider' }} />
    </Box>
  )
}
