import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chartSvg } from '../../../src/shared/chart/chart-svg.ts'
import type { Chart } from '../../../src/shared/chart/chart.ts'
import { ageChart, bandsByStride, beforeAndAfter, type ChartRow, type ChartWords, progressChart, rankChart, riskMatrix, treatmentChart } from '../../../src/shared/chart/register-charts.ts'
import { bands, impact, likelihood, type DreadValues } from '../../../src/shared/domain/dread.ts'
import { defaultHeader } from '../../../src/shared/domain/project.ts'
import { registerRows, withoutSuggestion } from '../../../src/shared/domain/register-rows.ts'
import { residualOf } from '../../../src/shared/domain/residual.ts'
import { strideCategories } from '../../../src/shared/domain/stride.ts'
import { threatStatus } from '../../../src/shared/domain/threat-status.ts'
import { changedDecision } from '../../../src/shared/domain/decision.ts'
import { defaultView, noFilter } from '../../../src/shared/domain/register-view.ts'
import { filterRows, gridRows } from '../../../src/renderer/workbench/register/grid/grid-row.ts'
import { at, threat } from '../../support/register-fixture.ts'

const today = '2026-06-15'
const same = (name: string) => name
const words: ChartWords = {
  matrix: 'Matrix', matrixText: '', impact: 'Impact', likelihood: 'Likelihood', threats: 'Threats', count: 'Count', none: 'none', bands: 'Bands', bandsText: '', unscored: 'Unscored', ranks: 'Ranks', ranksText: '', rank: 'Rank', total: 'Total', between: 'Between',
  residual: 'Residual', residualText: '', stages: { inherent: 'Before', current: 'Now', target: 'Wanted' }, line: 'Line', lineText: '', above: 'Above', below: 'Below', noLine: 'No line', decided: 'decided', undecided: 'undecided', progress: 'Progress', progressText: '',
  statuses: { gone: 'gone', unscored: 'unscored', undecided: 'undecided', overdue: 'overdue', open: 'open', implemented: 'implemented', verified: 'verified', settled: 'settled' },
  age: 'Age', ageText: '', ages: ['7', '30', '90', 'more'], band: { Critical: same('Critical'), High: 'High', Medium: 'Medium', Low: 'Low' },
  stride: { Spoofing: 'Spoofing', Tampering: 'Tampering', Repudiation: 'Repudiation', 'Information Disclosure': 'Information Disclosure', 'Denial of Service': 'Denial of Service', 'Elevation of Privilege': 'Elevation of Privilege' },
}
const value = fc.integer({ min: 1, max: 10 })
const someValues: fc.Arbitrary<DreadValues> = fc.record({ damage: value, reproducibility: value, exploitability: value, affectedUsers: value, discoverability: value })
const someRows: fc.Arbitrary<ChartRow[]> = fc.array(fc.record({ values: fc.option(someValues), response: fc.constantFrom(null, 'accept' as const, 'mitigate' as const), day: fc.integer({ min: 1, max: 28 }) }), { maxLength: 30 }).map((made) => {
  const threats = made.map(({ values, response, day }, index) => threat(index + 1, { suggested: null, createdAt: `2026-05-${String(day).padStart(2, '0')}T10:00:00.000Z`, settled: values && { values, method: 'rule', rationale: '', dissent: '', workshop: 'w', at }, decision: response && changedDecision(null, { response }) }))
  return registerRows(threats, defaultHeader, () => ['API'], () => []).map((row) => ({ ...row, residual: residualOf(row.threat, [], defaultHeader.bandScheme), status: threatStatus(row, [], today) }))
})
const counts = ({ table }: Chart): number => table.rows.reduce((sum, row) => sum + row.slice(1).reduce((own, cell) => own + Number(cell), 0), 0)

describe('charts of the register', () => {
  test('C1 every bar chart counts every threat once; before, by now and wanted count it once each', () => {
    fc.assert(
      fc.property(someRows, (rows) => {
        for (const chart of [bandsByStride(rows, words), treatmentChart(rows, words), progressChart(rows, words)]) expect(counts(chart)).toBe(rows.length)
        for (const line of beforeAndAfter(rows, words).table.rows) expect(line.slice(1).reduce((sum, cell) => sum + Number(cell), 0)).toBe(rows.length)
        expect(counts(ageChart(rows, { today, dayOf: (at) => at.slice(0, 10) }, words))).toBe(rows.filter(({ status }) => ['unscored', 'undecided', 'overdue', 'open'].includes(status)).length)
      }),
    )
  })

  test('C2 the matrix has every scored threat at its impact and likelihood, and its circles add up to them', () => {
    fc.assert(
      fc.property(someRows, (rows) => {
        const chart = riskMatrix(rows, defaultHeader.bandScheme, words)
        const scored = rows.filter(({ threat: { settled } }) => settled !== null)
        expect(chart.table.rows).toHaveLength(scored.length)
        const circles = chart.marks.flatMap((mark) => (mark.shape === 'text' && mark.on ? [Number(mark.text)] : []))
        expect(circles.reduce((sum, one) => sum + one, 0)).toBe(scored.length)
        for (const { threat: own } of scored) {
          const said = chart.table.rows.find(([name]) => name === `${own.displayId} ${own.title}`)
          expect(said?.slice(1, 3)).toEqual(own.settled && [impact(own.settled.values).toFixed(1), likelihood(own.settled.values).toFixed(1)])
        }
      }),
    )
  })

  test('C3 ranks are listed from the highest total, all of them in the table', () => {
    fc.assert(
      fc.property(someRows, (rows) => {
        const { table } = rankChart(rows, { treatmentLine: 30, most: 50 }, words)
        const totals = table.rows.map(([, , sum]) => Number(sum))
        expect(totals).toEqual([...totals].sort((a, b) => b - a))
        expect(totals).toHaveLength(rows.filter(({ rank }) => rank !== null).length)
      }),
    )
  })

  test('C4 nothing that people wrote becomes markup, and the same chart is the same picture', () => {
    const hostile = registerRows([threat(1, { title: '<script>alert("x")</script> & \u0000\ud800', settled: { values: { damage: 9, reproducibility: 9, exploitability: 9, affectedUsers: 9, discoverability: 9 }, method: 'rule', rationale: '', dissent: '', workshop: 'w', at } })], defaultHeader, () => [], () => [])
    const rows = hostile.map((row) => ({ ...row, residual: residualOf(row.threat, [], defaultHeader.bandScheme), status: threatStatus(row, [], today) }))
    const chart = rankChart(rows, { treatmentLine: null, most: 50 }, words)
    const svg = chartSvg(chart, 'light')
    expect(svg).not.toContain('<script')
    expect(svg).toContain('&lt;script&gt;')
    expect(svg).not.toContain('\u0000')
    expect(Buffer.from(svg, 'utf8').toString('utf8')).toBe(svg)
    expect(chartSvg(chart, 'light')).toBe(svg)
    expect(chartSvg(chart, 'dark')).not.toBe(svg)
  })

  test('C6 what a rule suggests and nobody gave is in no band, has no rank and no place on the matrix', () => {
    const values = { damage: 9, reproducibility: 9, exploitability: 9, affectedUsers: 9, discoverability: 9 }
    const suggested = threat(1, { suggested: values })
    const rows = registerRows([suggested], defaultHeader, () => ['API'], () => []).map((row) => withoutSuggestion({ ...row, residual: residualOf(row.threat, [], defaultHeader.bandScheme), status: threatStatus(row, [], today) }))
    expect(rows[0]?.origin).toBe('suggested')
    expect(riskMatrix(rows, defaultHeader.bandScheme, words).table.rows).toEqual([])
    expect(rankChart(rows, { treatmentLine: 30, most: 50 }, words).table.rows).toEqual([])
    for (const chart of [bandsByStride(rows, words), beforeAndAfter(rows, words)]) {
      const counted = chart.table.rows.filter((row) => row.slice(1).some((cell) => Number(cell) > 0))
      for (const row of counted) expect(Number(row[chart.table.head.indexOf('Unscored')])).toBe(1)
      expect(counted.length).toBeGreaterThan(0)
    }
  })

  test('C5 an empty register has charts too', () => {
    for (const chart of [riskMatrix([], defaultHeader.bandScheme, words), rankChart([], { treatmentLine: 30, most: 50 }, words), bandsByStride([], words)]) expect(chartSvg(chart, 'dark')).toMatch(/^<svg.*<\/svg>$/)
  })
})

describe('the grid of the register', () => {
  const threats = [
    threat(1, { decision: changedDecision(null, { response: 'accept', owner: 'Ada', conditions: 'until the rewrite' }), concerns: ['safety'] }),
    threat(2, { decision: changedDecision(null, { response: 'mitigate', due: '2026-06-01' }), settled: { values: { damage: 9, reproducibility: 9, exploitability: 9, affectedUsers: 9, discoverability: 9 }, method: 'rule', rationale: '', dissent: '', workshop: 'w', at } }),
    threat(3),
  ]
  const rows = gridRows(registerRows(threats, defaultHeader, () => ['API'], () => []), defaultHeader, [], today)
  const ids = (set: Partial<typeof noFilter>, only: ReadonlySet<string> | null = null) => filterRows(rows, { ...noFilter, ...set }, only).map((row) => row.threat.id)

  test('F1 each filter lets through what it says, and nothing filters nothing', () => {
    expect(ids({})).toEqual(['t-1', 't-2', 't-3'])
    expect(ids({ decision: 'undecided' })).toEqual(['t-3'])
    expect(ids({ decision: 'accept' })).toEqual(['t-1'])
    expect(ids({ decision: 'overdue' })).toEqual(['t-2'])
    expect(ids({ decision: 'mustTreat' })).toEqual(['t-2'])
    expect(ids({ decision: 'unscored' })).toEqual(['t-1', 't-3'])
    expect(ids({ concern: 'safety' })).toEqual(['t-1'])
    expect(ids({ band: 'Critical' })).toEqual(['t-2'])
    expect(ids({ stride: strideCategories[3] ?? 'Spoofing' })).toEqual(['t-3'])
    expect(ids({}, new Set(['t-3']))).toEqual(['t-3'])
  })

  test('F2 a search finds every word, wherever it stands', () => {
    expect(ids({ search: 'REWRITE ada' })).toEqual(['t-1'])
    expect(ids({ search: 'rewrite nobody' })).toEqual([])
    expect(filterRows(rows, { ...noFilter, search: 'queue believes' }, null)).toHaveLength(3)
  })

  test('F3 filters together let through no more than each alone', () => {
    fc.assert(
      fc.property(fc.constantFrom('all' as const, ...bands), fc.constantFrom('all' as const, 'undecided' as const, 'overdue' as const, 'mustTreat' as const), fc.constantFrom('', 'ada', 'service'), (band, decision, search) => {
        const both = ids({ band, decision, search })
        for (const alone of [ids({ band }), ids({ decision }), ids({ search })]) expect(alone).toEqual(expect.arrayContaining(both))
      }),
    )
  })

  test('F4 the standard view shows every threat', () => {
    expect(filterRows(rows, defaultView.filter, null)).toHaveLength(3)
  })
})
