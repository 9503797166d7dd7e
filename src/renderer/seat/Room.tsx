import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { SeatItem, SeatView } from '../../shared/domain/workshop.ts'
import { homeItem, isOpen, pagesAround } from './ballot.ts'
import { Ballot } from './Ballot.tsx'
import { Footer, Header, type Panel } from './Bars.tsx'
import { t, type SeatKey } from './i18n.ts'
import { later } from './Later.tsx'
import { Countdown, ItemNotices, LineNotice } from './Notices.tsx'
import { Nudge } from './Nudge.tsx'
import { PollCard } from './PollCard.tsx'
import { Results } from './Results.tsx'
import { ScribeBar, ScribeNotice } from './Scribe.tsx'
import type { Session, SessionState } from './session.ts'
import { Sheets } from './Sheets.tsx'
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

const Remote = later(() => import('./Remote.tsx').then((part) => part.Remote))

/** The closing poll stands above everything while it is open, and afterwards where there is nothing to do. */
function showsPoll(view: SeatView, item: SeatItem | null, still: JSX.Element | null): boolean {
  if (!view.poll) return false
  return view.poll.phase === 'open' || still !== null || item?.round === null
}

/** The seat's page once it is in: header, one threat at a time, footer. */
export function Room({ view, state, session, onLanguage }: { view: SeatView; state: SessionState; session: Session; onLanguage: () => void }): JSX.Element {
  const [choice, setChoice] = useState<Choice | null>(null)
  const [panel, setPanel] = useState<Panel | null>(null)
  const [sent, setSent] = useState<SeatKey | null>(null)
  const [desk, setDesk] = useState(false)
  const [mate, setMate] = useState<string | undefined>(undefined)
  const scroller = useRef<HTMLElement>(null)
  const item = itemAtHand(view, state, choice)
  const still = stillOf(view, item)
  const pages = pagesAround(view, item)
  const at = pages.findIndex((page) => page.id === item?.id)
  const atDesk = desk && view.seat.coFacilitator
  const mates = view.seat.writesFor
  const seat = mates?.some(({ id }) => id === mate) ? mate : undefined

  useEffect(() => scroller.current?.scrollTo(0, 0), [item?.id, item?.phase, atDesk])

  function go(to: string | undefined): void {
    setPanel(null)
    if (to !== undefined) setChoice(choose(view, to))
  }
  function close(said?: SeatKey): void {
    setPanel(null)
    if (said === undefined) return
    setSent(said)
    setTimeout(() => setSent(null), 6000)
  }
  const swipe = useSwipe(
    () => !atDesk && go(pages[at - 1]?.id),
    () => !atDesk && go(pages[at + 1]?.id),
  )

  return (
    <div class="room">
      <Header view={view} session={session} atDesk={atDesk} onPanel={setPanel} onDesk={() => setDesk(!atDesk)} />
      <LineNotice state={state} />
      {!still && item?.round?.revealAt && <Countdown until={item.round.revealAt} />}
      <main ref={scroller} {...swipe}>
        <div class="column">
          {sent && <p class="notice" role="status">{t(sent)}</p>}
          {atDesk && <Remote seat={view.seat.id} session={session} onBack={() => setDesk(false)} />}
          {!atDesk && view.poll && showsPoll(view, item, still) && <PollCard poll={view.poll} session={session} />}
          {!atDesk && still}
          {!atDesk && !still && item && (
            <>
              <ItemNotices view={view} item={item} onGo={go} />
              <Nudge item={item} />
              <ThreatCard item={item} />
              <ScribeBar view={view} item={item} state={state} session={session} seat={seat} onChoose={setMate} />
              {mates && seat !== undefined && isOpen(item) && <ScribeNotice mates={mates} seat={seat} onBack={() => setMate(undefined)} />}
              <Ballot key={`${item.id} ${seat ?? ''}`} view={view} item={item} state={state} session={session} seat={seat} onTouch={() => setChoice(choose(view, item.id))} onTurn={(by) => go(pages[at + by]?.id)} />
              <Results item={item} state={state} />
            </>
          )}
        </div>
      </main>
      {!atDesk && !still && item && pages.length > 0 && <Footer view={view} state={state} pages={pages} at={at} onGo={go} />}
      <Sheets panel={panel} view={view} item={still ? null : item} state={state} session={session} onGo={go} onClose={close} onLanguage={onLanguage} />
    </div>
  )
}
