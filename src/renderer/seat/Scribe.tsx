import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { SeatItem, SeatView } from '../../shared/domain/workshop.ts'
import { isOpen, rowsOf, unanswered } from './ballot.ts'
import { t, type SeatKey } from './i18n.ts'
import { CheckIcon } from './icons.tsx'
import type { Session, SessionState } from './session.ts'
import { Sheet } from './Sheet.tsx'

type Mates = NonNullable<SeatView['seat']['writesFor']>

/** Seats of an anonymous workshop have no names; at one table their order tells them apart. */
export function mateName(mates: Mates, id: string): string {
  const at = mates.findIndex((mate) => mate.id === id)
  const name = mates[at]?.name ?? ''
  return name === '' ? t('scribe.nameless', { number: at + 1 }) : name
}

function tableName(view: SeatView): string {
  return view.seat.tableName ?? ''
}

/** For whom the scribe votes. The mark says what was entered on this page, and nothing of anybody's own device. */
function MateChoice({ mates, item, state, seat, onChoose }: { mates: Mates; item: SeatItem; state: SessionState; seat: string | undefined; onChoose: (seat: string | undefined) => void }): JSX.Element {
  const all = [{ id: undefined, name: t('scribe.me') }, ...mates.map(({ id }) => ({ id, name: mateName(mates, id) }))]
  return (
    <div class="chips" role="group" aria-label={t('scribe.for')}>
      {all.map(({ id, name }) => (
        <button key={id ?? ''} type="button" class="chip" aria-pressed={seat === id} onClick={() => onChoose(id)}>
          {name}
          {rowsOf(item, state, id).every((row) => row.state === 'recorded') && <CheckIcon />}
        </button>
      ))}
    </div>
  )
}

function RevealSheet({ view, state, session, onClose }: { view: SeatView; state: SessionState; session: Session; onClose: () => void }): JSX.Element {
  const [refusal, setRefusal] = useState<SeatKey | null>(null)
  const missing = unanswered(view, state).length

  async function reveal(): Promise<void> {
    const said = await session.ask((room) => room.revealTable())
    if ('refusal' in said) setRefusal(said.refusal)
    else onClose()
  }

  return (
    <Sheet title={t('scribe.reveal')} onClose={onClose}>
      <p>{t('scribe.revealText', { table: tableName(view) })}</p>
      {missing > 0 && <p class="help">{t('scribe.missing', { count: missing })}</p>}
      {refusal && <p class="problem" role="alert">{t(refusal)}</p>}
      <div class="actions">
        <button type="button" onClick={onClose}>{t('cancel')}</button>
        <button type="button" class="main" onClick={() => void reveal()}>{t('scribe.go')}</button>
      </div>
    </Sheet>
  )
}

/** Above the ballot of a table's scribe: for whom it is filled in, and the table's own reveal. */
export function ScribeBar({ view, item, state, session, seat, onChoose }: { view: SeatView; item: SeatItem; state: SessionState; session: Session; seat: string | undefined; onChoose: (seat: string | undefined) => void }): JSX.Element | null {
  const [asking, setAsking] = useState(false)
  const mates = view.seat.writesFor
  if (!mates || !view.items.some(isOpen)) return null
  return (
    <section class="card scribe">
      <h2>{t('scribe.title', { table: tableName(view) })}</h2>
      {isOpen(item) && mates.length > 0 && <MateChoice mates={mates} item={item} state={state} seat={seat} onChoose={onChoose} />}
      <button type="button" onClick={() => setAsking(true)}>{t('scribe.reveal')}</button>
      {asking && <RevealSheet view={view} state={state} session={session} onClose={() => setAsking(false)} />}
    </section>
  )
}

/** Over the rows that are somebody else's, so that it can not be overlooked. */
export function ScribeNotice({ mates, seat, onBack }: { mates: Mates; seat: string; onBack: () => void }): JSX.Element {
  const name = mateName(mates, seat)
  return (
    <div class="notice for-other" role="status">
      <div>
        <b>{t('scribe.voting', { name })}</b>
        <p>{t('scribe.help', { name })}</p>
        <button type="button" class="quiet link" onClick={onBack}>{t('scribe.back')}</button>
      </div>
    </div>
  )
}
