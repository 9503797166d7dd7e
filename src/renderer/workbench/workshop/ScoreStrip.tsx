import Box from '@mui/material/Box'
import { useTranslation } from 'react-i18next'
import { dreadFactors, type DreadValues, total } from '../../../shared/domain/dread.ts'

/** Five values and their total on one line. `scale` 1 is the workbench's size. */
export function ScoreStrip({ values, scale = 1 }: { values: DreadValues; scale?: number }) {
  const { t } = useTranslation(['workshop', 'common'])
  return (
    <Box component="dl" sx={{ m: 0, display: 'inline-flex', alignItems: 'stretch', gap: 1 * scale, '& > div': { display: 'grid', placeItems: 'center', minWidth: 40 * scale, px: 1.5 * scale, py: 0.75 * scale, borderRadius: `${7 * scale}px`, border: '1px solid', borderColor: 'divider' }, '& dt': { fontSize: 11 * scale, color: 'text.secondary', lineHeight: 1.3 }, '& dd': { m: 0, fontSize: 17 * scale, fontWeight: 700, lineHeight: 1.2 } }}>
      {dreadFactors.map((factor) => (
        <div key={factor}>
          <Box component="dt" title={t(`common:dread.${factor}`)} aria-label={t(`common:dread.${factor}`)}>{t(`common:dreadShort.${factor}`)}</Box>
          <dd>{values[factor]}</dd>
        </div>
      ))}
      <Box sx={{ bgcolor: 'text.primary', color: 'background.paper', '&& dt': { color: 'inherit', opacity: 0.75 } }}>
        <dt>{t('item.totalOf')}</dt>
        <dd data-total>{total(values)}</dd>
      </Box>
    </Box>
  )
}
