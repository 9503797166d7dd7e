import type { TimelineFrame, TimelineKind } from '../../../../shared/domain/workshop-timeline.ts'

/** How fast a replay may run, in times of the workshop's own pace. */
export const replaySpeeds = [10, 30, 60, 120, 300] as const

/** Frames that are told as moments: what a reader skips to. */
const moments: ReadonlySet<TimelineKind> = new Set(['started', 'opened', 'revealed', 'settled', 'parked', 'skipped', 'poll-closed', 'closed'])

/**
 * Where each frame stands on the scrubber, in milliseconds: at its running time, but never on the one before, so that each can be
 * reached. Ascending from 0.
 */
export function framePlaces(frames: readonly Pick<TimelineFrame, 'ms'>[]): number[] {
  const total = frames.at(-1)?.ms ?? 0
  const least = Math.max(250, total / (2 * Math.max(1, frames.length)))
  const places: number[] = []
  let place = 0
  frames.forEach(({ ms }, index) => {
    if (index > 0) place += Math.max(least, ms - (frames[index - 1]?.ms ?? ms))
    places.push(place)
  })
  return places
}

/** The last frame at or before a place; 0 where there is none. */
export function frameAt(places: readonly number[], place: number): number {
  const after = places.findIndex((one) => one > place)
  return Math.max(0, (after < 0 ? places.length : after) - 1)
}

/** How long a frame is shown before the next, in milliseconds: long waits are shortened, and nothing flickers. */
export function pauseBefore(places: readonly number[], index: number, speed: number): number {
  const gap = (places[index + 1] ?? 0) - (places[index] ?? 0)
  return Math.min(2000, Math.max(60, gap / speed))
}

/** The next frame that is a moment, in either direction; the first or last frame where there is none. */
export function nextMoment(frames: readonly Pick<TimelineFrame, 'kind'>[], index: number, by: 1 | -1): number {
  for (let at = index + by; at >= 0 && at < frames.length; at += by) {
    const kind = frames[at]?.kind
    if (kind && moments.has(kind)) return at
  }
  return by > 0 ? frames.length - 1 : 0
}

/** The threat that a frame is about: what was on the screen, else the one that something last happened to; null where it is the whole agenda. */
export function focusOf(frames: readonly Pick<TimelineFrame, 'kind' | 'presented' | 'about'>[], index: number): string | null {
  const presented = frames[index]?.presented
  if (presented) return presented
  for (let at = index; at >= 0; at -= 1) {
    const frame = frames[at]
    if (!frame || frame.kind === 'votes' || frame.kind === 'counting-down' || frame.about.length === 0) continue
    return frame.about.length === 1 ? (frame.about[0] ?? null) : null
  }
  return null
}

/** From where to where each presented threat was on the screen, on the scrubber. */
export function presentedSpans(frames: readonly Pick<TimelineFrame, 'presented'>[], places: readonly number[]): { item: string; from: number; to: number }[] {
  const spans: { item: string; from: number; to: number }[] = []
  frames.forEach(({ presented }, index) => {
    const from = places[index] ?? 0
    const to = places[index + 1] ?? from
    const last = spans.at(-1)
    if (presented === null) return
    if (last?.item === presented && last.to === from) last.to = to
    else spans.push({ item: presented, from, to })
  })
  return spans
}
