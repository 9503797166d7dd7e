import ELK from 'elkjs/lib/elk.bundled.js'
import { describe, expect, it } from 'vitest'
import { below, unplaced } from '../../../src/renderer/workbench/model/layout/first-layout.ts'
import { fromElk, toElk } from '../../../src/renderer/workbench/model/layout/layout-graph.ts'
import { createMeasure } from '../../../src/renderer/workbench/model/graph/node-size.ts'
import type { Box } from '../../../src/shared/domain/model.ts'
import { box, containers, element, model } from './models.ts'

function apart(a: Box, b: Box): boolean {
  return a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y
}
function holds(outer: Box, inner: Box): boolean {
  return inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.width <= outer.x + outer.width && inner.y + inner.height <= outer.y + outer.height
}

describe('the layered layout', () => {
  it('gives every element and boundary a place, apart from each other and inside what contains it', async () => {
    const boxes = fromElk(await new ELK().layout(toElk(containers, createMeasure())))
    const of = (id: string): Box => boxes.get(id) ?? expect.fail(`no place for ${id}`)
    expect([...boxes.keys()].sort()).toEqual(['cloud', 'control', 'logs', 'metadata', 'network', 'person', 'registry', 'task'])
    for (const a of containers.elements) for (const b of containers.elements) if (a.id < b.id) expect(apart(of(a.id), of(b.id)), `${a.id} and ${b.id}`).toBe(true)
    for (const part of [...containers.elements, ...containers.boundaries]) if (part.parent) expect(holds(of(part.parent), of(part.id)), `${part.id} in ${part.parent}`).toBe(true)
    expect(apart(of('person'), of('cloud'))).toBe(true)
  })

  it('keeps the widest flow label of distance between layers, inside boundaries too', async () => {
    const boxes = fromElk(await new ELK().layout(toElk(containers, createMeasure())))
    const [from, to] = [boxes.get('metadata'), boxes.get('task')]
    if (!from || !to) return expect.fail('not placed')
    expect(to.x - (from.x + from.width)).toBeGreaterThanOrEqual(100)
  })

  it('places only what is new, below what stands', () => {
    const grown = model({ elements: [element('old', { position: box(40, 60) }), element('new')] })
    expect(unplaced(grown).elements.map(({ id }) => id)).toEqual(['new'])
    const placed = below(grown, new Map([['new', box(500, 7)]]))
    expect(placed.get('new')).toEqual({ x: 40, y: 60 + 50 + 90, width: 100, height: 50 })
  })
})
