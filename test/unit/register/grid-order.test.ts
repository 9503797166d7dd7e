import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defaultHeader } from '../../../src/shared/domain/project.ts'
import { gridColumns, groupings } from '../../../src/shared/domain/register-view.ts'
import { registerRows } from '../../../src/shared/domain/register-rows.ts'
import type { Threat } from '../../../src/shared/domain/threat.ts'
import { gridRows } from '../../../src/renderer/workbench/register/grid/grid-row.ts'
import { gridLines, groupRows, nextSort, sortRows } from '../../../src/renderer/workbench/register/grid/grid-order.ts'
import { at, threat } from '../../support/register-fixture.ts'

const values = (value: number) => ({ damage: value, reproducibility: value, exploitability: value, affectedUsers: value, discoverability: value })
const decision = (owner: string) => ({ response: 'mitigate' as const, rationale: '', owner, due: null, existingControls: '' })
const rowsOf = (threats: Threat[]) => gridRows(registerRows(threats, defaultHeader, ({ affected }) => affected, () => []), defaultHeader, [], '2026-03-04')
const settled = (value: number): Threat['settled'] => ({ values: values(value), method: 'rule', rationale: '', dissent: '', workshop: 'w', at })
const ids = (rows: readonly { threat: Threat }[]) => rows.map((row) => row.threat.displayId)

const anyThreats = fc
  .array(fc.record({ score: fc.option(fc.integer({ min: 1, max: 10 })), owner: fc.option(fc.constantFrom('Ana', 'Ben', '')), element: fc.option(fc.constantFrom('API', 'Store')) }), { maxLength: 40 })
  .map((all) => all.map(({ score, owner, element }, index) => threat(index + 1, { suggested: null, settled: score === null ? null : settled(score), decision: owner === null ? null : decision(owner), affected: element === null ? [] : [element] })))
const anySort = fc.record({ column: fc.constantFrom(...gridColumns), descending: fc.boolean() })

describe('the order of the register\'s grid', () => {
  test('G1 sorting keeps every threat, and those that are alike as they were', () => {
    fc.assert(
      fc.property(anyThreats, anySort, (threats, sort) => {
        const rows = rowsOf(threats)
        const sorted = sortRows(rows, sort)
        expect(ids(sorted).toSorted()).toEqual(ids(rows).toSorted())
        expect(ids(sortRows(sorted, sort))).toEqual(ids(sorted))
      }),
    )
  })

  test('G2 what is missing comes last, in either direction', () => {
    const rows = rowsOf([threat(1, { suggested: null }), threat(2, { settled: settled(3) }), threat(3, { settled: settled(7) })])
    expect(ids(sortRows(rows, { column: 'total', descending: true }))).toEqual(['SS3', 'SS2', 'SS1'])
    expect(ids(sortRows(rows, { column: 'total', descending: false }))).toEqual(['SS2', 'SS3', 'SS1'])
  })

  test('G3 numbers in texts sort as numbers', () => {
    const rows = rowsOf([threat(1, { title: 'Service 10' }), threat(2, { title: 'Service 9' })])
    expect(ids(sortRows(rows, { column: 'title', descending: false }))).toEqual(['SS2', 'SS1'])
  })

  test('G4 every threat stands in one group, and in it as it was sorted', () => {
    fc.assert(
      fc.property(anyThreats, anySort, fc.constantFrom(...groupings), (threats, sort, group) => {
        const sorted = sortRows(rowsOf(threats), sort)
        const groups = groupRows(sorted, group, sort)
        expect(groups.flatMap(({ rows }) => ids(rows)).toSorted()).toEqual(ids(sorted).toSorted())
        for (const { rows } of groups) expect(ids(rows)).toEqual(ids(sorted).filter((id) => ids(rows).includes(id)))
        expect(new Set(groups.map(({ key }) => key)).size).toBe(groups.length)
      }),
    )
  })

  test('G5 groups come in the order of what they are by; who has none is last', () => {
    const rows = rowsOf([threat(1), threat(2, { decision: decision('Zoe') }), threat(3, { decision: decision('Ana') })])
    const sort = { column: 'id', descending: false } as const
    expect(groupRows(rows, 'owner', sort).map(({ key }) => key)).toEqual(['owner Ana', 'owner Zoe', 'owner null'])
    expect(groupRows(rows, 'owner', { column: 'owner', descending: true }).map(({ key }) => key)).toEqual(['owner Zoe', 'owner Ana', 'owner null'])
  })

  test('G6 a folded group shows its head and nothing else; without groups there are only threats', () => {
    const rows = rowsOf([threat(1), threat(2), threat(7)])
    const sort = { column: 'id', descending: false } as const
    const groups = groupRows(rows, 'stride', sort)
    const open = gridLines(groups, 'stride', new Set())
    expect(open).toHaveLength(groups.length + 3)
    expect(gridLines(groups, 'stride', new Set(groups.map(({ key }) => key))).map(({ kind }) => kind)).toEqual(groups.map(() => 'group'))
    expect(gridLines(groupRows(rows, 'none', sort), 'none', new Set()).map(({ kind }) => kind)).toEqual(['threat', 'threat', 'threat'])
  })

  test('G7 a head that is clicked sorts by its column, the highest total first, and turns round at the second click', () => {
    const first = nextSort({ column: 'id', descending: false }, 'total')
    expect(first).toEqual({ column: 'total', descending: true })
    expect(nextSort(first, 'total')).toEqual({ column: 'total', descending: false })
  })
})
