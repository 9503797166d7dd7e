import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bands, defaultBandScheme, DiscoverabilityRule, schemeName, type BandScheme } from '../../../src/shared/domain/dread.ts'
import type { ScoringHeader } from '../../../src/shared/domain/register-rows.ts'
import { isOrdered, schemeChange, schemeWithId } from '../../../src/shared/domain/scheme-change.ts'
import type { Threat } from '../../../src/shared/domain/threat.ts'
import { threat } from '../../support/register-fixture.ts'

const value = fc.integer({ min: 1, max: 10 })
const anyValues = fc.record({ damage: value, reproducibility: value, exploitability: value, affectedUsers: value, discoverability: value })
const anyThreats = fc.array(fc.option(anyValues), { maxLength: 30 }).map((all) => all.map((suggested, index): Threat => threat(index + 1, { suggested })))
const anyScheme: fc.Arbitrary<BandScheme> = fc
  .record({ cuts: fc.uniqueArray(fc.integer({ min: 5, max: 50 }), { minLength: 3, maxLength: 3 }), discoverability: fc.constantFrom(...DiscoverabilityRule.options) })
  .map(({ cuts, discoverability }) => {
    const [critical = 40, high = 25, medium = 11] = cuts.toSorted((a, b) => b - a)
    return schemeWithId({ id: '', critical, high, medium, discoverability })
  })
const anyHeader: fc.Arbitrary<ScoringHeader> = fc.record({ bandScheme: anyScheme, treatmentLine: fc.option(fc.integer({ min: 4, max: 50 })) })

describe('scoring schemes', () => {
  test('S1 an id says what a scheme does, and not what it is called', () => {
    expect(schemeWithId({ ...defaultBandScheme, name: 'House rules' }).id).toBe(defaultBandScheme.id)
    expect(schemeWithId({ ...defaultBandScheme, critical: 42, discoverability: 'dropped' }).id).toBe('total-42-25-11-discoverability-dropped')
    expect(schemeName({ id: 'total-40-25-11', name: 'House rules' })).toBe('House rules (total-40-25-11)')
    fc.assert(fc.property(anyScheme, anyScheme, (one, other) => {
      const same = one.critical === other.critical && one.high === other.high && one.medium === other.medium && one.discoverability === other.discoverability
      expect(one.id === other.id).toBe(same)
    }))
  })

  test('S2 each band starts above the one below it', () => {
    fc.assert(fc.property(anyScheme, (scheme) => {
      expect(isOrdered(scheme)).toBe(true)
    }))
    expect(isOrdered({ critical: 25, high: 25, medium: 11 })).toBe(false)
    expect(isOrdered({ critical: 40, high: 10, medium: 11 })).toBe(false)
  })

  test('S3 counts cover every threat that has all five values, once', () => {
    fc.assert(fc.property(anyThreats, anyHeader, anyHeader, (threats, before, after) => {
      const scored = threats.filter(({ suggested }) => suggested !== null).length
      const there = schemeChange(threats, before, after)
      const back = schemeChange(threats, after, before)
      expect(bands.reduce((sum, band) => sum + there.counts[band], 0)).toBe(scored)
      for (const band of bands) {
        const [left, came] = [there.moved.filter(({ from }) => from === band), there.moved.filter(({ to }) => to === band)].map((moves) => moves.reduce((sum, { count }) => sum + count, 0))
        expect(back.counts[band] - (left ?? 0) + (came ?? 0)).toBe(there.counts[band])
      }
      expect([back.above, back.below]).toEqual([there.below, there.above])
    }))
  })

  test('S4 the same scheme and line change nothing', () => {
    fc.assert(fc.property(anyThreats, anyHeader, (threats, header) => {
      expect(schemeChange(threats, header, header)).toMatchObject({ moved: [], above: 0, below: 0 })
    }))
  })
})
