import Box from '@mui/material/Box'
import { useTranslation } from 'react-i18next'
import { dreadFactors } from '../../../../shared/domain/dread.ts'
import type { ReportFactor, ReportItem } from '../../../../shared/domain/workshop-report.ts'
import { figure, lastTwo } from './figures.ts'

const height = 46
const column = 26
const yOf = (value: number) => 2 + ((10 - value) / 9) * (height - 4)

function Spread({ result, x, faded }: { result: ReportFactor; x: number; faded: boolean }) {
  const { min, max, q1, q3, median } = result
  if (min === null || max === null || q1 === null || q3 === null || median === null) return null
  const wide = faded ? 4 : 7
  return (
    <g opacity={faded ? 0.4 : 1}>
      <line x1={x} x2={x} y1={yOf(max)} y2={yOf(min)} stroke="currentColor" strokeWidth={1.5} strokeLinecap="round" />
      <rect x={x - wide / 2} width={wide} y={yOf(q3) - 1.5} height={yOf(q1) - yOf(q3) + 3} rx={1.5} fill={faded ? 'currentColor' : 'var(--mui-palette-primary-main)'} />
      <line x1={x - wide / 2 - 2} x2={x + wide / 2 + 2} y1={yOf(median)} y2={yOf(median)} stroke="currentColor" strokeWidth={2} />
    </g>
  )
}

/** Five small bars, one a factor: range, middle half and median of the last round, and paler those of the round before. */
export function SpreadGlyph({ item }: { item: ReportItem }) {
  const { t } = useTranslation(['after', 'common'])
  const label = dreadFactors
    .flatMap((factor) => {
      const { last } = lastTwo(item, factor)
      if (!last) return []
      const name = t(`common:dread.${factor}`)
      return last.median === null ? t('threats.glyphNone', { factor: name }) : t('threats.glyph', { factor: name, median: figure(last.median), min: last.min, max: last.max })
    })
    .join('; ')
  if (label === '') return <Box sx={{ width: column * 5 }} />
  return (
    <Box component="svg" role="img" aria-label={label} viewBox={`0 0 ${column * 5} ${height + 13}`} sx={{ width: column * 5, flex: 'none', color: 'text.primary', display: 'block' }}>
      {dreadFactors.map((factor, index) => {
        const { last, before } = lastTwo(item, factor)
        const x = index * column + column / 2
        return (
          <g key={factor}>
            <line x1={x + 3} x2={x + 3} y1={2} y2={height - 2} stroke="currentColor" strokeOpacity={0.12} strokeWidth={9} strokeLinecap="round" />
            {before ? <Spread result={before} x={x - 6} faded /> : null}
            {last ? <Spread result={last} x={x + 3} faded={false} /> : null}
            <text x={x + 3} y={height + 11} textAnchor="middle" fontSize={9.5} fill="currentColor" fillOpacity={0.65}>{t(`common:dreadShort.${factor}`)}</text>
          </g>
        )
      })}
    </Box>
  )
}
