import type { JSX } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { DreadFactor } from '../../shared/domain/dread.ts'
import type { BallotFile, BallotItem } from '../../shared/domain/sealed-ballot.ts'
import type { Vote } from '../../shared/domain/workshop.ts'
import { voteOn, type Answers } from './answers.ts'
import { FactorRow } from './FactorRow.tsx'
import type { Say } from './texts.ts'
import { digitValue } from './ValueRow.tsx'

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
}

/** One threat with its rows. Digit keys work from anywhere on the page and go to the first unanswered row. */
export function Threat({ ballot, item, answers, t, onVote }: { ballot: BallotFile; item: BallotItem; answers: Answers; t: Say; onVote: (factor: DreadFactor, vote: Vote | null) => void }): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null)
  const rows = useRef<HTMLDivElement>(null)

  function focusRow(index: number): void {
    const target = rows.current?.querySelectorAll('[role=radiogroup]')[index]?.querySelector('[tabindex="0"]')
    if (target instanceof HTMLElement) target.focus()
  }

  // A screen reader begins at the heading when the page turns.
  useLayoutEffect(() => heading.current?.focus({ preventScroll: true }), [item.id])
  // Before the paint: a key may come as soon as the rows are to be seen.
  useLayoutEffect(() => {
    function onKey(event: KeyboardEvent): void {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return
      const digit = digitValue(event.key)
      const index = item.factors.findIndex((factor) => voteOn(answers, item.id, factor) === null)
      const factor = item.factors[index]
      if (digit === null || factor === undefined) return
      onVote(factor, { value: digit })
      focusRow(index + 1)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  })

  return (
    <article>
      <div class="threat">
        <p class="tags">
          <span class="display-id">{item.displayId}</span>
          {item.stride.map((category) => <span key={category} class="badge">{t(`stride.${category}`)}</span>)}
        </p>
        <h1 tabIndex={-1} ref={heading}>{item.title}</h1>
        {item.description !== '' && <p class="description">{item.description}</p>}
        {item.affected.length > 0 && <p class="affects"><span>{t('affects')}</span> {item.affected.join(', ')}</p>}
      </div>
      <div class="rows" ref={rows}>
        {item.factors.map((factor, index) => (
          <FactorRow key={`${item.id} ${factor}`} factor={factor} vote={voteOn(answers, item.id, factor)} ballot={ballot} t={t} onVote={(vote) => onVote(factor, vote)} onNext={() => focusRow(index + 1)} />
        ))}
      </div>
    </article>
  )
}
