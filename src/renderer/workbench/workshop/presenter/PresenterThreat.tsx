import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dreadFactors } from '../../../../shared/domain/dread.ts'
import { type Stride, strideLetter } from '../../../../shared/domain/stride.ts'
import type { PresenterView, RoundResult } from '../../../../shared/domain/workshop.ts'
import { spoken } from '../../../ui/spoken.ts'
import { EvidencePicture } from '../../model/findings/EvidencePicture.tsx'
import { Distribution } from '../Distribution.tsx'
import { ProgressRing } from '../ProgressRing.tsx'
import { ScoreStrip } from '../ScoreStrip.tsx'
import { useSecondsUntil } from '../useSeconds.ts'
import { Verdict } from '../Verdict.tsx'

type Presented = NonNullable<PresenterView['presented']>

function LargeBadge({ category }: { category: Stride }) {
  const { t } = useTranslation()
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 3 }}>
      <Box component="span" aria-hidden sx={{ display: 'inline-grid', placeItems: 'center', width: 44, height: 44, borderRadius: '9px', border: '2.5px solid', borderColor: 'text.secondary', fontWeight: 750, color: 'text.primary' }}>{strideLetter[category]}</Box>
      {t(`stride.${category}`)}
    </Box>
  )
}

function Head({ presented, all, small, text }: { presented: Presented; all: number; small: boolean; text: boolean }) {
  const { t } = useTranslation('workshop')
  const { threat } = presented
  return (
    <Box component="header" sx={{ minWidth: 0 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: 5, fontSize: 26, color: 'text.secondary', mb: 4 }}>
        <Box component="span" sx={{ fontWeight: 750, color: 'text.primary' }}>{presented.practice ? t('presenter.practice') : threat.displayId}</Box>
        {threat.stride.map((category) => <LargeBadge key={category} category={category} />)}
        {presented.practice ? null : <Box component="span" sx={{ ml: 'auto' }}>{t('presenter.position', { at: presented.position, all })}</Box>}
      </Box>
      <Typography component="h1" sx={{ fontSize: small ? 42 : 58, fontWeight: 700, letterSpacing: '-0.022em', lineHeight: 1.12, textWrap: 'balance' }}>{threat.title}</Typography>
      {text ? (
        <>
          <Typography sx={{ fontSize: 28, lineHeight: 1.4, mt: 5, maxWidth: 1100, color: 'text.secondary', display: '-webkit-box', WebkitBoxOrient: 'vertical', WebkitLineClamp: small ? 3 : 5, overflow: 'hidden' }}>{threat.description}</Typography>
          {threat.affected.length > 0 ? <Typography sx={{ fontSize: 26, mt: 4 }}>{t('item.affects')} <b>{threat.affected.join(', ')}</b></Typography> : null}
        </>
      ) : null}
    </Box>
  )
}

function Results({ result, reference, children }: { result: RoundResult; reference: Presented['reference']; children: ReactNode }) {
  const { t } = useTranslation(['workshop', 'common'])
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(340px, 1fr))', gap: 5 }}>
      {dreadFactors.map((factor) => {
        const own = result.factors[factor]
        return own ? (
          <Box key={factor} sx={{ p: 5, pb: 3, borderRadius: '16px', border: '1px solid', borderColor: 'divider', bgcolor: 'background.paper' }}>
            <Box sx={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: 2, mb: 2 }}>
              <Typography component="h2" sx={{ fontSize: 24, fontWeight: 650 }}>{t(`common:dread.${factor}`)}</Typography>
              <Verdict result={own} size={24} />
            </Box>
            <Distribution factor={factor} result={own} large />
            <Typography sx={{ fontSize: 24, mt: 2 }}>{own.median === null ? t('result.none') : <>{t('result.median')} <b>{own.median}</b></>}</Typography>
            {reference ? (
              <Typography sx={{ fontSize: 24, mt: 1 }}>
                {t('presenter.reference')} <b>{reference.reference[factor]}</b>
                {reference.reasons[factor] ? <Box component="span" sx={{ display: 'block', color: 'text.secondary', lineHeight: 1.3 }}>{reference.reasons[factor]}</Box> : null}
              </Typography>
            ) : null}
          </Box>
        ) : null
      })}
      {children}
      <Typography sx={{ fontSize: 24, lineHeight: 1.4, color: 'text.secondary', alignSelf: 'center', p: 5 }}>{t('result.legend')}</Typography>
    </Box>
  )
}

function Countdown({ seconds, again }: { seconds: number; again: boolean }) {
  const { t } = useTranslation('workshop')
  // Said once: a number that is read out each second drowns everything else.
  const [atFirst] = useState(seconds)
  return (
    <Box sx={{ display: 'grid', justifyItems: 'center', textAlign: 'center' }}>
      <Box component="span" role="status" sx={spoken}>{t('presenter.revealIn')} {atFirst}</Box>
      <Typography aria-hidden sx={{ fontSize: 30, color: 'text.secondary' }}>{t('presenter.revealIn')}</Typography>
      <Typography role="timer" aria-live="off" sx={{ fontSize: again ? 120 : 200, fontWeight: 750, lineHeight: 1 }}>{seconds}</Typography>
    </Box>
  )
}

function Voting({ presented, again }: { presented: Presented; again: boolean }) {
  const { t } = useTranslation('workshop')
  const seconds = useSecondsUntil(presented.revealAt)
  if (seconds !== null) return <Countdown seconds={seconds} again={again} />
  const { done, asked } = presented
  const label = t('presenter.voted', { done, asked })
  return (
    <Box sx={{ display: 'grid', justifyItems: 'center', gap: 5 }}>
      <ProgressRing done={done} asked={asked} size={again ? 150 : 240} label={label} />
      <Typography role="status" sx={{ fontSize: 30, fontWeight: 650, whiteSpace: 'nowrap' }}>{label}</Typography>
    </Box>
  )
}

function Standing({ presented }: { presented: Presented }) {
  const { t } = useTranslation('workshop')
  if (presented.settled) {
    return (
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 8, flexWrap: 'wrap' }}>
        <Typography sx={{ fontSize: 40, fontWeight: 700 }}>{t('presenter.settled')}</Typography>
        <ScoreStrip values={presented.settled} scale={2.2} />
      </Box>
    )
  }
  const still = presented.phase === 'parked' ? t('presenter.parked') : presented.phase === 'skipped' ? t('presenter.skipped') : presented.phase === 'waiting' ? t('presenter.discuss') : null
  return still === null ? null : <Typography sx={{ fontSize: 34, fontWeight: 650, color: 'text.secondary' }}>{still}</Typography>
}

/** The threat the room is at: its text and who is done before the reveal, the distribution after it. */
export function PresenterThreat({ project, presented, all }: { project: string; presented: Presented; all: number }) {
  const { t } = useTranslation('workshop')
  const { result } = presented
  const voting = presented.phase === 'open'
  const picture = { borderRadius: '16px', border: '1px solid', borderColor: 'divider', minHeight: 0 } as const
  const lit = [...new Set(presented.threat.evidence)]
  if (result === null) {
    return (
      <Box sx={{ display: 'grid', gridTemplateRows: lit.length > 0 ? 'auto minmax(0, 1fr)' : 'auto', alignContent: 'center', gap: 8, height: '100%', maxWidth: 1640, mx: 'auto' }}>
        <Box sx={{ display: 'grid', gridTemplateColumns: voting ? 'minmax(0, 1fr) auto' : '1fr', gap: 12, alignItems: 'center' }}>
          <Box sx={{ display: 'grid', gap: 6 }}>
            <Head presented={presented} all={all} small={lit.length > 0} text />
            <Standing presented={presented} />
          </Box>
          {voting ? <Voting presented={presented} again={lit.length > 0} /> : null}
        </Box>
        {lit.length > 0 ? <EvidencePicture project={project} lit={lit} sx={picture} /> : null}
      </Box>
    )
  }
  return (
    <Box sx={{ display: 'grid', alignContent: 'start', gap: 8, height: '100%', maxWidth: 1640, mx: 'auto' }}>
      <Box sx={{ display: 'grid', gridTemplateColumns: voting ? 'minmax(0, 1fr) auto' : '1fr', gap: 12, alignItems: 'center' }}>
        <Head presented={presented} all={all} small text={false} />
        {voting ? <Voting presented={presented} again /> : null}
      </Box>
      <Standing presented={presented} />
      <Results result={result} reference={presented.reference}>
        {lit.length > 0 ? <EvidencePicture project={project} lit={lit} sx={{ ...picture, gridColumn: 'span 2', maxHeight: 260 }} /> : null}
      </Results>
      {presented.outliers.length > 0 ? <Typography sx={{ fontSize: 26 }}>{t('presenter.far', { names: presented.outliers.join(', ') })}</Typography> : null}
    </Box>
  )
}
