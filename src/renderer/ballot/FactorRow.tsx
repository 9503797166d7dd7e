import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { DreadFactor } from '../../shared/domain/dread.ts'
import type { BallotFile } from '../../shared/domain/sealed-ballot.ts'
import type { Vote } from '../../shared/domain/workshop.ts'
import type { Say } from './texts.ts'
import { ValueRow } from './ValueRow.tsx'

const anchors = [1, 4, 7, 10] as const

/** The anchor nearest to a value from 1 to 10. */
function nearest(value: number): (typeof anchors)[number] {
  if (value <= 2) return 1
  if (value <= 5) return 4
  return value <= 8 ? 7 : 10
}

/** One factor: ten values, what the chosen one means, and the way not to answer. */
export function FactorRow({ factor, vote, ballot, t, onVote, onNext }: { factor: DreadFactor; vote: Vote | null; ballot: BallotFile; t: Say; onVote: (vote: Vote | null) => void; onNext: () => void }): JSX.Element {
  const [pointed, setPointed] = useState<number | null>(null)
  const [whole, setWhole] = useState(false)
  const name = t(`factor.${factor}`)
  const texts = ballot.rubric[factor]
  const value = vote && 'value' in vote ? vote.value : null
  const abstained = vote && 'abstained' in vote ? vote.abstained : null
  const shown = pointed ?? value
  return (
    <section class={vote ? 'factor done' : 'factor'} data-factor={factor}>
      <header>
        <h2 id={`name-${factor}`}>{name}</h2>
        <button type="button" class="quiet round" aria-expanded={whole} aria-label={t('meaning', { factor: name })} onClick={() => setWhole(!whole)}>?</button>
        <button type="button" class="quiet abstain" aria-pressed={abstained !== null} aria-label={t('abstainOn', { factor: name })} onClick={() => onVote(abstained === null ? { abstained: '' } : null)}>{t('abstain')}</button>
      </header>
      <ValueRow factor={factor} value={value} t={t} onPoint={setPointed} onChoose={(chosen) => onVote({ value: chosen })} onNext={onNext} />
      <p class="hint" id={`hint-${factor}`}>{shown === null ? t(`ask.${factor}`) : <><b>{nearest(shown)}</b>{texts[nearest(shown)]}</>}</p>
      {whole && (
        <dl class="anchors">
          {anchors.map((anchor) => <div key={anchor}><dt>{anchor}</dt><dd>{texts[anchor]}</dd></div>)}
        </dl>
      )}
      {abstained !== null && (
        <label class="reason">
          {t('reason', { factor: name })}
          <input type="text" maxLength={500} value={abstained} onInput={(event) => onVote({ abstained: event.currentTarget.value })} />
        </label>
      )}
    </section>
  )
}
