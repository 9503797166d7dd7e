import Box from '@mui/material/Box'
import { useMemo } from 'react'
import { ageChart, bandsByStride, beforeAndAfter, progressChart, rankChart, riskMatrix, treatmentChart } from '../../../../shared/chart/register-charts.ts'
import type { ProjectHeader } from '../../../../shared/domain/project.ts'
import { withoutSuggestion } from '../../../../shared/domain/register-rows.ts'
import { ChartCard } from './ChartCard.tsx'
import { type GridRow, todayHere } from '../grid/grid-row.ts'
import { useChartWords } from './useChartWords.ts'

/** The register in pictures; each of them is a table too. */
export function Dashboard({ rows, header }: { rows: readonly GridRow[]; header: ProjectHeader }) {
  const words = useChartWords()
  const charts = useMemo(() => {
    const { bandScheme, treatmentLine } = header
    const most = bandScheme.discoverability === 'dropped' ? 40 : 50
    const shown = rows.map(withoutSuggestion)
    const here = { today: todayHere(), dayOf: (at: string) => todayHere(new Date(at)) }
    return [riskMatrix(shown, bandScheme, words), rankChart(shown, { treatmentLine, most }, words), bandsByStride(shown, words), beforeAndAfter(shown, words), treatmentChart(shown, words), progressChart(shown, words), ageChart(shown, here, words)]
  }, [rows, header, words])
  return (
    <Box sx={{ height: '100%', overflow: 'auto', p: 5 }}>
      <Box sx={{ display: 'grid', gap: 5, gridTemplateColumns: 'repeat(auto-fit, minmax(480px, 1fr))', alignItems: 'start', maxWidth: 1400, mx: 'auto' }}>
        {charts.map((chart) => (
          <ChartCard key={chart.id} chart={chart} />
        ))}
      </Box>
    </Box>
  )
}
