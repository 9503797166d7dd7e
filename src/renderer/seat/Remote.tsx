import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { FacilitatorCommand } from '../../shared/domain/facilitator-command.ts'
import type { FacilitatorItem, FacilitatorView } from '../../shared/domain/workshop.ts'
import type { Calls } from './calls.ts'
import { isAgreed, neighbour, presentedItem, raisedHands, votedOf, type Run } from './desk.ts'
import { t, type SeatKey } from './i18n.ts'
import { LeftIcon, RightIcon } from './icons.tsx'
import { Progress } from './Progress.tsx'
import { RemoteTimer } from './RemoteTimer.tsx'

/** What touches many threats at once is asked twice, in the same place. */
function SureButton({ label, onSure }: { label: string; onSure: () => void }): JSX.Element {
  const [asked, setAsked] = useState(false)
  useEffect(() => {
    if (!asked) return
    const back = setTimeout(() => setAsked(false), 4000)
    return () => clearTimeout(back)
  }, [asked])
  return (
    <button
      type="button"
      class={asked ? 'wide sure' : 'wide'}
      onClick={() => {
        setAsked(!asked)
        if (asked) onSure()
      }}
    >
      {label}
      {asked && <small>{t('desk.sure')}</small>}
    </button>
  )
}

function Park({ item, run, onDone }: { item: FacilitatorItem; run: Run; onDone: () => void }): JSX.Element {
  const [reason, setReason] = useState('')
  return (
    <form
      class="park"
      onSubmit={(event) => {
        event.preventDefault()
        run({ type: 'park', item: item.id, reason: reason.trim() })
        onDone()
      }}
    >
      <label>
        {t('desk.parkWhy')}
        <input type="text" maxLength={2000} autofocus value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
      </label>
      <div class="actions">
        <button type="button" onClick={onDone}>{t('cancel')}</button>
        <button type="submit" class="main">{t('desk.parkGo')}</button>
      </div>
    </form>
  )
}

function ItemButtons({ item, run }: { item: FacilitatorItem; run: Run }): JSX.Element {
  const items = [item.id]
  if (item.phase === 'open') {
    if (item.revealAt !== null) return <button type="button" class="main wide" onClick={() => run({ type: 'cancel-reveal' })}>{t('desk.cancelReveal')}</button>
    return <button type="button" class="main wide" onClick={() => run({ type: 'reveal', items })}>{t('desk.reveal')}</button>
  }
  const again = item.disputed.length > 0
  return (
    <>
      {isAgreed(item) && <button type="button" class="main wide" onClick={() => run({ type: 'settle', items, dissent: '' })}>{t('desk.settle')}</button>}
      {(item.phase !== 'revealed' || again) && item.phase !== 'settled' && (
        <button type="button" class="main wide" onClick={() => run({ type: 'open', items })}>{t(again ? 'desk.again' : 'desk.open')}</button>
      )}
    </>
  )
}

function Presented({ view, run }: { view: FacilitatorView; run: Run }): JSX.Element {
  const item = presentedItem(view)
  const previous = neighbour(view, -1)
  const next = neighbour(view, 1)
  const [parking, setParking] = useState<string | null>(null)
  const parkable = item !== null && view.phase === 'running' && (item.phase === 'waiting' || item.phase === 'open' || item.phase === 'revealed')
  const go = (to: FacilitatorItem | null): void => {
    if (to) run({ type: 'present', item: to.id })
  }
  return (
    <section class="card remote" aria-labelledby="remote-presented">
      <h2 id="remote-presented" class="over">{t('desk.presented')}</h2>
      {item ? (
        <>
          <p class="remote-title"><span class="display-id">{item.practice ? t('practice') : item.threat.displayId}</span> {item.threat.title}</p>
          {item.phase === 'open' ? <Progress {...votedOf(item)} text={t('desk.voted', votedOf(item))} /> : <p class="help" role="status">{t(`desk.phase.${item.phase}`)}</p>}
          {item.phase === 'revealed' && <p role="status">{item.disputed.length === 0 ? t('desk.agreed') : t('desk.disputed', { factors: item.disputed.map((factor) => t(`factor.${factor}`)).join(', ') })}</p>}
          {view.phase === 'running' && <ItemButtons item={item} run={run} />}
        </>
      ) : (
        <p class="help">{t('desk.nothing')}</p>
      )}
      <div class="turn">
        <button type="button" class="step" disabled={!previous} aria-label={t('desk.previous')} onClick={() => go(previous)}><LeftIcon /></button>
        {parkable && parking !== item.id && <button type="button" onClick={() => setParking(item.id)}>{t('desk.park')}</button>}
        <button type="button" class="step" disabled={!next} aria-label={t('desk.next')} onClick={() => go(next)}><RightIcon /></button>
      </div>
      {parkable && parking === item.id && <Park item={item} run={run} onDone={() => setParking(null)} />}
    </section>
  )
}

function Agenda({ view, run }: { view: FacilitatorView; run: Run }): JSX.Element | null {
  const ids = (wanted: (item: FacilitatorItem) => boolean): string[] => view.items.filter(wanted).map(({ id }) => id)
  const waiting = ids((item) => item.phase === 'waiting' && !item.practice)
  const open = ids((item) => item.phase === 'open' && item.revealAt === null)
  const agreed = ids(isAgreed)
  if (view.phase !== 'running') return null
  return (
    <div class="remote-all">
      {waiting.length > 0 && <SureButton label={t('desk.openAll', { count: waiting.length })} onSure={() => run({ type: 'open', items: waiting })} />}
      {open.length > 1 && <SureButton label={t('desk.revealAll', { count: open.length })} onSure={() => run({ type: 'reveal', items: open })} />}
      {agreed.length > 0 && <SureButton label={t('desk.settleAgreed', { count: agreed.length })} onSure={() => run({ type: 'settle', items: agreed, dissent: '' })} />}
    </div>
  )
}

function leadText(view: FacilitatorView, seat: string): string {
  if (view.lead === null) return t('desk.leadHost')
  if (view.lead === seat) return t('desk.leads')
  const name = view.seats.find(({ id }) => id === view.lead)?.name ?? ''
  return name === '' ? t('desk.leadCo') : t('desk.leadOther', { name })
}

function Lead({ view, seat, run }: { view: FacilitatorView; seat: string; run: Run }): JSX.Element {
  const own = view.lead === seat
  return (
    <p class="remote-lead">
      <b role="status">{leadText(view, seat)}</b>
      <button type="button" onClick={() => run({ type: 'hand-over', to: own ? null : seat })}>{t(own ? 'desk.giveBack' : 'desk.lead')}</button>
    </p>
  )
}

function Hands({ view }: { view: FacilitatorView }): JSX.Element | null {
  const up = raisedHands(view)
  if (up.length === 0) return null
  const names = up.map(({ name }) => name).filter((name) => name !== '')
  return <p class="notice" role="status">{names.length === up.length ? t('desk.hands', { names: names.join(', ') }) : t('desk.handsCount', { count: up.length })}</p>
}

function PhaseButton({ view, run }: { view: FacilitatorView; run: Run }): JSX.Element | null {
  if (view.phase === 'lobby') return <button type="button" class="main wide" onClick={() => run({ type: 'start' })}>{t('desk.start')}</button>
  if (view.phase === 'paused') return <button type="button" class="main wide" onClick={() => run({ type: 'resume' })}>{t('desk.resume')}</button>
  return view.phase === 'running' ? <button type="button" class="wide" onClick={() => run({ type: 'pause' })}>{t('desk.pause')}</button> : null
}

/** A co-facilitator's remote: what the room needs most, on a phone. What the server refuses is said here. */
export function Remote({ seat, session, onBack }: { seat: string; session: Calls; onBack: () => void }): JSX.Element {
  const [view, setView] = useState<FacilitatorView | null>(null)
  const [refusal, setRefusal] = useState<SeatKey | null>(null)
  useEffect(() => session.follow((room, signal) => room.desk(undefined, { signal }), setView), [session])

  function run(command: FacilitatorCommand): void {
    setRefusal(null)
    void session.ask((room) => room.facilitate({ command })).then((said) => 'refusal' in said && setRefusal(said.refusal))
  }

  return (
    <div class="desk">
      <header>
        <h1>{t('desk.title')}</h1>
        <button type="button" class="quiet" onClick={onBack}>{t('desk.back')}</button>
      </header>
      {refusal && <p class="notice refused" role="alert">{t(refusal)}</p>}
      {view === null ? (
        <p class="loading" role="status">{t('desk.loading')}</p>
      ) : (
        <>
          <Lead view={view} seat={seat} run={run} />
          <Hands view={view} />
          {view.phase === 'lobby' || view.phase === 'paused' ? <PhaseButton view={view} run={run} /> : null}
          <Presented view={view} run={run} />
          <Agenda view={view} run={run} />
          <RemoteTimer running={view.timer?.kind === 'set'} run={run} />
          {view.phase === 'running' && <PhaseButton view={view} run={run} />}
        </>
      )}
    </div>
  )
}
