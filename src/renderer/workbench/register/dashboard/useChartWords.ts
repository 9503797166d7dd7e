import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChartWords } from '../../../../shared/chart/register-charts.ts'

/** The words of charts in the user's language; the same object until the language changes. */
export function useChartWords(): ChartWords {
  const { t } = useTranslation(['decisions', 'common'])
  return useMemo(
    () => ({
      matrix: t('chart.matrix'), matrixText: t('chart.matrixText'), impact: t('chart.impact'), likelihood: t('chart.likelihood'), threats: t('chart.threats'), count: t('chart.count'), none: t('chart.none'),
      bands: t('chart.bands'), bandsText: t('chart.bandsText'), unscored: t('chart.unscored'),
      ranks: t('chart.ranks'), ranksText: t('chart.ranksText'), rank: t('chart.rank'), total: t('chart.total'), between: t('chart.between'),
      residual: t('chart.residual'), residualText: t('chart.residualText'), stages: { inherent: t('stage.inherent'), current: t('stage.current'), target: t('stage.target') },
      line: t('chart.line'), lineText: t('chart.lineText'), above: t('chart.above'), below: t('chart.below'), noLine: t('chart.noLine'), decided: t('chart.decided'), undecided: t('chart.undecided'),
      progress: t('chart.progress'), progressText: t('chart.progressText'),
      statuses: { gone: t('threatStatus.gone'), unscored: t('threatStatus.unscored'), undecided: t('threatStatus.undecided'), overdue: t('threatStatus.overdue'), open: t('threatStatus.open'), implemented: t('threatStatus.implemented'), verified: t('threatStatus.verified'), settled: t('threatStatus.settled') },
      age: t('chart.age'), ageText: t('chart.ageText'), ages: [t('chart.days.7'), t('chart.days.30'), t('chart.days.90'), t('chart.days.more')],
      band: { Critical: t('common:band.Critical'), High: t('common:band.High'), Medium: t('common:band.Medium'), Low: t('common:band.Low') },
      stride: {
        Spoofing: t('common:stride.Spoofing'), Tampering: t('common:stride.Tampering'), Repudiation: t('common:stride.Repudiation'),
        'Information Disclosure': t('common:stride.Information Disclosure'), 'Denial of Service': t('common:stride.Denial of Service'), 'Elevation of Privilege': t('common:stride.Elevation of Privilege'),
      },
    }),
    [t],
  )
}
