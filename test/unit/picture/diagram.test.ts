import { describe, expect, test } from 'vitest'
import { emptyModel, type Box, type Element, type Model } from '../../../src/shared/domain/model.ts'
import { diagramSvg, drawnDiagrams } from '../../../src/shared/picture/diagram.ts'
import { ownPositions, placeAll } from '../../../src/shared/picture/place.ts'
import { overlap } from '../../../src/shared/picture/route.ts'
import { widthOf, wrap, xmlText } from '../../../src/shared/picture/text.ts'
import { model } from '../../support/register-fixture.ts'

const nowhere = new Map<string, Box>()

function element(id: string, set: Partial<Element> = {}): Element {
  return { id, diagram: 'd', key: id, label: id, kind: 'process', technology: null, parent: null, facts: {}, position: null, sourceId: null, notes: '', ...set }
}

function chainOf(count: number): Model {
  const elements = Array.from({ length: count }, (_, index) => element(`n${index}`, index % 3 === 0 ? { parent: 'b' } : {}))
  const flows = elements.slice(1).map((to, index) => ({ id: `f${index}`, diagram: 'd', key: '', label: `flow ${index}`, source: `n${Math.floor(index / 2)}`, target: to.id, bidirectional: false, facts: {}, sourceId: null, notes: '' }))
  return { diagrams: [{ id: 'd', name: '', order: 0 }], elements, flows, boundaries: [{ id: 'b', diagram: 'd', key: 'b', label: 'Cloud', kind: 'box', parent: null, facts: {}, position: null, sourceId: null, notes: '' }] }
}

describe('the picture of a diagram', () => {
  test('is the same text for the same model, and differs by theme', () => {
    expect(diagramSvg(model, ownPositions(model), 'light')).toBe(diagramSvg(structuredClone(model), ownPositions(model), 'light'))
    expect(diagramSvg(model, ownPositions(model), 'dark')).not.toBe(diagramSvg(model, ownPositions(model), 'light'))
  })

  test('draws a process round, a store between two lines, an external entity square, and a boundary dashed', () => {
    const of = (kind: Element['kind']) => diagramSvg({ ...emptyModel, diagrams: [{ id: 'd', name: '', order: 0 }], elements: [element('x', { kind })] }, nowhere, 'light')
    expect(of('process')).toMatch(/<rect [^>]*rx="26"[^>]*stroke=/)
    expect(of('data-store').match(/<line /g)).toHaveLength(2)
    expect(of('external-entity')).toMatch(/<rect [^>]*height="52" fill="#ffffff" stroke=/)
    expect(diagramSvg(model, ownPositions(model), 'light')).toContain('stroke-dasharray')
  })

  test('lights up what it is told to', () => {
    expect(diagramSvg(model, ownPositions(model), 'light', { highlight: ['f-1'] })).toContain('#2b4fd8')
  })

  test('labels are text, whatever they hold', () => {
    const label = '<script>alert("1")</script> & \u202egnirts\u0000 \ud800'
    const svg = diagramSvg({ ...emptyModel, diagrams: [{ id: 'd', name: '', order: 0 }], elements: [element('x', { label })] }, nowhere, 'light')
    expect(svg).not.toMatch(/<script|\u202e|\u0000/)
    expect(svg).not.toMatch(/\p{Surrogate}/u)
    expect(xmlText(`<a href='x'>&"`)).toBe('&lt;a href=&#39;x&#39;&gt;&amp;&quot;')
  })

  test('what nobody placed is laid out: no element on another, all of them inside their boundary', () => {
    const own = chainOf(40)
    const boxes = placeAll(own, nowhere)
    const placed = own.elements.map((one) => boxes.get(one.id) ?? { x: 0, y: 0, width: 0, height: 0 })
    for (const [index, box] of placed.entries()) for (const other of placed.slice(index + 1)) expect(overlap(box, other)).toBe(0)
    const cloud = boxes.get('b')
    for (const [index, box] of placed.entries()) if (cloud && index % 3 === 0) expect(overlap(box, cloud)).toBeCloseTo(box.width * box.height)
  })

  test('own places stay, and those without one stand below', () => {
    const boxes = placeAll({ ...model, elements: [...model.elements, element('new', { diagram: 'd-1' })] }, ownPositions(model))
    expect(boxes.get('e-api')).toEqual({ x: 80, y: 40, width: 140, height: 60 })
    expect(boxes.get('new')?.y).toBeGreaterThan(140)
  })

  test('parts that contain each other, loops, free ends and an empty model are drawn all the same', () => {
    const odd = chainOf(6)
    const boundaries = odd.boundaries.map((one) => ({ ...one, parent: 'n0' }))
    const flows = [...odd.flows, { ...odd.flows[0], id: 'self', diagram: 'd', key: '', label: 'self', source: 'n1', target: 'n1', bidirectional: true, facts: {}, sourceId: null, notes: '' }, { id: 'free', diagram: 'd', key: '', label: 'free', source: null, target: 'n1', bidirectional: false, facts: {}, sourceId: null, notes: '' }]
    const svg = diagramSvg({ ...odd, boundaries, flows }, nowhere, 'light')
    expect(svg).not.toContain('NaN')
    expect(svg).toContain('self')
    expect(diagramSvg(emptyModel, nowhere, 'light')).toMatch(/^<svg .*<\/svg>$/s)
    expect(drawnDiagrams(emptyModel)).toEqual([])
  })

  test('long labels are wrapped to their box and end in an ellipsis', () => {
    const lines = wrap('a_very_long_identifier_without_any_space_in_it and more words after it that do not fit', 14, 100, 3)
    expect(lines).toHaveLength(3)
    expect(lines.at(-1)).toMatch(/…$/)
    for (const line of lines) expect(widthOf(line, 14)).toBeLessThanOrEqual(110)
  })
})
