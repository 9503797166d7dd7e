import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aligned, alignments, directions, distributed } from '../../../src/renderer/workbench/model/align.ts'
import { applyEdits } from '../../../src/renderer/workbench/model/apply-edits.ts'
import { copiesOf, readParts, writeParts } from '../../../src/renderer/workbench/model/clipboard.ts'
import { completionsFor } from '../../../src/renderer/workbench/model/entry/completions.ts'
import { flowsAround, neighbourTowards } from '../../../src/renderer/workbench/model/neighbours.ts'
import { box, boundary, element, flow, model } from './models.ts'

const drawn = {
  ...model({
    boundaries: [boundary('net', { position: box(0, 0, 400, 300) })],
    elements: [element('a', { parent: 'net', position: box(20, 20) }), element('b', { parent: 'net', position: box(20, 200) }), element('c', { position: box(600, 20) })],
    flows: [flow('ab', 'a', 'b'), flow('ac', 'a', 'c')],
  }),
  notes: [{ id: 'n', diagram: 'd', text: 'why?', position: box(0, 500) }],
}

describe('copies', () => {
  it('are the chosen parts with what is inside of them and the flows between them, under new ids, wherever they are pasted', () => {
    let made = 0
    const parts = readParts(writeParts(drawn, new Set(['net', 'n'])) ?? '')
    if (!parts) throw new Error('nothing was copied')
    const copy = copiesOf(parts, { ...drawn, boundaries: [], elements: [] }, 'elsewhere', () => `new-${String((made += 1))}`)
    const pasted = applyEdits({ diagrams: [], elements: [], flows: [], boundaries: [] }, [copy])
    expect(pasted.elements.map(({ label, parent, diagram }) => [label, parent, diagram])).toEqual(drawn.elements.slice(0, 2).map(({ label }) => [label, pasted.boundaries[0]?.id, 'elsewhere']))
    expect(pasted.flows).toHaveLength(1)
    expect(pasted.flows[0]).toMatchObject({ source: pasted.elements[0]?.id, target: pasted.elements[1]?.id })
    expect(pasted.notes?.[0]?.text).toBe('why?')
    const old = new Set(['net', 'a', 'b', 'c', 'ab', 'ac', 'n'])
    for (const { id } of [...pasted.elements, ...pasted.boundaries, ...pasted.flows, ...(pasted.notes ?? [])]) expect(old.has(id)).toBe(false)
  })

  it('stay inside of what is there, and no other text is taken for them', () => {
    const parts = readParts(writeParts(drawn, new Set(['a'])) ?? '')
    if (!parts) throw new Error('nothing was copied')
    expect(copiesOf(parts, drawn, 'd', () => 'new').elements[0]).toMatchObject({ id: 'new', parent: 'net', position: { x: 60, y: 60 } })
    expect(writeParts(drawn, new Set(['ab']))).toBeNull()
    fc.assert(fc.property(fc.string(), (text) => {
      expect(readParts(text)).toBeNull()
    }))
    expect(readParts('dreadnought-parts-1:{"elements":[{}]}')).toBeNull()
  })
})

describe('align and distribute', () => {
  const placed = fc.uniqueArray(fc.record({ id: fc.string({ minLength: 1, maxLength: 3 }), box: fc.record({ x: fc.integer({ min: -500, max: 500 }), y: fc.integer({ min: -500, max: 500 }), width: fc.integer({ min: 10, max: 200 }), height: fc.integer({ min: 10, max: 200 }) }) }), { minLength: 1, maxLength: 8, selector: ({ id }) => id })

  it('keep every size; aligning again changes nothing, and distributing leaves the first and the last', () => {
    fc.assert(fc.property(placed, fc.constantFrom(...alignments), (parts, how) => {
      const once = aligned(parts, how)
      expect(once.map(({ box: { width, height } }) => [width, height])).toEqual(parts.map(({ box: { width, height } }) => [width, height]))
      expect(aligned(once, how).every(({ box: now }, index) => Math.abs(now.x - (once[index]?.box.x ?? 0)) <= 1 && Math.abs(now.y - (once[index]?.box.y ?? 0)) <= 1)).toBe(true)
    }))
    fc.assert(fc.property(placed, fc.constantFrom(...directions), (parts, direction) => {
      const [at, size] = direction === 'across' ? (['x', 'width'] as const) : (['y', 'height'] as const)
      if (parts.length < 3) return
      const before = parts.toSorted((a, b) => a.box[at] - b.box[at])
      const after = distributed(parts, direction)
      expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id))
      expect([after[0], after.at(-1)]).toEqual([before[0], before.at(-1)])
      const gaps = after.slice(1).map(({ box: now }, index) => now[at] - (after[index]?.box[at] ?? 0) - (after[index]?.box[size] ?? 0))
      expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(2)
    }))
  })
})

describe('walking', () => {
  const boxes = new Map([...drawn.boundaries, ...drawn.elements].flatMap((part) => (part.position ? [[part.id, part.position] as const] : [])))

  it('arrows lead to what lies ahead, rather along a flow; from a flow to its end on that side', () => {
    expect(neighbourTowards(drawn, boxes, 'a', 'right')).toBe('c')
    expect(neighbourTowards(drawn, boxes, 'a', 'down')).toBe('b')
    expect(neighbourTowards(drawn, boxes, 'a', 'left')).toBeNull()
    expect(neighbourTowards(drawn, boxes, 'ac', 'right')).toBe('c')
    expect(neighbourTowards(drawn, boxes, 'ac', 'left')).toBe('a')
    expect(flowsAround(drawn, 'a')).toEqual(['ab', 'ac'])
  })

  it('completes names that are there, those that begin so first', () => {
    const named = model({ elements: [element('x', { label: 'Web API' }), element('y', { label: 'API gateway' }), element('z', { label: 'Api' })] })
    expect(completionsFor('element', 'ap', named)).toEqual(['API gateway', 'Api', 'Web API'])
    expect(completionsFor('element', 'api', named)).toEqual([])
    expect(completionsFor('element', '', named)).toEqual([])
  })
})
