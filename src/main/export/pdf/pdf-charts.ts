import { chartSvg } from '../../../shared/chart/chart-svg.ts'
import type { Chart } from '../../../shared/chart/chart.ts'
import { beforeAndAfter, riskMatrix } from '../../../shared/chart/register-charts.ts'
import { byThreat } from '../../../shared/domain/mitigation.ts'
import { residualOf } from '../../../shared/domain/residual.ts'
import { heading, quiet } from './pdf-blocks.ts'
import { margins, type Piece } from './pdf-page.ts'
import { withFonts } from './pdf-picture.ts'
import type { PdfReport } from './pdf-report.ts'

/** Points to a pixel of a chart. */
const scale = 0.72

/** The risk matrix, and the bands before and after where something is done about a threat. They are those of the dashboard. */
export function charts({ input: { rows, mitigations, header }, type, words, width }: PdfReport): Piece[] {
  const { bandScheme } = header
  const { chart: said, band, summary } = words
  const covering = byThreat(mitigations)
  const remaining = rows.map(({ threat, band: scored }) => ({ band: scored, residual: residualOf(threat, covering.get(threat.id) ?? [], bandScheme) }))
  const matrix = riskMatrix(rows, bandScheme, { ...said, threats: words.decisions.count, total: summary.total, band })
  const stages = { inherent: said.inherent, current: said.current, target: said.target }
  const drawn = [
    ...(rows.some((row) => row.band !== null) ? [matrix] : []),
    ...(remaining.some(({ residual: { inherent, current, target } }) => target !== null || current?.total !== inherent?.total) ? [beforeAndAfter(remaining, { ...said, stages, unscored: summary.noScore, band })] : []),
  ]
  const picture = ({ width: wide, height: high, ...chart }: Chart): Piece => ({
    height: high * scale + 4,
    keep: true,
    marks: [{ kind: 'picture', x: margins.side, y: 4, width: wide * scale, height: high * scale, svg: withFonts(type, chartSvg({ ...chart, width: wide, height: high }, 'light')) }],
  })
  return drawn.flatMap((chart) => [heading(type, chart.title, width, margins.side, { level: 2 }), picture(chart), ...quiet(type, chart.description, margins.side, width)])
}
