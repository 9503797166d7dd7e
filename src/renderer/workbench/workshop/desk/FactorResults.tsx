import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { ArrowRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type DreadFactor, dreadFactors } from '../../../../shared/domain/dread.ts'
import type { FacilitatorItem, FactorResult } from '../../../../shared/domain/workshop.ts'
import { Distribution } from '../Distribution.tsx'
import { revealedRounds } from '../spread.ts'
import { ReferenceNote } from './ReferenceNote.tsx'
import { Verdict } from '../Verdict.tsx'

function show(value: number | null): string {
  return value === null ? '–' : String(value)
}

function Figures({ result, outliers }: { result: FactorResult; outliers: number }) {
  const { t } = useTranslation('workshop')
  const counts = [
    t('result.votes', { count: result.n }),
    result.abstained > 0 ? t('result.abstained', { count: result.abstained }) : '',
    result.notVoted > 0 ? t('result.notVoted', { count: result.notVoted }) : '',
    result.absent > 0 ? t('result.absent', { count: result.absent }) : '',
    outliers > 0 ? t('result.outliers', { count: outliers }) : '',
  ].filter((text) => text !== '')
  return (
    <Box sx={{ fontSize: 13 }}>
      <Box component="dl" sx={{ display: 'flex', gap: 3, m: 0, '& dt': { color: 'text.secondary', fontSize: 12 }, '& dd': { m: 0, fontWeight: 650 } }}>
        <div><dt>{t('result.median')}</dt><dd>{show(result.median)}</dd></div>
        <div><dt>{t('result.iqr')}</dt><dd>{result.q1 === null || result.q3 === null ? '–' : `${result.q1}–${result.q3}`}</dd></div>
        <div><dt>{t('result.range')}</dt><dd>{result.min === null ? '–' : `${result.min}–${result.max}`}</dd></div>
      </Box>
      <Box sx={{ color: 'text.secondary', fontSize: 12, mt: 1 }}>{counts.join(' · ')}</Box>
    </Box>
  )
}

function FactorLine({ item, factor }: { item: FacilitatorItem; factor: DreadFactor }) {
  const { t } = useTranslation(['workshop', 'common'])
  const rounds = revealedRounds(item, factor)
  const last = rounds.at(-1)
  if (!last) return null
  const before = rounds.at(-2)
  const outliers = last.round.votes?.filter((vote) => vote.factor === factor && vote.outlier).length ?? 0
  return (
    <Box data-factor={factor} sx={{ display: 'grid', gridTemplateColumns: '132px minmax(0, 1fr) 190px', gap: 4, alignItems: 'center', py: 1.25, borderBottom: '1px solid', borderColor: 'divider', '&:last-of-type': { border: 0 } }}>
      <Box>
        <Typography variant="h3" sx={{ mb: 1 }}>{t(`common:dread.${factor}`)}</Typography>
        <Verdict result={last.result} />
      </Box>
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'center', justifyContent: 'center' }}>
        {before ? (
          <>
            <Box sx={{ flex: 1, maxWidth: 210 }}><Distribution factor={factor} result={before.result} faded /><RoundLabel number={before.round.number} /></Box>
            <Box sx={{ color: 'text.secondary', textAlign: 'center', fontSize: 12 }} title={t('result.shift', { from: show(before.result.median), to: show(last.result.median) })}>
              <ArrowRight size={18} aria-hidden />
              <Box sx={{ whiteSpace: 'nowrap', fontWeight: 650 }}>{show(before.result.median)} → {show(last.result.median)}</Box>
            </Box>
          </>
        ) : null}
        <Box sx={{ flex: 1, maxWidth: before ? 210 : 260 }}><Distribution factor={factor} result={last.result} />{before ? <RoundLabel number={last.round.number} /> : null}</Box>
      </Box>
      <Figures result={last.result} outliers={outliers} />
      {item.reference ? <Box sx={{ gridColumn: '2 / -1', mb: 1 }}><ReferenceNote factor={factor} reference={item.reference} median={last.result.median} /></Box> : null}
    </Box>
  )
}

function RoundLabel({ number }: { number: number }) {
  const { t } = useTranslation('workshop')
  return <Typography variant="caption" component="p" sx={{ textAlign: 'center', color: 'text.secondary' }}>{t('item.round', { number })}</Typography>
}

/** What the room said on each factor; two rounds stand side by side, with the shift between them. */
export function FactorResults({ item }: { item: FacilitatorItem }) {
  const { t } = useTranslation('workshop')
  return (
    <Box component="section">
      <Box sx={{ px: 4, py: 1, borderRadius: '12px', border: '1px solid', borderColor: 'divider', bgcolor: 'background.paper' }}>
        {dreadFactors.map((factor) => <FactorLine key={factor} item={item} factor={factor} />)}
      </Box>
      <Typography variant="caption" sx={{ color: 'text.secondary', mt: 1.5, display: 'block' }}>{t('result.legend')}</Typography>
    </Box>
  )
}
