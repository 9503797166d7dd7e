import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TimelineFrame } from '../../../../shared/domain/workshop-timeline.ts'
import { useCommands } from '../../shell/commands.tsx'
import { framePlaces, nextMoment, pauseBefore, replaySpeeds } from './replay-time.ts'

export interface Replay {
  index: number
  places: readonly number[]
  playing: boolean
  speed: number
  goTo: (index: number) => void
  step: (by: 1 | -1) => void
  moment: (by: 1 | -1) => void
  toggle: () => void
  setSpeed: (speed: number) => void
}

/** A key that presses the button that has the focus, as everywhere; true where it did. */
function pressedOther(): boolean {
  const at = document.activeElement
  if (!(at instanceof HTMLElement) || at.closest('button, a, summary') === null || at.closest('[data-transport]') !== null) return false
  at.click()
  return true
}

/** Where a replay stands, and the keys that move it. */
export function useReplay(frames: readonly TimelineFrame[]): Replay {
  const { t } = useTranslation('after')
  const places = useMemo(() => framePlaces(frames), [frames])
  const [index, setIndex] = useState(0)
  const [wanted, setPlaying] = useState(false)
  const [speed, setSpeed] = useState(60)
  const last = frames.length - 1
  const playing = wanted && index < last
  useEffect(() => {
    if (!playing) return
    const timer = setTimeout(() => setIndex((now) => Math.min(last, now + 1)), pauseBefore(places, index, speed))
    return () => clearTimeout(timer)
  }, [playing, index, places, speed, last])

  const replay = useMemo<Replay>(() => {
    const goTo = (to: number) => {
      setPlaying(false)
      setIndex(Math.max(0, Math.min(last, to)))
    }
    return {
      index,
      places,
      playing,
      speed,
      goTo,
      step: (by) => goTo(index + by),
      moment: (by) => goTo(nextMoment(frames, index, by)),
      toggle: () => {
        if (!playing && index >= last) setIndex(0)
        setPlaying(!playing)
      },
      setSpeed,
    }
  }, [frames, index, last, places, playing, speed])

  useCommands(
    useMemo(() => {
      const { toggle, step, moment, goTo } = replay
      const faster = (by: 1 | -1) => setSpeed((now) => replaySpeeds[replaySpeeds.findIndex((one) => one === now) + by] ?? now)
      const command = (id: string, label: string, key: string, run: () => void) => ({ id: `replay-${id}`, label, keys: [key], run, whileTyping: true })
      return [
        command('play', t('replay.play'), 'space', () => pressedOther() || toggle()),
        command('forward', t('replay.forward'), 'arrowright', () => step(1)),
        command('back', t('replay.back'), 'arrowleft', () => step(-1)),
        command('next-moment', t('replay.nextMoment'), 'shift+arrowright', () => moment(1)),
        command('previous-moment', t('replay.previousMoment'), 'shift+arrowleft', () => moment(-1)),
        command('start', t('replay.start'), 'home', () => goTo(0)),
        command('end', t('replay.end'), 'end', () => goTo(last)),
        command('faster', t('replay.faster'), 'arrowup', () => faster(1)),
        command('slower', t('replay.slower'), 'arrowdown', () => faster(-1)),
      ]
    }, [last, replay, t]),
  )
  return replay
}
