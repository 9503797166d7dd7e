import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { SeatItem, SeatView } from '../../shared/domain/workshop.ts'
import { roomNow } from './clock.ts'
import { t } from './i18n.ts'
import { PauseIcon, WarnIcon } from './icons.tsx'
import type { SessionState } from './session.ts'

export function LineNotice({ state }: { state: SessionState }): JSX.Element {
  const unsent = state.waiting.size
  // A closed room hangs up, and nothing is lost by it.
  const lost = state.line === 'lost' && state.view?.workshop.phase !== 'closed'
  return (
    <div class="line-notice" role="status">
      {lost && (
        <p class="notice lost">
          <WarnIcon />
          <span>{t('line.lost')}{unsent > 0 && <b> {t('line.unsent', { count: unsent })}</b>}</span>
        </p>
      )}
    </div>
  )
}

function secondsUntil(instant: string): number {
  return Math.ceil((Date.parse(instant) - roomNow()) / 1000)
}

function countdownText(seconds: number): string {
  return seconds >= 1 && seconds <= 10 ? t('reveal.soon', { seconds }) : t('reveal.now')
}

/** The countdown, by the device's clock; where that is clearly off from the host's, without a number. */
export function Countdown({ until }: { until: string }): JSX.Element {
  const [seconds, setSeconds] = useState(() => secondsUntil(until))
  useEffect(() => {
    const timer = setInterval(() => setSeconds(secondsUntil(until)), 250)
    return () => clearInterval(timer)
  }, [until])
  const text = countdownText(seconds)
  // Said once: a number that is read out each second drowns everything else.
  const [atFirst] = useState(text)
  return (
    <p class="notice soon">
      <span role="timer" aria-live="off">{text}</span>
      <span class="spoken" role="status">{atFirst}</span>
    </p>
  )
}

export function ItemNotices({ view, item, onGo }: { view: SeatView; item: SeatItem; onGo: (item: string) => void }): JSX.Element {
  const presented = view.items.find((other) => other.id === view.presented)
  return (
    <>
      {view.workshop.phase === 'paused' && <p class="notice" role="status"><PauseIcon /><span><b>{t('paused.title')}.</b> {t('paused.text')}</span></p>}
      {item.practice && <p class="notice practice"><span><b>{t('practice')}.</b> {t('practice.text')}</span></p>}
      {item.round && item.round.number > 1 && <p class="notice">{t('round.again', { number: item.round.number })}</p>}
      {item.phase === 'parked' && <p class="notice"><b>{t('parked.title')}</b></p>}
      {item.phase === 'skipped' && <p class="notice"><b>{t('skipped.title')}</b></p>}
      {presented && presented.id !== item.id && (
        <p class="notice room-at">
          <span>{t('room.at', { id: presented.practice ? t('practice') : presented.threat.displayId })}</span>
          <button type="button" class="quiet" onClick={() => onGo(presented.id)}>{t('room.go')}</button>
        </p>
      )}
    </>
  )
}
