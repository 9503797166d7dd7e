import type { JSX } from 'preact'
import type { SeatItem, SeatView } from '../../shared/domain/workshop.ts'
import { answered, isOpen, rowsOf, unanswered } from './ballot.ts'
import { t } from './i18n.ts'
import { DeskIcon, HandIcon, LeftIcon, ListIcon, PlusIcon, RemarkIcon, RightIcon } from './icons.tsx'
import type { Session, SessionState } from './session.ts'
import { Timer } from './Timer.tsx'

/** What can be opened over, or instead of, the threat at hand. */
export type Panel = 'list' | 'propose' | 'remark'

function whereabouts({ seat }: SeatView): string {
  return [seat.name, seat.tableName ?? ''].filter((part) => part !== '').join(' · ')
}

export function Header({ view, session, atDesk, onPanel, onDesk }: { view: SeatView; session: Session; atDesk: boolean; onPanel: (panel: Panel) => void; onDesk: () => void }): JSX.Element {
  const { handRaised, coFacilitator } = view.seat
  const where = whereabouts(view)
  const live = view.workshop.phase === 'running' || view.workshop.phase === 'paused'
  return (
    <header class="bar top">
      <button type="button" class="quiet round" aria-label={t('nav.list')} onClick={() => onPanel('list')}><ListIcon /></button>
      <div class="where">
        <b>{view.workshop.name}</b>
        <div>{view.timer && <Timer timer={view.timer} />}{where !== '' && <span>{where}</span>}</div>
      </div>
      {coFacilitator && view.workshop.phase !== 'closed' && <button type="button" class="quiet round" aria-pressed={atDesk} aria-label={t('desk')} title={t('desk')} onClick={onDesk}><DeskIcon /></button>}
      {live && !atDesk && (
        <>
          <button type="button" class="quiet round" aria-label={t('remark')} title={t('remark')} onClick={() => onPanel('remark')}><RemarkIcon /></button>
          <button type="button" class="quiet round" aria-label={t('propose')} title={t('propose')} onClick={() => onPanel('propose')}><PlusIcon /></button>
        </>
      )}
      <button
        type="button"
        class="quiet round hand"
        aria-pressed={handRaised}
        aria-label={t(handRaised ? 'hand.lower' : 'hand.raise')}
        title={t(handRaised ? 'hand.lower' : 'hand.raise')}
        onClick={() => session.raiseHand(!handRaised)}
      >
        <HandIcon />
      </button>
    </header>
  )
}

function Track({ pages, at, state }: { pages: SeatItem[]; at: number; state: SessionState }): JSX.Element {
  return (
    <div class="track" aria-hidden="true">
      {pages.map((page, index) => {
        const rows = rowsOf(page, state)
        const full = rows.length === 0 || answered(rows) === rows.length
        return <span key={page.id} class={`${full ? 'full' : answered(rows) > 0 ? 'part' : ''}${index === at ? ' here' : ''}`} />
      })}
    </div>
  )
}

/** Previous, where one is, and next; the next button leads to what is still unanswered at the ballot's end. */
export function Footer({ view, state, pages, at, onGo }: { view: SeatView; state: SessionState; pages: SeatItem[]; at: number; onGo: (item: string | undefined) => void }): JSX.Element {
  const page = pages[at]
  const left = unanswered(view, state)
  const open = pages.filter(isOpen)
  const rows = page ? rowsOf(page, state) : []
  const full = rows.length > 0 && answered(rows) === rows.length
  const next = pages[at + 1] ?? (full ? left[0] : undefined)
  return (
    <footer class="bar bottom">
      <Track pages={pages} at={at} state={state} />
      <button type="button" class="step" disabled={at <= 0} onClick={() => onGo(pages[at - 1]?.id)} aria-label={t('nav.previous')}><LeftIcon /></button>
      <p class="at-page">
        <b>{t('nav.position', { at: at + 1, all: pages.length })}</b>
        {open.length > 0 && <span role="status">{left.length === 0 ? t('nav.done', { done: open.length, all: open.length }) : t('nav.done', { done: open.length - left.length, all: open.length })}</span>}
      </p>
      <button type="button" class={full ? 'step main' : 'step'} disabled={!next} onClick={() => onGo(next?.id)} aria-label={t(pages[at + 1] ? 'nav.next' : 'nav.nextOpen')}><RightIcon /></button>
    </footer>
  )
}
