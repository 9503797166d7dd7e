import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { outlineRows, rowsAbove, shownRows, treeStep, typedAhead } from '../../../src/renderer/workbench/model/outline/outline-rows.ts'
import { boundary, containers, element, flow, model } from './models.ts'

const lines = (rows: readonly { id: string; depth: number }[]) => rows.map(({ id, depth }) => `${depth} ${id}`)
const rows = outlineRows(containers)
const none: ReadonlySet<string> = new Set()
const placeOf = (id: string, of = rows) => of.findIndex((row) => row.id === id)

/** A shop with a diagram of its own for the API, and a third diagram beside it. */
const three = model({
  diagrams: [{ id: 'd', name: 'Shop', order: 1 }, { id: 'e', name: 'API', order: 2, opener: 'api' }, { id: 'g', name: 'Office', order: 3 }],
  boundaries: [boundary('net')],
  elements: [element('api', { parent: 'net' }), element('front', { parent: 'net' }), element('adapter', { diagram: 'e' }), element('ledger', { diagram: 'e' })],
  flows: [flow('call', 'front', 'api'), flow('write', 'adapter', 'ledger', { diagram: 'e' }), flow('loose', null, null, { diagram: 'g' })],
})

describe('the rows of the outline', () => {
  it('are boundaries and elements with what they contain, and after these the flows between them', () => {
    expect(lines(rows)).toEqual(['0 cloud', '1 network', '2 task', '2 metadata', '2 f5', '2 f7', '1 registry', '1 control', '1 logs', '1 f3', '1 f4', '1 f6', '0 person', '0 f1', '0 f2'])
  })

  it('say how many there are beside each, its place among them, and whether anything is under it', () => {
    expect(rows.find(({ id }) => id === 'network')).toMatchObject({ nth: 1, of: 7, opens: true, parent: 'cloud' })
    expect(rows.find(({ id }) => id === 'metadata')).toMatchObject({ nth: 2, of: 4, opens: false, parent: 'network' })
  })

  it('begin with diagrams where there are several; one that an element opens is under that element', () => {
    expect(lines(outlineRows(three))).toEqual(['0 d', '1 net', '2 api', '3 e', '4 adapter', '4 ledger', '4 write', '2 front', '2 call', '0 g', '1 loose'])
    expect(outlineRows(containers).some(({ kind }) => kind === 'diagram')).toBe(false)
  })

  it('lose nothing of a damaged model: rings, parents and openers that are not there', () => {
    const ring = model({ boundaries: [boundary('a', { parent: 'b' }), boundary('b', { parent: 'a' })], elements: [element('x', { parent: 'gone' }), element('y', { parent: 'y' })], flows: [flow('f', 'a', 'x')] })
    expect(outlineRows(ring).map(({ id }) => id).sort()).toEqual(['a', 'b', 'f', 'x', 'y'])
    const inItself = model({ diagrams: [{ id: 'd', name: '', order: 1 }, { id: 'e', name: '', order: 2, opener: 'x' }, { id: 'g', name: '', order: 3, opener: 'gone' }], elements: [element('x', { diagram: 'e' })] })
    expect(outlineRows(inItself).map(({ id }) => id).sort()).toEqual(['d', 'e', 'g', 'x'])
  })

  const anyModel = fc.array(fc.record({ parent: fc.nat(14), diagram: fc.nat(3), opener: fc.option(fc.nat(14)), to: fc.nat(14), box: fc.boolean() }), { maxLength: 14 }).map((parts) =>
    model({
      diagrams: parts.slice(0, 3).map(({ opener }, index) => ({ id: `d${index}`, name: '', order: index, ...(opener === null ? {} : { opener: `p${opener}` }) })),
      boundaries: parts.flatMap(({ parent, diagram, box }, index) => (box ? [boundary(`p${index}`, { parent: `p${parent}`, diagram: `d${diagram}` })] : [])),
      elements: parts.flatMap(({ parent, diagram, box }, index) => (box ? [] : [element(`p${index}`, { parent: `p${parent}`, diagram: `d${diagram}` })])),
      flows: parts.map(({ to, diagram }, index) => flow(`f${index}`, `p${index}`, `p${to}`, { diagram: `d${diagram}` })),
    }),
  )

  it('hold every part of any model exactly once, each under its row, whatever contains what', () => {
    fc.assert(
      fc.property(anyModel, (of) => {
        const all = outlineRows(of)
        const diagrams = of.diagrams.length > 1 ? of.diagrams : []
        expect(all.map(({ id }) => id).sort()).toEqual([...diagrams, ...of.boundaries, ...of.elements, ...of.flows].map(({ id }) => id).sort())
        for (const [index, row] of all.entries()) {
          const parent = all.slice(0, index).findLast(({ depth }) => depth < row.depth)
          expect([row.parent, row.depth]).toEqual([parent?.id ?? null, parent ? parent.depth + 1 : 0])
          expect(row.opens).toBe(all[index + 1]?.parent === row.id)
          expect(all.filter((other) => other.parent === row.parent)[row.nth - 1]).toBe(row)
        }
      }),
    )
  })

  it('are hidden under a closed row and nowhere else, and are found again from the inside out', () => {
    fc.assert(
      fc.property(anyModel, fc.array(fc.nat(14), { maxLength: 5 }), (of, some) => {
        const all = outlineRows(of)
        const closed = new Set(some.map((index) => `p${index}`))
        const shown = new Set(shownRows(all, closed).map(({ id }) => id))
        for (const { id } of all) expect(shown.has(id)).toBe(rowsAbove(all, id).every((outer) => !closed.has(outer)))
      }),
    )
    expect(rowsAbove(rows, 'task')).toEqual(['network', 'cloud'])
    expect(rowsAbove(rows, null)).toEqual([])
  })
})

describe('keys in the outline', () => {
  it('go up and down, by pages, to both ends, and not beyond', () => {
    const key = (name: string, at: number) => treeStep(rows, none, at, name)
    expect(key('ArrowDown', 0)).toEqual({ go: 1 })
    expect(key('j', rows.length - 1)).toEqual({ go: rows.length - 1 })
    expect(key('k', 0)).toEqual({ go: 0 })
    expect(key('PageDown', 2)).toEqual({ go: 12 })
    expect(key('Home', 5)).toEqual({ go: 0 })
    expect(key('End', -1)).toEqual({ go: rows.length - 1 })
    expect(key('ArrowDown', -1)).toEqual({ go: 0 })
    expect(key('x', 3)).toBeNull()
    expect(treeStep([], none, -1, 'Home')).toBeNull()
  })

  it('to the right open and go in, to the left close and go out', () => {
    const closed = new Set(['network'])
    const shown = shownRows(rows, closed)
    expect(treeStep(shown, closed, placeOf('network', shown), 'ArrowRight')).toEqual({ open: 'network' })
    expect(treeStep(shown, closed, placeOf('network', shown), 'ArrowLeft')).toEqual({ go: placeOf('cloud', shown) })
    expect(treeStep(rows, none, placeOf('network'), 'ArrowRight')).toEqual({ go: placeOf('task') })
    expect(treeStep(rows, none, placeOf('network'), 'ArrowLeft')).toEqual({ close: 'network' })
    expect(treeStep(rows, none, placeOf('metadata'), 'ArrowLeft')).toEqual({ go: placeOf('network') })
    expect(treeStep(rows, none, placeOf('person'), 'ArrowLeft')).toBeNull()
    expect(treeStep(rows, none, placeOf('person'), 'ArrowRight')).toBeNull()
  })

  it('of a name go to the next that begins so, from where one is and round, in any case and accent', () => {
    const names = ['API', 'Öffner', 'Orders', 'Archive', 'oo', 'Oslo']
    expect(typedAhead(names, 0, 'or')).toBe(2)
    expect(typedAhead(names, 4, 'or')).toBe(2)
    expect(typedAhead(names, 2, 'or')).toBe(2)
    expect(typedAhead(names, -1, 'of')).toBe(1)
    expect(typedAhead(names, 0, 'x')).toBe(-1)
    expect(typedAhead(names, 0, '')).toBe(-1)
  })

  it('of one letter, again and again, go through all that begin with it', () => {
    const names = ['API', 'Orders', 'Archive', 'Oslo', 'oo']
    expect(typedAhead(names, 0, 'A')).toBe(2)
    expect(typedAhead(names, 2, 'AA')).toBe(0)
    expect(typedAhead(names, 1, 'O')).toBe(3)
    expect(typedAhead(names, 3, 'Oo')).toBe(4)
  })
})
