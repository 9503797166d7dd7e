import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { SeatItem, SeatView } from '../../shared/domain/workshop.ts'
import { AgendaList } from './AgendaList.tsx'
import { homeItem, isOpen, pagesAround } from './ballot.ts'
import { Ballot } from './Ballot.tsx'
import { Footer, Header } from './Bars.tsx'
import { t } from './i18n.ts'
import { Countdown, ItemNotices, LineNotice } from './Notices.tsx'
import { Propose } from './Propose.tsx'
import { Results } from './Results.tsx'
import type { Session, SessionState } from './session.ts'
import { useSwipe } from './swipe.ts'
import { ThreatCard } from './ThreatCard.tsx'

/** The item a person chose, and what the room presented and had open then: when the room moves on, the choice may give way. */
interface Choice {
  item: string
  presented: string | null
  rounds: readonly string[]
}

function openRounds(view: SeatView): string[] {
  return view.items.flatMap((item) => (item.round ? [`${item.id}/${String(item.round.number)}`] : []))
}

function choose(view: SeatView, item: string): Choice {
  return { item, presented: view.presented, rounds: openRounds(view) }
}

function itemAtHand(view: SeatView, state: SessionState, choice: Choice | null): SeatItem | null {
  const chosen = view.items.find((item) => item.id === choice?.item) ?? null
  if (!chosen) return homeItem(view, state)
  const asked = !isOpen(chosen) && openRounds(view).some((round) => !choice?.rounds.includes(round))
  const moved = asked || (view.presented !== null && view.presented !== choice?.presented)
  if (!moved) return isOpen(chosen) || chosen.phase !== 'waiting' ? chosen : homeItem(view, state)
  const busy = view.workshop.way === 'silent-ballot' && isOpen(chosen)
  return busy ? chosen : homeItem(view, state)
}

function Still({ title, text }: { title: string; text: string }): JSX.Element {
  return (
    <div class="still" role="status">
      <h1>{title}</h1>
      <p>{text}</p>
    </div>
  )
}

function stillOf(view: SeatView, item: SeatItem | null): JSX.Element | null {
  const { phase } = view.workshop
  if (phase === 'closed') return <Still title={t('closed.title')} text={t('closed.text')} />
  if (phase === 'lobby') return <Still title={view.seat.name === '' ? t('lobby.title') : t('lobby.named', { name: view.seat.name })} text={t('lobby.text')} />
  if (item) return null
  return phase === 'paused' ? <Still title={t('paused.title')} text={t('paused.text')} /> : <Still title={t('nothing.title')} text={t('nothing.text')} />
}

/** The seat's page once it is in: header, one threat at a time, footer. */
export function Room({ view, state, session, onLanguage }: { view: SeatView; state: SessionState; session: Session; onLanguage: () => void }): JSX.Element {
  const [choice, setChoice] = useState<Choice | null>(null)
  const [sheet, setSheet] = useState<'list' | 'propose' | null>(null)
  const [sent, setSent] = useState(false)
  const scroller = useRef<HTMLElement>(null)
  const item = itemAtHand(view, state, choice)
  const still = stillOf(view, item)
  const pages = pagesAround(view, item)
  const at = pages.findIndex((page) => page.id === item?.id)

  useEffect(() => scroller.current?.scrollTo(0, 0), [item?.id, item?.phase])

  function go(to: string | undefined): void {
    setSheet(null)
    if (to !== undefined) setChoice(choose(view, to))
  }
  const swipe = useSwipe(
    () => go(pages[at - 1]?.id),
    () => go(pages[at + 1]?.id),
  )

  return (
    <div class="room">
      <Header view={view} session={session} onPropose={() => setSheet('propose')} onList={() => setSheet('list')} />
      <LineNotice state={state} />
      {!still && item?.round?.revealAt && <Countdown until={item.round.revealAt} />}
      <main ref={scroller} {...swipe}>
        <div class="column">
          {sent && <p class="notice" role="status">{t('propose.sent')}</p>}
          {still}
          {!still && item && (
            <>
              <ItemNotices view={view} item={item} onGo={go} />
              <ThreatCard item={item} />
              <Ballot key={item.id} view={view} item={item} state={state} session={session} onTouch={() => setChoice(choose(view, item.id))} onTurn={(by) => go(pages[at + by]?.id)} />
              <Results item={item} state={state} />
            </>
          )}
        </div>
      </main>
      {!still && item && pages.length > 0 && <Footer view={view} state={state} pages={pages} at={at} onGo={go} />}
      {sheet === 'list' && <AgendaList state={state} session={session} current={item?.id ?? null} onGo={go} onClose={() => setSheet(null)} onLanguage={onLanguage} />}
      {sheet === 'propose' && (
        <Propose
          view={view}
          session={session}
          onClose={() => setSheet(null)}
          onSent={() => {
            setSheet(null)
            setSent(true)
            setTimeout(() => setSent(false), 6000)
          }}
        />
      )}
    </div>
  )
}
