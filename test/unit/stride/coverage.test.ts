import { describe, expect, it } from 'vitest'
import { coverageOf, isInCell, type Judged } from '../../../src/shared/domain/coverage.ts'
import { strideCategories } from '../../../src/shared/domain/stride.ts'
import { clinicBooking, parcelTracking, teamPlatform } from '../../fixtures/stride/systems.ts'
import { analysed, recognised } from './support.ts'

describe('coverage', () => {
  it('V1 a cell counts the findings whose rule was asked of the part, by category and by how they were judged', () => {
    for (const text of [clinicBooking, parcelTracking, teamPlatform]) {
      const model = recognised(text)
      const parts = [...model.elements, ...model.flows].map(({ id }) => id)
      const { findings } = analysed(text)
      const states: Judged[] = ['new', 'accepted', 'dismissed']
      const judged = new Map(findings.map(({ id }, index) => [id, states[index % 3] ?? 'new']))
      const { rows, sums, total } = coverageOf(parts, findings, (id) => judged.get(id) ?? 'new')
      expect(rows.map(({ part }) => part)).toEqual(parts)
      for (const { part, cells, sum } of rows) {
        for (const stride of strideCategories) {
          const here = findings.filter((finding) => isInCell(finding, part, stride))
          expect(cells[stride].all).toBe(here.length)
          expect(cells[stride].new).toBe(here.filter(({ id }) => judged.get(id) === 'new').length)
          expect(cells[stride].confirmed).toBe(here.filter(({ status }) => status === 'confirmed').length)
        }
        expect(sum.all).toBe(findings.filter((finding) => isInCell(finding, part, null)).length)
        expect(sum.new + sum.accepted + sum.dismissed).toBe(sum.all)
      }
      for (const stride of strideCategories) expect(sums[stride].all).toBe(findings.filter((finding) => isInCell(finding, null, stride)).length)
      expect(total.all).toBe(findings.length)
    }
  })

  it('V2 a part about which nothing was found has its row, of empty cells', () => {
    const { rows } = coverageOf(['x'], [], () => 'new')
    expect(rows).toHaveLength(1)
    expect(rows[0]?.sum.all).toBe(0)
    expect(Object.keys(rows[0]?.cells ?? {})).toEqual([...strideCategories])
  })
})
