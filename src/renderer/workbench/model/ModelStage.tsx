import Box from '@mui/material/Box'
import CircularProgress from '@mui/material/CircularProgress'
import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { FindingState } from '../../../shared/domain/finding-state.ts'
import { hasParts } from '../../../shared/domain/model.ts'
import { setPictureSeen, usePictureSeen } from '../first-picture.ts'
import { ErrorNotice } from './ErrorNotice.tsx'
import { ModelWorkbench } from './ModelWorkbench.tsx'
import { wantsLayout } from './layout/useLayout.ts'
import { useModelQuery } from '../model-query.ts'
import { useAnalysisQuery } from '../analysis-query.ts'

const noStates: FindingState[] = []
/** The analysis waits no longer than this for the first picture, in milliseconds. */
const longestWait = 3_000

/** The Model stage: the architecture of a project, drawn, questioned and explained. */
export function ModelStage({ project }: { project: string }) {
  const { t } = useTranslation(['model', 'common'])
  const model = useModelQuery(project)
  const analysis = useAnalysisQuery(project, usePictureSeen())
  const states = analysis.data?.states ?? noStates
  // A model that is still to be laid out, or is empty, has no picture to wait for.
  const noPicture = model.data !== undefined && (!hasParts(model.data) || wantsLayout(model.data))
  useEffect(() => {
    if (noPicture) return setPictureSeen(true)
    const timer = setTimeout(() => setPictureSeen(true), longestWait)
    return () => clearTimeout(timer)
  }, [noPicture])
  useEffect(() => () => setPictureSeen(false), [])
  const stateOf = useMemo(() => new Map(states.map((state) => [state.finding, state])), [states])
  if (model.isLoadingError) return <ErrorNotice error={model.error} onRetry={() => void model.refetch()} />
  if (!model.data) {
    return (
      <Box sx={{ display: 'grid', placeItems: 'center', height: '100%' }}>
        <CircularProgress aria-label={t('common:loading')} />
      </Box>
    )
  }
  return <ModelWorkbench project={project} whole={model.data} analysis={analysis.data?.analysis ?? null} analysisFailed={analysis.isError} states={stateOf} />
}
