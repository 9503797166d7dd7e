import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Run } from './desk.ts'
import { t } from './i18n.ts'

const usual = [1, 3, 5, 10] as const

/** A clock of some minutes for the room, and the way to take it away. */
export function RemoteTimer({ running, run }: { running: boolean; run: Run }): JSX.Element {
  const [minutes, setMinutes] = useState('')
  const start = (count: number): void => run({ type: 'set-timer', seconds: count * 60 })
  const own = Number(minutes)
  const valid = Number.isInteger(own) && own >= 1 && own <= 1440
  return (
    <section class="card remote" aria-labelledby="remote-timer">
      <h2 id="remote-timer" class="over">{t('desk.timer')}</h2>
      <div class="chips">
        {usual.map((count) => <button key={count} type="button" class="chip" onClick={() => start(count)}>{t('timer.minutes', { count })}</button>)}
      </div>
      <form
        class="own-minutes"
        onSubmit={(event) => {
          event.preventDefault()
          if (valid) start(own)
        }}
      >
        <label>
          {t('desk.minutes')}
          <input type="text" inputMode="numeric" maxLength={4} value={minutes} onInput={(event) => setMinutes(event.currentTarget.value)} />
        </label>
        <button type="submit" disabled={!valid}>{t('desk.timerGo')}</button>
      </form>
      {running && <button type="button" onClick={() => run({ type: 'set-timer', seconds: null })}>{t('desk.timerOff')}</button>}
    </section>
  )
}
