import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { commonTitle, leastOfGroup, listItems } from '../../../src/renderer/workbench/threats/groups.ts'
import { filterRows, noFilter, type TriageRow } from '../../../src/renderer/workbench/threats/triage-row.ts'

function row(id: string, rule: string, set: Partial<TriageRow> = {}): TriageRow {
  return { id, displayId: null, title: `${id} is open`, text: '', stride: ['Tampering'], band: 'High', status: 'possible', gone: false, affected: [], rule, change: null, decided: null, ...set }
}

describe('groups of the triage', () => {
  test('D9 three of a rule are a group where its first would stand; it opens in the order of the list', () => {
    const rows = [row('a', 'one'), row('b', 'many', { band: 'Critical', status: 'confirmed' }), row('c', 'one'), row('d', 'many'), row('e', 'many', { band: 'Low' })]
    const shut = listItems(rows, true, new Set())
    expect(shut.map(({ id }) => id)).toEqual(['a', 'group:many', 'c'])
    expect(shut[1]).toMatchObject({ kind: 'group', open: false, group: { title: '… is open', bands: ['Critical', 'High', 'Low'], confirmed: 1, possible: 2 } })
    expect(listItems(rows, true, new Set(['group:many'])).map(({ id }) => id)).toEqual(['a', 'group:many', 'b', 'd', 'e', 'c'])
    expect(listItems(rows, false, new Set()).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd', 'e'])
  })

  test('D9 what is gone is in no group', () => {
    const rows = ['a', 'b', 'c'].map((id) => row(id, 'many', { gone: true, change: 'gone' }))
    expect(listItems(rows, true, new Set()).every(({ kind }) => kind === 'row')).toBe(true)
  })

  test('D9 no row is lost, shown twice, or in a group that is too small', () => {
    const rows = fc.array(fc.record({ rule: fc.constantFrom('r1', 'r2', 'r3', 'r4'), gone: fc.boolean() }), { maxLength: 20 })
    fc.assert(
      fc.property(rows, fc.boolean(), (made, grouped) => {
        const all = made.map(({ rule, gone }, index) => row(`f${String(index)}`, rule, { gone }))
        const shut = listItems(all, grouped, new Set())
        const groups = shut.flatMap((item) => (item.kind === 'group' ? [item.group] : []))
        for (const { members } of groups) expect(members.length).toBeGreaterThanOrEqual(leastOfGroup)
        const shown = listItems(all, grouped, new Set(groups.map(({ id }) => id))).flatMap((item) => (item.kind === 'row' ? [item.id] : []))
        expect([...shown].sort()).toEqual(all.map(({ id }) => id).sort())
      }),
    )
  })

  test('D9 a group is called by what its titles have in common', () => {
    expect(commonTitle(['Data from A to B can be read', 'Data from C to D can be read'])).toBe('Data from … to … can be read')
    expect(commonTitle(['Anybody may call A', 'Anybody may call the B'])).toBe('Anybody may call …')
    expect(commonTitle(['One', 'One', 'One'])).toBe('One')
    expect(commonTitle(['A does', 'B does', 'C sees'])).toBe('…')
  })
})

test('D3 rows are filtered by what became of them', () => {
  const rows = [row('a', 'r'), row('b', 'r', { change: 'new' }), row('c', 'r', { change: 'gone', gone: true })]
  expect((['all', 'new', 'gone', 'unchanged'] as const).map((change) => filterRows(rows, { ...noFilter, change }).map(({ id }) => id))).toEqual([['a', 'b', 'c'], ['b'], ['c'], ['a']])
})
