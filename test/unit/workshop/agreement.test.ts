import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { histogram, isOutlier, kendallW, krippendorffAlpha, median, quantile, roundedUp, vanDerEijkA } from '../../../src/shared/domain/agreement.ts'

const file = path.resolve(import.meta.dirname, '../../../../shared/oracles/agreement.json')
const Ratings = z.array(z.array(z.number().nullable()))
const Oracle = z.object({
  vanDerEijkA: z.object({ published: z.array(z.object({ frequencies: z.array(z.number()), A: z.number() })) }),
  krippendorffAlpha: z.object({
    published: z.array(z.object({ ratersByUnit: Ratings, ordinal: z.number(), interval: z.number() })),
    ours: z.array(z.object({ ratersByUnit: Ratings, ordinal: z.number(), interval: z.number() })),
    undefined: z.array(z.object({ ratersByUnit: Ratings })),
  }),
  kendallW: z.object({
    published: z.array(z.object({ ranksByJudge: z.array(z.array(z.number())), W: z.number() })),
    ours: z.array(z.object({ scoresByRater: z.array(z.array(z.number())), WtieCorrected: z.number() })),
  }),
  votes1to10: z.array(z.object({ votes: z.array(z.number()), q1: z.number(), median: z.number(), q3: z.number(), A: z.number() })),
})

describe.skipIf(!existsSync(file))('published and own worked examples (skipped where ../shared is absent)', () => {
  const oracle = existsSync(file) ? Oracle.parse(JSON.parse(readFileSync(file, 'utf8'))) : null

  it('AG1 van der Eijk: A as published', () => {
    for (const row of oracle?.vanDerEijkA.published ?? []) expect(vanDerEijkA(row.frequencies)).toBeCloseTo(row.A, 4)
  })

  it('AG2 Krippendorff: alpha, ordinal and interval', () => {
    const rows = [...(oracle?.krippendorffAlpha.published ?? []), ...(oracle?.krippendorffAlpha.ours ?? [])]
    for (const row of rows) {
      expect(krippendorffAlpha(row.ratersByUnit, 'ordinal')).toBeCloseTo(row.ordinal, 6)
      expect(krippendorffAlpha(row.ratersByUnit, 'interval')).toBeCloseTo(row.interval, 6)
    }
    for (const row of oracle?.krippendorffAlpha.undefined ?? []) expect(krippendorffAlpha(row.ratersByUnit, 'ordinal')).toBeNull()
  })

  it('AG3 Kendall: W with the correction for ties', () => {
    for (const row of oracle?.kendallW.published ?? []) expect(kendallW(row.ranksByJudge)).toBeCloseTo(row.W, 6)
    for (const row of oracle?.kendallW.ours ?? []) expect(kendallW(row.scoresByRater)).toBeCloseTo(row.WtieCorrected, 6)
  })

  it('AG4 quartiles, median and A of votes', () => {
    for (const row of oracle?.votes1to10 ?? []) {
      expect([quantile(row.votes, 0.25), median(row.votes), quantile(row.votes, 0.75)]).toEqual([row.q1, row.median, row.q3])
      expect(vanDerEijkA(histogram(row.votes))).toBeCloseTo(row.A, 6)
    }
  })
})

describe('agreement', () => {
  const votes = fc.array(fc.integer({ min: 1, max: 10 }), { minLength: 1, maxLength: 12 })

  it('AG1 A is 1 on one point, -1 split between the ends, 0 on an even spread, null of nothing', () => {
    expect(vanDerEijkA(histogram([4, 4, 4]))).toBe(1)
    expect(vanDerEijkA(histogram([1, 10]))).toBeCloseTo(-1)
    expect(vanDerEijkA(histogram([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]))).toBe(0)
    expect(vanDerEijkA(histogram([]))).toBeNull()
  })

  it('AG1 A stays within -1 and 1, and a mirrored scale has the same A', () => {
    fc.assert(
      fc.property(votes, (values) => {
        const a = vanDerEijkA(histogram(values)) ?? Number.NaN
        expect(a).toBeGreaterThanOrEqual(-1 - 1e-9)
        expect(a).toBeLessThanOrEqual(1 + 1e-9)
        expect(vanDerEijkA(histogram(values.map((value) => 11 - value)))).toBeCloseTo(a, 9)
      }),
    )
  })

  it('AG2 alpha is 1 for perfect agreement with variation, null without variation or without pairs', () => {
    expect(krippendorffAlpha([[1, 5, 9], [1, 5, 9]], 'ordinal')).toBe(1)
    expect(krippendorffAlpha([[5, 5], [5, 5]], 'ordinal')).toBeNull()
    expect(krippendorffAlpha([[5, null], [null, 6]], 'interval')).toBeNull()
    expect(krippendorffAlpha([], 'ordinal')).toBeNull()
  })

  it('AG2 a worked example: two raters, three units, interval', () => {
    // Units (1,2), (3,3), (4,2). Observed (1 + 0 + 4) * 2 / 1 = 10; expected over the six values 1 2 3 3 4 2: 66 (both
    // orders) of n(n-1) = 30 pairs, so alpha = 1 - 5 * 10 / 66.
    expect(krippendorffAlpha([[1, 3, 4], [2, 3, 2]], 'interval')).toBeCloseTo(1 - 50 / 66, 9)
  })

  it('AG3 W is 1 for the same order, null where nobody tells units apart or a rating is missing', () => {
    expect(kendallW([[1, 2, 3], [4, 5, 9]])).toBe(1)
    expect(kendallW([[5, 5, 5], [2, 2, 2]])).toBeNull()
    expect(kendallW([[1, 2, 3], [1, 2]])).toBeNull()
    expect(kendallW([[1, 2, 3]])).toBeNull()
  })

  it('AG4 quantiles lie between the least and the greatest, in order', () => {
    fc.assert(
      fc.property(votes, (values) => {
        const q = [0, 0.25, 0.5, 0.75, 1].map((p) => quantile(values, p) ?? Number.NaN)
        expect(q).toEqual(q.toSorted((a, b) => a - b))
        expect([q[0], q[4]]).toEqual([Math.min(...values), Math.max(...values)])
      }),
    )
    expect(quantile([], 0.5)).toBeNull()
  })

  it('AG5 a half is rounded up; 3 from the median is far, less is not', () => {
    expect([roundedUp(5), roundedUp(5.5), roundedUp(9.5)]).toEqual([5, 6, 10])
    expect([isOutlier(8, 5), isOutlier(7, 5), isOutlier(8, 5.5), isOutlier(2, 5.5)]).toEqual([true, false, false, true])
  })
})
