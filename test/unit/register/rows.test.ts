import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dreadFactors, type BandScheme, type DreadValues } from '../../../src/shared/domain/dread.ts'
import { defaultHeader } from '../../../src/shared/domain/project.ts'
import { registerRows, totalsInterval, type ScoringHeader, type SeatVotes } from '../../../src/shared/domain/register-rows.ts'
import type { Threat } from '../../../src/shared/domain/threat.ts'
import { at, threat } from '../../support/register-fixture.ts'

const dread = (damage: number, reproducibility: number, exploitability: number, affectedUsers: number, discoverability: number): DreadValues => ({ damage, reproducibility, exploitability, affectedUsers, discoverability })
const settled = (values: DreadValues, method: 'rule' | 'override' = 'rule'): Threat['settled'] => ({ values, method, rationale: '', dissent: '', workshop: 'w', at })
const header = (set: Partial<ScoringHeader> = {}, scheme: Partial<BandScheme> = {}): ScoringHeader => ({ bandScheme: { ...defaultHeader.bandScheme, ...scheme }, treatmentLine: 30, ...set })
const rowsOf = (threats: Threat[], own = header(), votes: SeatVotes[] = []) => registerRows(threats, own, () => ['API'], () => votes)
const rowOf = (values: DreadValues, own = header()) => rowsOf([threat(1, { settled: settled(values) })], own)[0]

describe('register rows', () => {
  test('keep the order of the threats and carry what is affected', () => {
    const rows = rowsOf([threat(3), threat(1)])
    expect(rows.map((row) => [row.threat.displayId, row.affected])).toEqual([['SS3', ['API']], ['SS1', ['API']]])
  })

  test('total, mean and band of five counted factors', () => {
    expect(rowOf(dread(8, 7, 7, 9, 6))).toMatchObject({ total: 37, mean: 7.4, band: 'High', severeDamage: false, mustTreat: true })
    expect(rowOf(dread(9, 8, 8, 9, 7))).toMatchObject({ total: 41, band: 'Critical', severeDamage: true })
    expect(rowOf(dread(2, 2, 2, 2, 2))).toMatchObject({ total: 10, band: 'Low', mustTreat: false })
    expect(rowOf(dread(3, 2, 2, 2, 2))).toMatchObject({ total: 11, band: 'Medium' })
  })

  test('fixed Discoverability counts as 10 and leaves the bands', () => {
    expect(rowOf(dread(8, 7, 7, 8, 1), header({}, { discoverability: 'fixed' }))).toMatchObject({ total: 40, mean: 8, band: 'Critical' })
  })

  test('dropped Discoverability sums four, averages four, and scales the bands by 4/5', () => {
    const own = header({}, { discoverability: 'dropped' })
    expect(rowOf(dread(8, 8, 8, 8, 10), own)).toMatchObject({ total: 32, mean: 8, band: 'Critical' })
    expect(rowOf(dread(8, 8, 8, 7, 10), own)).toMatchObject({ total: 31, band: 'High' })
    expect(rowOf(dread(5, 5, 5, 5, 10), own)).toMatchObject({ total: 20, band: 'High' })
  })

  test('must be treated only above the line, and unknown without a line or a total', () => {
    expect(rowOf(dread(6, 6, 6, 6, 6))).toMatchObject({ total: 30, mustTreat: false })
    expect(rowOf(dread(7, 6, 6, 6, 6))).toMatchObject({ total: 31, mustTreat: true })
    expect(rowOf(dread(7, 6, 6, 6, 6), header({ treatmentLine: null }))).toMatchObject({ mustTreat: null })
    expect(rowsOf([threat(1, { suggested: null })])[0]).toMatchObject({ origin: null, total: null, mean: null, band: null, rank: null, tied: false, mustTreat: null, severeDamage: false })
  })

  test('the settled score stands before the imported, and that before the suggested', () => {
    const imported = { dread: dread(1, 1, 1, 1, 1), total: 5, severity: null, score: null }
    expect(rowsOf([threat(1, { imported, settled: settled(dread(2, 2, 2, 2, 2), 'override') })])[0]).toMatchObject({ origin: 'override', total: 10 })
    expect(rowsOf([threat(1, { imported, settled: settled(dread(2, 2, 2, 2, 2)) })])[0]).toMatchObject({ origin: 'voted' })
    expect(rowsOf([threat(1, { imported })])[0]).toMatchObject({ origin: 'imported', total: 5 })
    expect(rowsOf([threat(1)])[0]).toMatchObject({ origin: 'suggested', total: 26 })
  })

  test('ranks with ties: 1, 2, 2, 4; without a total there is no rank', () => {
    const totals = [20, 30, 40, 30, null]
    const threats = totals.map((sum, index) => threat(index + 1, sum === null ? { suggested: null } : { settled: settled(dread(sum / 5, sum / 5, sum / 5, sum / 5, sum / 5)) }))
    expect(rowsOf(threats).map((row) => [row.rank, row.tied])).toEqual([[4, false], [2, true], [1, false], [2, true], [null, false]])
  })

  test('a rank is one more than the number of higher totals', () => {
    const value = fc.integer({ min: 1, max: 10 })
    fc.assert(fc.property(fc.array(fc.tuple(value, value, value, value, value), { maxLength: 30 }), (all) => {
      const rows = rowsOf(all.map((values, index) => threat(index, { settled: settled(dread(...values)) })))
      for (const row of rows) {
        const own = row.total ?? 0
        expect(row.rank).toBe(1 + rows.filter((other) => (other.total ?? 0) > own).length)
        expect(row.tied).toBe(rows.filter((other) => other.total === own).length > 1)
      }
    }))
  })

  test('interval: type 7 quartiles of the totals of seats that voted on all that counts', () => {
    const seats = [10, 20, 30, 40].map((sum) => dread(sum / 5, sum / 5, sum / 5, sum / 5, sum / 5))
    expect(totalsInterval(seats, 'counted')).toEqual({ q1: 17.5, q3: 32.5 })
    expect(totalsInterval(seats, 'fixed')).toEqual({ q1: 24, q3: 36 })
    expect(totalsInterval(seats, 'dropped')).toEqual({ q1: 14, q3: 26 })
    expect(totalsInterval([{ damage: 3 }, ...seats.slice(0, 1)], 'counted')).toEqual({ q1: 10, q3: 10 })
    expect(totalsInterval([{ damage: 3 }], 'counted')).toBeNull()
    const withoutLast = Object.fromEntries(dreadFactors.slice(0, 4).map((factor) => [factor, 5]))
    expect(totalsInterval([withoutLast], 'dropped')).toEqual({ q1: 20, q3: 20 })
    expect(totalsInterval([], 'counted')).toBeNull()
  })

  test('1,000 threats keep each its own interval', () => {
    const threats = Array.from({ length: 1000 }, (_, index) => threat(index))
    const rows = registerRows(threats, header(), () => [], (one) => [dread(1 + (one.order % 10), 1, 1, 1, 1)])
    expect(rows.every((row) => row.interval?.q1 === 5 + (row.threat.order % 10))).toBe(true)
  })
})
