import Box from '@mui/material/Box'
import { useTranslation } from 'react-i18next'
import type { DreadFactor } from '../../../shared/domain/dread.ts'
import type { FactorResult } from '../../../shared/domain/workshop.ts'

const step = 22
const plot = 40
const top = 6
const outlierFrom = 3

function xOf(value: number): number {
  return (value - 0.5) * step
}

/** Votes as dots that stack up, hollow where they lie 3 or more from the median; a band for the middle half, a line for the median. */
export function Distribution({ factor, result, faded = false, large = false }: { factor: DreadFactor; result: FactorResult; faded?: boolean; large?: boolean }) {
  const { t } = useTranslation(['workshop', 'common'])
  const name = t(`common:dread.${factor}`)
  const { median, q1, q3, min, max, n } = result
  const label = median === null ? t('result.pictureNone', { factor: name }) : t('result.picture', { factor: name, n, median, q1, q3, min, max })
  const most = Math.max(...result.histogram, 1)
  const pitch = Math.min(13, plot / most)
  const radius = Math.min(5, pitch / 2 - 0.5)
  return (
    <Box component="svg" role="img" aria-label={label} viewBox={`0 0 ${step * 10} ${plot + top + (large ? 20 : 17)}`} sx={{ width: '100%', display: 'block', opacity: faded ? 0.6 : 1, color: 'text.primary' }}>
      {q1 !== null && q3 !== null ? <rect x={xOf(q1) - 7} width={xOf(q3) - xOf(q1) + 14} y={top - 4} height={plot + 4} rx={4} fill="var(--mui-palette-action-selected)" /> : null}
      <line x1={0} x2={step * 10} y1={plot + top} y2={plot + top} stroke="currentColor" strokeOpacity={0.35} />
      {median !== null ? <line x1={xOf(median)} x2={xOf(median)} y1={top - 4} y2={plot + top + 3} stroke="var(--mui-palette-primary-main)" strokeWidth={2} /> : null}
      {result.histogram.map((count, index) => {
        const value = index + 1
        const far = median !== null && Math.abs(value - median) >= outlierFrom
        return Array.from({ length: count }, (_, place) => (
          <circle
            key={`${value}-${place}`}
            cx={xOf(value)}
            cy={plot + top - radius - 2 - place * pitch}
            r={far ? radius - 0.75 : radius}
            fill={far ? 'var(--mui-palette-background-paper)' : 'currentColor'}
            stroke="currentColor"
            strokeWidth={far ? 2 : 0}
          />
        ))
      })}
      {result.histogram.map((count, index) => (
        <text key={index} x={xOf(index + 1)} y={plot + top + (large ? 17 : 14)} textAnchor="middle" fontSize={large ? 14 : 10.5} fontWeight={count > 0 ? 650 : 400} fill="currentColor" fillOpacity={count > 0 ? 1 : 0.45}>
          {index + 1}
        </text>
      ))}
    </Box>
  )
}
