import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { t } from './i18n.ts'
import type { Session, SessionState } from './session.ts'

/** While the facilitator decides. */
export function ClaimWaiting({ name, session }: { name: string; session: Session }): JSX.Element {
  return (
    <div class="door-part" role="status">
      <h1>{t('reclaim.waiting', { name })}</h1>
      <p>{t('reclaim.waitingText')}</p>
      <button type="button" class="wide" onClick={() => session.cancelClaim()}>{t('cancel')}</button>
    </div>
  )
}

/** For somebody who has a seat in the room that this device does not know of. */
export function ReclaimForm({ session, onBack }: { session: Session; onBack: () => void }): JSX.Element {
  const [name, setName] = useState('')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        session.reclaim(name.trim())
        // Where the answer is no, the way in is the other one.
        onBack()
      }}
    >
      <h1>{t('reclaim.title')}</h1>
      <p>{t('reclaim.text')}</p>
      <label>
        {t('reclaim.name')}
        <input type="text" autocomplete="nickname" autocapitalize="words" maxLength={100} required autofocus value={name} onInput={(event) => setName(event.currentTarget.value)} />
      </label>
      <button type="submit" class="main wide">{t('reclaim.go')}</button>
      <button type="button" class="wide quiet" onClick={onBack}>{t('reclaim.back')}</button>
    </form>
  )
}

/** The seat is another device's now. */
export function Moved({ session, state }: { session: Session; state: SessionState }): JSX.Element | null {
  if (state.place !== 'moved') return null
  return (
    <div class="door-part" role="status">
      <h1>{t('moved.title')}</h1>
      <p>{t('moved.text')}</p>
      <button type="button" class="wide" onClick={() => session.comeBack()}>{t('moved.back')}</button>
    </div>
  )
}
