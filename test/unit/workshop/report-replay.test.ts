import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { focusOf, frameAt, framePlaces, nextMoment, pauseBefore, presentedSpans, replaySpeeds } from '../../../src/renderer/workbench/workshop/after/replay-time.ts'
import type { TimelineKind } from '../../../src/shared/domain/workshop-timeline.ts'

const kinds: TimelineKind[] = ['joined', 'votes', 'opened', 'revealed', 'settled', 'presented']
const frames = fc
  .array(fc.record({ gap: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3_600_000 })), kind: fc.constantFrom(...kinds), presented: fc.option(fc.constantFrom('a', 'b')), about: fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 2 }) }), { minLength: 1, maxLength: 60 })
  .map((steps) => {
    let ms = 0
    return steps.map(({ gap, ...rest }) => ({ ...rest, ms: (ms += gap) }))
  })

describe('where a replay stands', () => {
  it('every frame has a place of its own, in order, never earlier than its time, and is found there', () => {
    fc.assert(
      fc.property(frames, (told) => {
        const places = framePlaces(told)
        expect(places[0]).toBe(0)
        for (const [index, place] of places.entries()) {
          if (index > 0) expect(place).toBeGreaterThan(places[index - 1] ?? 0)
          expect(place).toBeGreaterThanOrEqual((told[index]?.ms ?? 0) - (told[0]?.ms ?? 0))
          expect(frameAt(places, place)).toBe(index)
          const next = places[index + 1]
          if (next !== undefined) expect(frameAt(places, (place + next) / 2)).toBe(index)
        }
      }),
    )
  })

  it('waits are shortened with the speed, and are always long enough to see and short enough to sit through', () => {
    fc.assert(
      fc.property(frames, fc.constantFrom(...replaySpeeds), (told, speed) => {
        const places = framePlaces(told)
        for (const index of places.keys()) {
          const wait = pauseBefore(places, index, speed)
          expect(wait).toBeGreaterThanOrEqual(60)
          expect(wait).toBeLessThanOrEqual(2000)
          expect(pauseBefore(places, index, speed * 2)).toBeLessThanOrEqual(wait)
        }
      }),
    )
  })

  it('skips to what was opened, revealed or settled, and to the ends', () => {
    const told = (['created', 'joined', 'started', 'votes', 'revealed', 'votes', 'settled', 'joined'] as const).map((kind) => ({ kind }))
    expect([0, 2, 4, 6, 7].map((index) => nextMoment(told, index, 1))).toEqual([2, 4, 6, 7, 7])
    expect([7, 6, 4, 2, 0].map((index) => nextMoment(told, index, -1))).toEqual([6, 4, 2, 0, 0])
  })

  it('looks at what is on the screen, else at what last happened; votes do not turn it away', () => {
    const frame = (kind: TimelineKind, presented: string | null, ...about: string[]) => ({ kind, presented, about })
    const told = [frame('opened', null, 'a', 'b'), frame('votes', null, 'a'), frame('presented', 'b', 'b'), frame('votes', 'b', 'a'), frame('presented', null), frame('settled', null, 'a'), frame('votes', null, 'b'), frame('revealed', null, 'a', 'b')]
    expect(told.map((_, index) => focusOf(told, index))).toEqual([null, null, 'b', 'b', 'b', 'a', 'a', null])
  })

  it('tells what was on the screen from when to when', () => {
    const told = [null, 'a', 'a', 'b', null, 'b'].map((presented) => ({ presented }))
    expect(presentedSpans(told, [0, 10, 20, 30, 40, 50])).toEqual([
      { item: 'a', from: 10, to: 30 },
      { item: 'b', from: 30, to: 40 },
      { item: 'b', from: 50, to: 50 },
    ])
  })
})
