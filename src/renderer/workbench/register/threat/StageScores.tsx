import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { DecisionChange } from '../../../../shared/domain/decision.ts'
import { type BandScheme, type DreadFactor, dreadFactors, DreadValue, total } from '../../../../shared/domain/dread.ts'
import { standingScore } from '../../../../shared/domain/threat.ts'
import { SeverityChip } from '../../../ui/SeverityChip.tsx'
import type { GridRow } from '../grid/grid-row.ts'

const stages = ['current', 'target'] as const
const values = Array.from({ length: 10 }, (_, index) => index + 1)
const field = { width: '100%', height: 30, border: '1px solid', borderColor: 'divider', borderRadius: '6px', bgcolor: 'background.paper', color: 'text.primary', fontSize: 14, textAlign: 'center', textAlignLast: 'center', appearance: 'none', cursor: 'pointer', p: 0 } as const

/** The five values before anything is done, by now, and as wanted: side by side, so that what goes down shows. */
export function StageScores({ row, scheme, onChange }: { row: GridRow; scheme: BandScheme; onChange: (set: DecisionChange) => void }) {
  const { t } = useTranslation(['decisions', 'common'])
  const { threat, residual } = row
  const standing = standingScore(threat)
  const { decision } = threat
  if (!standing || decision === null) return null
  const grid = { display: 'grid', gridTemplateColumns: '72px repeat(5, minmax(0, 1fr)) 36px 92px', gap: 2, alignItems: 'center', justifyItems: 'stretch' } as const
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <Box sx={grid}>
        <b>{t('stage.inherent')}</b>
        {dreadFactors.map((factor) => (
          <Box key={factor} title={t(`common:dread.${factor}`)} sx={{ textAlign: 'center' }}>
            {standing.values[factor]}
          </Box>
        ))}
        <b>{residual.inherent?.total}</b>
        {residual.inherent ? <SeverityChip band={residual.inherent.band} label={t(`common:band.${residual.inherent.band}`)} /> : null}
      </Box>
      {stages.map((stage) => {
        const rated = decision[stage]
        if (!rated) {
          return (
            <Button key={stage} size="small" color="inherit" sx={{ justifySelf: 'start' }} onClick={() => onChange({ [stage]: standing.values })}>
              {t(stage === 'current' ? 'rateCurrent' : 'rateTarget')}
            </Button>
          )
        }
        const shown = residual[stage]
        const counts = stage === 'target' || shown?.values === rated
        return (
          <Box key={stage}>
            <Box sx={grid}>
              <b>{t(`stage.${stage}`)}</b>
              {dreadFactors.map((factor) => (
                <Box key={factor} component="select" aria-label={t('valueOf', { stage: t(`stage.${stage}`), factor: t(`common:dread.${factor}`) })} value={rated[factor]} sx={{ ...field, fontWeight: rated[factor] < standing.values[factor] ? 700 : 400 }} onChange={(event) => onChange({ [stage]: changed(rated, factor, event.target.value) })}>
                  {values.map((value) => (
                    <option key={value} value={value}>
                      {value}
                    </option>
                  ))}
                </Box>
              ))}
              <b>{total(rated, scheme.discoverability)}</b>
              {counts && shown ? <SeverityChip band={shown.band} label={t(`common:band.${shown.band}`)} /> : <span />}
            </Box>
            <Box sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
              <Button size="small" color="inherit" onClick={() => onChange({ [stage]: null })}>
                {t('unrate')}
              </Button>
              {counts ? null : (
                <Typography variant="caption" sx={{ color: 'text.secondary' }}>
                  {t('currentLater')}
                </Typography>
              )}
            </Box>
          </Box>
        )
      })}
    </Box>
  )
}

function changed<Values extends Record<DreadFactor, number>>(rated: Values, factor: DreadFactor, text: string): Values {
  const value = DreadValue.safeParse(Number(text))
  return value.success ? { ...rated, [factor]: value.data } : rated
}
