import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { Question } from '../../../../shared/domain/finding.ts'
import { answersFor } from './question-rows.ts'

const [width, height] = [150, 34]

/** How much the first answers settle: a curve, and in words. */
export function SettledCurve({ questions }: { questions: readonly Question[] }) {
  const { t } = useTranslation('questions')
  const few = Math.min(5, questions.length)
  const first = questions[few - 1]
  const most = answersFor(questions, 0.8)
  if (!first || most === null) return null
  const points = [0, ...questions.map(({ settled }) => settled)].map((settled, count) => `${((count / questions.length) * width).toFixed(1)},${(height - settled * (height - 2) - 1).toFixed(1)}`)
  const text = t('settles', { count: few, percent: Math.round(first.settled * 100) })
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 3, minWidth: 0 }} data-settled={first.settled}>
      <Box component="svg" viewBox={`0 0 ${width} ${height}`} aria-hidden sx={{ width, height, flex: 'none', color: 'primary.main', overflow: 'visible' }}>
        <line x1="0" y1={height} x2={width} y2={height} stroke="currentColor" strokeOpacity="0.3" />
        <polyline points={points.join(' ')} fill="none" stroke="currentColor" strokeWidth="2" strokeLinejoin="round" />
        <circle cx={(few / questions.length) * width} cy={height - first.settled * (height - 2) - 1} r="4" fill="currentColor" />
      </Box>
      <Box sx={{ minWidth: 0 }}>
        <Typography sx={{ fontWeight: 650, fontSize: 13.5, lineHeight: 1.3 }} noWrap>{text}</Typography>
        <Typography variant="caption" sx={{ color: 'text.secondary' }} noWrap component="div">{t('settlesMost', { count: most, all: questions.length })}</Typography>
      </Box>
    </Box>
  )
}
