import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AgendaThreat, filterAgenda, movedBy, noFilter, orderAgenda, placedBefore } from '../../../src/renderer/workbench/workshop/prepare/agenda.ts'
import { fittedTables, movedToTable, slicedEvenly, slicedTables, tablesReady } from '../../../src/renderer/workbench/workshop/prepare/slices.ts'
import { strideCategories } from '../../../src/shared/domain/stride.ts'
import type { WorkshopTable } from '../../../src/shared/domain/workshop.ts'

const threatOf = (id: string, set: Partial<AgendaThreat> = {}): AgendaThreat => ({ id, displayId: id, title: `Title of ${id}`, stride: ['Tampering'], elements: [], possible: false, settled: false, ...set })

const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 30 })
const threats = fc.uniqueArray(
  fc.record({
    id: fc.string({ minLength: 1, maxLength: 4 }),
    displayId: fc.string({ maxLength: 4 }),
    title: fc.string({ maxLength: 10 }),
    stride: fc.subarray([...strideCategories], { minLength: 1 }),
    elements: fc.array(fc.constantFrom('API', 'Store', 'Queue'), { maxLength: 2 }),
    possible: fc.boolean(),
    settled: fc.boolean(),
  }),
  { selector: (threat) => threat.id, maxLength: 20 },
)

describe('the agenda, filtered', () => {
  it('keeps what matches every part of the filter, in the order it came', () => {
    const all = [threatOf('a', { elements: ['API'], stride: ['Spoofing'] }), threatOf('b', { elements: ['API', 'Store'], settled: true }), threatOf('c', { title: 'Lost queue' })]
    const of = (filter: Partial<typeof noFilter>): string[] => filterAgenda(all, { ...noFilter, ...filter }).map(({ id }) => id)
    expect(of({})).toEqual(['a', 'b', 'c'])
    expect(of({ strides: ['Tampering'] })).toEqual(['b', 'c'])
    expect(of({ element: 'API' })).toEqual(['a', 'b'])
    expect(of({ unscored: true })).toEqual(['a', 'c'])
    expect(of({ search: 'QUEUE lost' })).toEqual(['c'])
    expect(of({ search: 'store' })).toEqual(['b'])
    expect(of({ strides: ['Tampering'], unscored: true, search: 'title' })).toEqual([])
  })
  it('is a part of the whole, and filtering again changes nothing', () => {
    fc.assert(
      fc.property(threats, fc.subarray([...strideCategories]), fc.option(fc.constantFrom('API', 'Store')), fc.boolean(), fc.string({ maxLength: 3 }), (all, strides, element, unscored, search) => {
        const filter = { strides, element, unscored, search }
        const shown = filterAgenda(all, filter)
        expect(all.filter((threat) => shown.includes(threat))).toEqual(shown)
        expect(filterAgenda(shown, filter)).toEqual(shown)
      }),
    )
  })
})

describe('the agenda, in order', () => {
  it('is the same threats in any order, and by hand as the hand says', () => {
    fc.assert(
      fc.property(threats, fc.constantFrom('stride' as const, 'element' as const, 'hand' as const), fc.func(fc.nat()), (all, order, place) => {
        const hand = [...all].sort((one, other) => place(one.id) - place(other.id)).map(({ id }) => id)
        const ordered = orderAgenda(all, order, hand)
        expect(all.filter((threat) => ordered.includes(threat))).toEqual(all)
        expect(ordered).toHaveLength(all.length)
        if (order === 'hand') expect(ordered.map(({ id }) => id)).toEqual(hand)
      }),
    )
  })
  it('by hand puts what the hand has not seen last, by STRIDE and display id', () => {
    const all = [threatOf('n2', { stride: ['Spoofing'] }), threatOf('a'), threatOf('n1', { stride: ['Spoofing'] }), threatOf('b')]
    expect(orderAgenda(all, 'hand', ['b', 'gone', 'a']).map(({ id }) => id)).toEqual(['b', 'a', 'n1', 'n2'])
  })
  it('a move by hand changes the place of one, and of nothing else; there and back is as it was', () => {
    fc.assert(
      fc.property(ids, fc.nat(), fc.nat(), fc.func(fc.boolean()), (all, at, to, isShown) => {
        const id = all[at % all.length] ?? ''
        const before = all[to % (all.length + 1)] ?? null
        const placed = placedBefore(all, id, before)
        expect(placed.filter((other) => other !== id)).toEqual(all.filter((other) => other !== id))
        if (before !== null && before !== id) expect(placed.indexOf(before)).toBe(placed.indexOf(id) + 1)
        const shown = all.filter((other) => other === id || isShown(other))
        const place = shown.indexOf(id)
        for (const by of [1, -1] as const) {
          const moved = movedBy(all, shown, id, by)
          expect(moved.filter((other) => other !== id)).toEqual(all.filter((other) => other !== id))
          const nowShown = moved.filter((other) => shown.includes(other))
          expect(nowShown.indexOf(id)).toBe(Math.max(0, Math.min(shown.length - 1, place + by)))
        }
        if (shown.length === all.length && place > 0) expect(movedBy(movedBy(all, all, id, -1), movedBy(all, all, id, -1), id, 1)).toEqual(all)
      }),
    )
  })
})

const tablesOf = (count: number): WorkshopTable[] => Array.from({ length: count }, (_, place) => ({ id: `t${place}`, name: `Table ${place + 1}`, items: [] }))

describe('slices of the agenda', () => {
  it('are in order, without loss or doubles, and differ by one at most', () => {
    fc.assert(
      fc.property(ids, fc.integer({ min: 1, max: 12 }), (all, count) => {
        const slices = slicedEvenly(all, count)
        expect(slices).toHaveLength(count)
        expect(slices.flat()).toEqual(all)
        const sizes = slices.map((slice) => slice.length)
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
        expect(tablesReady(slicedTables(tablesOf(count), all))).toBe(count >= 2 && all.length >= count)
      }),
    )
  })
  it('fit another agenda: each threat at one table, those that stay stay, each slice in the agenda\'s order', () => {
    fc.assert(
      fc.property(ids, ids, fc.integer({ min: 1, max: 6 }), (before, agenda, count) => {
        const old = slicedTables(tablesOf(count), before)
        const fitted = fittedTables(old, agenda)
        expect(fitted.flatMap((table) => table.items).sort()).toEqual([...agenda].sort())
        for (const [place, table] of fitted.entries()) {
          expect(agenda.filter((id) => table.items.includes(id))).toEqual(table.items)
          for (const id of old[place]?.items ?? []) if (agenda.includes(id)) expect(table.items).toContain(id)
        }
        expect(fittedTables(fitted, agenda)).toEqual(fitted)
      }),
    )
  })
  it('a threat that is moved is at its new table only, and the others stay', () => {
    const tables = slicedTables(tablesOf(3), ['a', 'b', 'c', 'd', 'e'])
    expect(movedToTable(tables, ['a', 'b', 'c', 'd', 'e'], 'e', 't0').map((table) => table.items)).toEqual([['a', 'b', 'e'], ['c', 'd'], []])
  })
  it('a room with tables needs two of them, and for each a name and a threat', () => {
    const tables = slicedTables(tablesOf(2), ['a', 'b'])
    expect(tablesReady(tables)).toBe(true)
    expect(tablesReady(tables.slice(0, 1))).toBe(false)
    expect(tablesReady(tables.map((table) => ({ ...table, name: ' ' })))).toBe(false)
    expect(tablesReady(movedToTable(tables, ['a', 'b'], 'a', 't1'))).toBe(false)
  })
})
