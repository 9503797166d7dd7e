import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { ReportFactor, ReportRound, ReportShift } from '../../../../shared/domain/workshop-report.ts'
import { Distribution } from '../Distribution.tsx'
import { Verdict } from '../Verdict.tsx'
import { figure, signed } from './figures.ts'
import { useDuration } from './useDuration.ts'

type NameOf = (seat: string | null) => string

function Turnout({ result }: { result: ReportFactor }) {
  const { t } = useTranslation('workshop')
  const { n, abstained, notVoted, absent } = result
  return <>{[t('result.votes', { count: n }), abstained > 0 ? t('result.abstained', { count: abstained }) : '', notVoted > 0 ? t('result.notVoted', { count: notVoted }) : '', absent > 0 ? t('result.absent', { count: absent }) : ''].filter((text) => text !== '').join(' · ')}</>
}

function Shift({ shift, nameOf }: { shift: ReportShift; nameOf: NameOf }) {
  const { t } = useTranslation('after')
  const moved = shift.perSeat.filter(({ from, to }) => from !== to)
  return (
    <Box sx={{ mt: 1 }}>
      <b>{t('round.shift', { from: figure(shift.medians.from), to: figure(shift.medians.to) })}</b>
      {shift.meanAbsolute === null ? null : <div>{t('round.moved', { count: shift.seats, by: figure(shift.meanAbsolute), signed: signed(shift.meanSigned) })}</div>}
      {moved.length === 0 ? null : (
        <Box component="details" sx={{ '& summary': { cursor: 'pointer', color: 'text.secondary' } }}>
          <summary>{t('round.perSeat')}</summary>
          {moved.map(({ seat, from, to }) => <div key={seat}>{nameOf(seat)}: {from} → {to}</div>)}
        </Box>
      )}
    </Box>
  )
}

function Factor({ result, shift, nameOf }: { result: ReportFactor; shift: ReportShift | undefined; nameOf: NameOf }) {
  const { t } = useTranslation(['after', 'common'])
  const { far, farCount, byRole } = result
  return (
    <Box data-report-factor={result.factor} sx={{ p: 3, borderRadius: '10px', border: '1px solid', borderColor: 'divider', fontSize: 12.5, minWidth: 0 }}>
      <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 2, mb: 1 }}>
        <Typography component="h4" sx={{ fontSize: 13, fontWeight: 650 }}>{t(`common:dread.${result.factor}`)}</Typography>
        <Verdict result={result} size={11} />
      </Box>
      <Distribution factor={result.factor} result={result} />
      <Box sx={{ color: 'text.secondary', mt: 1 }}>
        <Box component="span" sx={{ color: 'text.primary', fontWeight: 650 }}>{t('round.median', { value: figure(result.median) })}</Box>
        {' · '}{t('round.iqr', { value: figure(result.iqr) })} · {t('round.range', { value: figure(result.range) })} · {t('round.agreementA', { value: figure(result.agreement) })}
        <div><Turnout result={result} /></div>
        {farCount === 0 ? null : <div>{far.length === 0 ? t('round.farCount', { count: farCount }) : t('round.far', { names: far.map(nameOf).join(', ') })}</div>}
        {byRole.length === 0 ? null : <div>{t('round.byRole')}: {byRole.map(({ name, median }) => `${name === '' ? t('round.noRole') : name} ${figure(median)}`).join(', ')}</div>}
        {shift ? <Shift shift={shift} nameOf={nameOf} /> : null}
      </Box>
    </Box>
  )
}

/** One round of a threat: its factors beside each other, as they were at the reveal. */
export function RoundDetail({ round, nameOf }: { round: ReportRound; nameOf: NameOf }) {
  const { t } = useTranslation('after')
  const duration = useDuration()
  return (
    <Box component="section" data-report-round={round.number}>
      <Typography component="h3" sx={{ fontSize: 13, fontWeight: 650, mb: 1.5 }}>
        {t('round.title', { number: round.number })}
        <Box component="span" sx={{ color: 'text.secondary', fontWeight: 400 }}>
          {' · '}{t('round.openFor', { time: duration(round.openMs) })}
          {round.phase === 'revealed' ? '' : ` · ${t(round.phase === 'open' ? 'round.open' : 'round.abandoned')}`}
        </Box>
      </Typography>
      {round.erased ? <Typography variant="body2" sx={{ color: 'text.secondary' }}>{t('round.erased')}</Typography> : null}
      {round.results.length === 0 ? null : (
        <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(188px, 1fr))', gap: 2 }}>
          {round.results.map((result) => <Factor key={result.factor} result={result} shift={round.shifts.find(({ factor }) => factor === result.factor)} nameOf={nameOf} />)}
        </Box>
      )}
    </Box>
  )
}
