import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clockDifference } from '../../../src/renderer/seat/clock.ts'
import { clockText, secondsLeft, timerSaying } from '../../../src/renderer/seat/timer.ts'

/** Everything that is said while a clock is looked at with these seconds left. */
function said(looks: number[]): (string | null)[] {
  return looks.map((left, index) => timerSaying(looks[index - 1] ?? null, left)).filter((saying) => saying !== null)
}

describe('what is said of a clock', () => {
  it('is its start, one minute, ten seconds and the end, and nothing between', () => {
    const everySecond = Array.from({ length: 121 }, (_, index) => 120 - index)
    expect(said(everySecond)).toEqual(['start', 'minute', 'ten', 'over'])
  })
  it('leaves out marks that the clock began behind', () => {
    expect(said([45, 44, 12, 11, 10, 9, 1, 0])).toEqual(['start', 'ten', 'over'])
    expect(said([60, 59])).toEqual(['start'])
    expect(said([10, 9, 0])).toEqual(['start', 'over'])
  })
  it('is the last mark only, where a phone slept over several', () => {
    expect(said([300, 5])).toEqual(['start', 'ten'])
    expect(said([300, 0])).toEqual(['start', 'over'])
  })
  it('is nothing for a clock that had run out before it was seen', () => {
    expect(said([0, 0, 0])).toEqual([])
  })
  it('is never said twice, however often the clock is looked at', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 60 }), (looks) => {
        const all = said(looks.toSorted((a, b) => b - a))
        expect(new Set(all).size).toBe(all.length)
        expect(all.length).toBeLessThanOrEqual(4)
      }),
    )
  })
})

describe('the seconds that are left', () => {
  it('are whole, never below 0, and read as a clock', () => {
    const now = Date.parse('2026-01-01T10:00:00.000Z')
    expect(secondsLeft('2026-01-01T10:04:05.000Z', now)).toBe(245)
    expect(secondsLeft('2026-01-01T10:00:00.200Z', now)).toBe(1)
    expect(secondsLeft('2026-01-01T09:00:00.000Z', now)).toBe(0)
    expect([245, 60, 9, 0, 3905].map(clockText)).toEqual(['4:05', '1:00', '0:09', '0:00', '1:05:05'])
  })
})

describe("the room's clock", () => {
  it('counts where a phone is clearly off, and not for the part of a second that the room does not tell', () => {
    const sent = Date.parse('2026-01-01T10:00:00.000Z')
    expect(clockDifference(sent, sent + 100, sent + 900)).toBe(0)
    expect(clockDifference(sent + 180_000, sent, sent + 200)).toBe(180_400)
    expect(clockDifference(sent - 180_000, sent, sent + 200)).toBe(-179_600)
    expect(clockDifference(Number.NaN, sent, sent)).toBe(0)
  })
})
