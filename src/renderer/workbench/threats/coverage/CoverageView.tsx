import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { Grid3x3 } from 'lucide-react'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Cell, coverageOf } from '../../../../shared/domain/coverage.ts'
import { emptyModel } from '../../../../shared/domain/model.ts'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { type Command, useCommands } from '../../shell/commands.tsx'
import { LoadFailure } from '../../shell/LoadFailure.tsx'
import { usePartLabels } from '../parts.ts'
import type { CoverageCell } from './cell.ts'
import { coveredParts, type Grouping, groupings, matrixLines } from './coverage-rows.ts'
import { Matrix } from './Matrix.tsx'
import { WhyPanel } from './WhyPanel.tsx'
import { useModelQuery } from '../../model-query.ts'
import { useAnalysisQuery } from '../../analysis-query.ts'

/** What was found about each part in each category, how far it is reviewed, and why there is nothing where there is nothing. */
export function CoverageView({ project, lead, onOpen }: { project: string; lead: ReactNode; onOpen: (cell: CoverageCell, figures: Cell) => void }) {
  const { t } = useTranslation('coverage')
  const labels = usePartLabels(project)
  const model = useModelQuery(project).data ?? emptyModel
  const analysis = useAnalysisQuery(project)
  const [grouping, setGrouping] = useState<Grouping>('boundary')
  const [shown, setShown] = useState<CoverageCell | null>(null)
  const coverage = useMemo(() => {
    const states = new Map(analysis.data?.states.map(({ finding, state }) => [finding, state]))
    return coverageOf(coveredParts(model), analysis.data?.analysis.findings ?? [], (id) => states.get(id) ?? 'new')
  }, [model, analysis.data])
  const lines = useMemo(() => matrixLines(model, coverage, grouping), [model, coverage, grouping])
  const commands = useMemo<Command[]>(
    () => [
      { id: 'group-coverage', label: t('do.group'), keys: ['g'], run: () => setGrouping((now) => (now === 'boundary' ? 'kind' : 'boundary')) },
      { id: 'close-why', label: t('do.closeWhy'), keys: ['escape'], disabled: shown === null, run: () => setShown(null) },
    ],
    [t, shown],
  )
  useCommands(commands)
  if (analysis.isLoadingError) return <LoadFailure error={analysis.error} onRetry={() => void analysis.refetch()} />
  if (!analysis.isSuccess) return null
  const { total } = coverage
  return (
    <Box sx={{ display: 'grid', height: '100%', gridTemplateRows: 'auto minmax(0, 1fr)' }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 4, px: 4, minHeight: 56, borderBottom: '1px solid', borderColor: 'divider', bgcolor: 'background.paper' }}>
        {lead}
        <Typography sx={{ fontWeight: 600 }}>{t('reviewed', { done: total.all - total.new, all: total.all })}</Typography>
        <Typography variant="caption" sx={{ color: 'text.secondary', flex: 1 }} noWrap>{t('help')}</Typography>
        <TextField select label={t('grouping')} value={grouping} onChange={(event) => setGrouping(groupings.find((one) => one === event.target.value) ?? 'boundary')} sx={{ width: 180 }}>
          {groupings.map((one) => (
            <MenuItem key={one} value={one}>{t(`by.${one}`)}</MenuItem>
          ))}
        </TextField>
      </Box>
      {lines.length === 0 ? (
        <EmptyState icon={<Grid3x3 size={26} />} title={t('empty.title')} text={t('empty.text')} />
      ) : (
        <Box sx={{ display: 'flex', minHeight: 0 }}>
          <Box sx={{ flex: 1, minWidth: 0 }}>
            <Matrix lines={lines} coverage={coverage} labels={labels} shown={shown} onEnter={onOpen} onWhy={setShown} />
          </Box>
          {shown === null || shown.part === null ? null : <WhyPanel project={project} part={shown.part} stride={shown.stride} labels={labels} onClose={() => setShown(null)} />}
        </Box>
      )}
    </Box>
  )
}
