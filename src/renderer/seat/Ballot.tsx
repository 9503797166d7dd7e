import type { JSX } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { DreadFactor } from '../../shared/domain/dread.ts'
import type { SeatItem, SeatView, Vote } from '../../shared/domain/workshop.ts'
import { nextToAnswer, rowsOf } from './ballot.ts'
import { FactorRow } from './FactorRow.tsx'
import { ghostOf } from './ghost.ts'
import { t } from './i18n.ts'
import type { Session, SessionState } from './session.ts'
import { digitValue } from './ValueRadios.tsx'

function focusRow(form: HTMLElement | null, index: number): void {
  const groups = form?.querySelectorAll('[role=radiogroup]')
  const target = groups?.[index]?.querySelector('[tabindex="0"]')
  if (target instanceof HTMLElement) target.focus()
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement
}

/** The rows of the open round, one's own or those of the `seat` one writes for. Digit keys work from anywhere on the page and go to the first unanswered row. */
export function Ballot({ view, item, state, session, seat, onTouch, onTurn }: { view: SeatView; item: SeatItem; state: SessionState; session: Session; seat?: string | undefined; onTouch: () => void; onTurn: (by: 1 | -1) => void }): JSX.Element | null {
  const form = useRef<HTMLDivElement>(null)
  const rows = rowsOf(item, state, seat)
  const { round } = item
  const disabled = view.workshop.phase !== 'running'

  function vote(factor: DreadFactor, cast: Vote): void {
    if (!round || disabled) return
    onTouch()
    session.vote({ item: item.id, round: round.number, factor, vote: cast, seat })
  }

  // Before the paint: a key may come as soon as the rows are to be seen.
  useLayoutEffect(() => {
    function onKey(event: KeyboardEvent): void {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || event.defaultPrevented) return
      // A sheet over the ballot may have lost the focus; what is typed there is no vote.
      if (document.querySelector('dialog[open]')) return
      if (event.key === 'n' || event.key === 'PageDown') return onTurn(1)
      if (event.key === 'p' || event.key === 'PageUp') return onTurn(-1)
      const digit = digitValue(event.key)
      // From the store, not from what was painted last: who types fast is ahead of the screen.
      const turn = digit === null || disabled ? null : nextToAnswer(session.store.get(), item.id, seat)
      if (digit === null || !turn) return
      onTouch()
      session.vote({ ...turn.cell, vote: { value: digit } })
      focusRow(form.current, turn.index + 1)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  })

  if (!round) return null
  return (
    <div class="ballot" ref={form}>
      {rows.map((row, index) => (
        <FactorRow key={row.factor} row={row} rubric={view.rubric} ghost={seat === undefined ? ghostOf(view, item, row.factor, state) : null} disabled={disabled} onVote={(cast) => vote(row.factor, cast)} onNext={() => focusRow(form.current, index + 1)} />
      ))}
      <p class="spoken" aria-live="polite">{saidOf(rows)}</p>
    </div>
  )
}

/** For screen readers: the last row whose vote was acknowledged. */
function saidOf(rows: ReturnType<typeof rowsOf>): string {
  const last = rows.filter((row) => row.state === 'recorded').at(-1)
  if (!last?.vote) return ''
  const factor = t(`factor.${last.factor}`)
  return 'value' in last.vote ? t('vote.saidRecorded', { factor, value: last.vote.value }) : t('vote.saidAbstained', { factor })
}
