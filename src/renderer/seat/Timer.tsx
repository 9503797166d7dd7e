import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { RoomTimer } from '../../shared/domain/workshop.ts'
import { roomNow } from './clock.ts'
import { t } from './i18n.ts'
import { ClockIcon } from './icons.tsx'
import { clockText, secondsLeft, timerSaying, type TimerSaying } from './timer.ts'

function inWords(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  const parts = [minutes > 0 ? t('timer.minutes', { count: minutes }) : '', seconds % 60 > 0 ? t('timer.seconds', { count: seconds % 60 }) : '']
  return parts.filter((part) => part !== '').join(' ')
}

function sentence(saying: TimerSaying, left: number): string {
  if (saying === 'start') return t('timer.saidStart', { time: inWords(left) })
  if (saying === 'minute') return t('timer.saidMinute')
  return t(saying === 'ten' ? 'timer.saidTen' : 'timer.saidOver')
}

/** The room's clock: always to be seen, spoken of at its marks only. It stops nothing. */
export function Timer({ timer }: { timer: RoomTimer }): JSX.Element {
  const [left, setLeft] = useState(() => secondsLeft(timer.until, roomNow()))
  const [said, setSaid] = useState('')
  const beforeRef = useRef<number | null>(null)

  useEffect(() => {
    beforeRef.current = null
    function look(): void {
      const now = secondsLeft(timer.until, roomNow())
      const saying = timerSaying(beforeRef.current, now)
      beforeRef.current = now
      setLeft(now)
      if (saying) setSaid(sentence(saying, now))
    }
    look()
    const ticking = setInterval(look, 250)
    return () => clearInterval(ticking)
  }, [timer.from, timer.until])

  return (
    <p class={left === 0 ? 'timer over-time' : left <= 60 ? 'timer last' : 'timer'}>
      <ClockIcon />
      <span role="timer" aria-live="off">{left === 0 ? t('timer.over') : <><span aria-hidden="true">{clockText(left)}</span><span class="spoken">{t('timer.left', { time: inWords(left) })}</span></>}</span>
      <span class="spoken" role="status">{said}</span>
    </p>
  )
}
