import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { PresenterQuestion, useAsked } from './PresenterQuestion.tsx'

/** A page for the projector without a workshop: the question that is asked now, kept in step with the facilitator's page. */
export function AskScreen({ project }: { project: string }) {
  const { t } = useTranslation('questions')
  const asked = useAsked(project)
  const title = t('room.title')
  useEffect(() => {
    document.title = title
  }, [title])
  return (
    <Box component="main" sx={{ height: '100%', bgcolor: 'background.default', color: 'text.primary', px: 12, py: 10, overflow: 'hidden' }}>
      {asked ? (
        <PresenterQuestion project={project} question={asked} />
      ) : (
        <Box sx={{ display: 'grid', placeContent: 'center', textAlign: 'center', height: '100%', gap: 4 }}>
          <Typography component="h1" sx={{ fontSize: 64, fontWeight: 700, letterSpacing: '-0.025em' }}>{t('room.waiting')}</Typography>
          <Typography sx={{ fontSize: 30, color: 'text.secondary' }}>{t('room.waitingText')}</Typography>
        </Box>
      )}
    </Box>
  )
}
