import type { JSX } from 'preact'
import type { DreadFactor, DreadValues } from '../../shared/domain/dread.ts'
import type { FactorResult, SeatItem, Vote } from '../../shared/domain/workshop.ts'
import { factors, values } from './factors.ts'
import { t } from './i18n.ts'
import { WarnIcon } from './icons.tsx'
import { cellKey } from './outbox.ts'
import type { SessionState } from './session.ts'

function mineText(vote: Vote | undefined): string {
  if (!vote) return t('result.mineNone')
  return 'value' in vote ? t('result.mine', { value: vote.value }) : t('result.mineAbstained')
}

function summaryText(factor: DreadFactor, result: FactorResult): string {
  if (result.median === null) return `${t(`factor.${factor}`)}: ${t('result.noMedian')}`
  return t('result.summary', { factor: t(`factor.${factor}`), median: result.median, min: result.min ?? '', max: result.max ?? '', n: result.n })
}

export function Histogram({ factor, result, mine, reference = null }: { factor: DreadFactor; result: FactorResult; mine: number | null; reference?: number | null }): JSX.Element {
  const most = Math.max(1, ...result.histogram)
  return (
    <div class="histogram" role="img" aria-label={`${summaryText(factor, result)}${reference === null ? '' : `, ${t('practice.summary', { value: reference })}`}`}>
      {values.map((value) => {
        const count = result.histogram[value - 1] ?? 0
        return (
          <div key={value} class={`bin${mine === value ? ' own' : ''}${result.proposed === value ? ' median' : ''}${reference === value ? ' reference' : ''}`}>
            <span class="stack"><span class={count > 0 ? 'pile' : 'pile none'} style={{ height: `${(count / most) * 100}%` }}>{count > 0 ? count : ''}</span></span>
            <span class="number">{value}</span>
          </div>
        )
      })}
    </div>
  )
}

export function verdict(result: FactorResult): { text: string; kind: string } {
  if (!result.quorum) return { text: t('result.tooFew'), kind: 'few' }
  return result.agreed ? { text: t('result.agreed'), kind: 'agreed' } : { text: t('result.disputed'), kind: 'disputed' }
}

function FactorOutcome({ factor, result, vote, expert }: { factor: DreadFactor; result: FactorResult; vote: Vote | undefined; expert: SeatItem['reference'] }): JSX.Element {
  const reason = expert?.reasons[factor] ?? ''
  const { text, kind } = verdict(result)
  return (
    <section class="outcome">
      <header>
        <h3>{t(`factor.${factor}`)}</h3>
        <span class={`verdict ${kind}`}>{text}</span>
      </header>
      <Histogram factor={factor} result={result} mine={vote && 'value' in vote ? vote.value : null} reference={expert?.reference[factor] ?? null} />
      <p class="beside">
        <span>{result.median === null ? t('result.noMedian') : t('result.median', { value: result.median })}</span>
        <span class="you">{mineText(vote)}</span>
        {expert && <span class="expert">{t('practice.reference', { value: expert.reference[factor] })}</span>}
      </p>
      {reason !== '' && <p class="why">{reason}</p>}
    </section>
  )
}

export function Settled({ settled }: { settled: DreadValues }): JSX.Element {
  return (
    <section class="settled">
      <header>
        <h2>{t('settled.title')}</h2>
        <b class="total">{t('settled.total', { total: factors.reduce((sum, factor) => sum + settled[factor], 0) })}</b>
      </header>
      <dl>
        {factors.map((factor) => (
          <div key={factor}>
            <dt>{t(`factor.${factor}`)}</dt>
            <dd>{settled[factor]}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** Own changes that lost the race against the reveal: said plainly, on the item they were for. */
function NotCounted({ item, state }: { item: SeatItem; state: SessionState }): JSX.Element | null {
  const number = item.revealed?.result.number
  const lost = factors.filter((factor) => number !== undefined && state.notCounted.has(cellKey({ item: item.id, round: number, factor })))
  if (lost.length === 0) return null
  return (
    <div class="notice refused" role="alert">
      <WarnIcon />
      <div>
        <b>{t('notCounted.title')}</b>
        <p>{t('notCounted.text', { factors: lost.map((factor) => t(`factor.${factor}`)).join(', ') })}</p>
      </div>
    </div>
  )
}

/** After the reveal: the room's votes as a distribution, with this seat's own beside them. */
export function Results({ item, state }: { item: SeatItem; state: SessionState }): JSX.Element | null {
  const { revealed } = item
  if (!revealed && !item.settled) return null
  return (
    <div class="results">
      <NotCounted item={item} state={state} />
      {item.settled && <Settled settled={item.settled} />}
      {revealed && (
        <>
          <h2 class="over">{t('result.title')}{revealed.result.number > 1 && <span> · {t('result.round', { number: revealed.result.number })}</span>}</h2>
          {factors.map((factor) => {
            const result = revealed.result.factors[factor]
            return result && <FactorOutcome key={factor} factor={factor} result={result} vote={revealed.mine[factor]} expert={item.reference} />
          })}
        </>
      )}
    </div>
  )
}
