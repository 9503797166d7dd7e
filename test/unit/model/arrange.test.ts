import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMeasure } from '../../../src/renderer/workbench/model/graph/node-size.ts'
import { forceLayout } from '../../../src/renderer/workbench/model/layout/force-layout.ts'
import { toForce } from '../../../src/renderer/workbench/model/layout/force.ts'
import { containerPadding } from '../../../src/renderer/workbench/model/layout/layout-graph.ts'
import { placeNew } from '../../../src/renderer/workbench/model/layout/place-new.ts'
import type { Box, Model } from '../../../src/shared/domain/model.ts'
import { boundary, element, flow, model } from './models.ts'

const measure = createMeasure()

function apart(a: Box, b: Box): boolean {
  return a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y
}
function holds(outer: Box, inner: Box): boolean {
  return inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.width <= outer.x + outer.width && inner.y + inner.height <= outer.y + outer.height
}

/** Any model: boundaries in boundaries, elements in them or in none, flows from anything to anything. */
const anyModel: fc.Arbitrary<Model> = fc
  .record({
    boundaries: fc.array(fc.nat(), { maxLength: 6 }),
    elements: fc.array(fc.record({ parent: fc.nat(), label: fc.string({ maxLength: 30 }) }), { maxLength: 30 }),
    flows: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 50 }),
  })
  .map(({ boundaries, elements, flows }) => {
    // In one that came before it, or in none.
    const outer = boundaries.map((parent, index) => boundary(`b${String(index)}`, { parent: parent % (index + 1) === index ? null : `b${String(parent % (index + 1))}` }))
    const inner = elements.map(({ parent, label }, index) => element(`e${String(index)}`, { label, parent: parent % (outer.length + 1) === outer.length ? null : `b${String(parent % (outer.length + 1))}` }))
    const ends = [...outer, ...inner].map(({ id }) => id)
    return model({ boundaries: outer, elements: inner, flows: ends.length === 0 ? [] : flows.map(([a, b], index) => flow(`f${String(index)}`, ends[a % ends.length] ?? '', ends[b % ends.length] ?? '')) })
  })

function expectSound(of: Model, boxes: ReadonlyMap<string, Box>): void {
  const parts = [...of.boundaries, ...of.elements]
  for (const one of parts) {
    const box = boxes.get(one.id) ?? expect.fail(`${one.id} has no place`)
    const around = one.parent === null ? undefined : boxes.get(one.parent)
    if (around) expect(holds(around, box), `${one.id} in ${String(one.parent)}`).toBe(true)
    for (const other of parts) {
      const beside = boxes.get(other.id)
      if (other.id < one.id && other.parent === one.parent && beside) expect(apart(box, beside), `${one.id} and ${other.id}`).toBe(true)
    }
  }
}

/** Room within and around everything: all is eight times as far apart, and containers eight times as large. */
function spread(boxes: ReadonlyMap<string, Box>, containers: ReadonlySet<string>): Map<string, Box> {
  const size = (id: string) => (containers.has(id) ? 8 : 1)
  return new Map([...boxes].map(([id, { x, y, width, height }]) => [id, { x: x * 8, y: y * 8, width: width * size(id), height: height * size(id) }]))
}

/** Containers reach around what is in them, as the diagram shows them: what stands in no other one comes last. */
function asShown(of: Model, boxes: ReadonlyMap<string, Box>): Map<string, Box> {
  const shown = new Map(boxes)
  const wrap = (id: string): void => {
    for (const child of [...of.boundaries, ...of.elements].filter(({ parent }) => parent === id)) {
      wrap(child.id)
      const [outer, inner] = [shown.get(id), shown.get(child.id)]
      if (!outer || !inner) continue
      const [x, y] = [Math.min(outer.x, inner.x - containerPadding), Math.min(outer.y, inner.y - containerPadding)]
      const [right, bottom] = [Math.max(outer.x + outer.width, inner.x + inner.width + containerPadding), Math.max(outer.y + outer.height, inner.y + inner.height + containerPadding)]
      shown.set(id, { x, y, width: right - x, height: bottom - y })
    }
  }
  for (const { id, parent } of of.boundaries) if (parent === null) wrap(id)
  return shown
}

describe('the force-directed layout', () => {
  it('gives everything a place: no two siblings overlap, and what is in a container stands inside of it', () => {
    fc.assert(fc.property(anyModel, (of) => expectSound(of, forceLayout(toForce(of, measure)))), { numRuns: 60 })
  })

  it('is the same every time, and tells how far it is up to the end', () => {
    const ring = model({ elements: Array.from({ length: 40 }, (_, index) => element(`e${String(index)}`)), flows: Array.from({ length: 40 }, (_, index) => flow(`f${String(index)}`, `e${String(index)}`, `e${String((index + 1) % 40)}`)) })
    const shares: number[] = []
    const once = forceLayout(toForce(ring, measure), (share) => shares.push(share))
    expect([...forceLayout(toForce(ring, measure))]).toEqual([...once])
    expect(shares).toEqual([...shares].sort((a, b) => a - b))
    expect(shares.at(-1)).toBeCloseTo(1)
  })

  it('puts what is connected nearer together than what is not', () => {
    const groups = model({
      elements: Array.from({ length: 24 }, (_, index) => element(`e${String(index)}`)),
      flows: Array.from({ length: 24 }, (_, index) => index).flatMap((index) => (index % 12 === 11 ? [] : [flow(`f${String(index)}`, `e${String(index)}`, `e${String(index + 1)}`)])),
    })
    const boxes = forceLayout(toForce(groups, measure))
    const far = (a: string, b: string) => {
      const [one, other] = [boxes.get(a), boxes.get(b)]
      return one && other ? Math.hypot(one.x - other.x, one.y - other.y) : expect.fail('no place')
    }
    const mean = (pairs: [string, string][]) => pairs.reduce((sum, [a, b]) => sum + far(a, b), 0) / pairs.length
    const pairs = groups.elements.flatMap((a) => groups.elements.filter((b) => a.id < b.id).map((b): [string, string] => [a.id, b.id]))
    expect(mean(groups.flows.map(({ source, target }): [string, string] => [source ?? '', target ?? '']))).toBeLessThan(mean(pairs) / 2)
  })
})

describe('places for new parts only', () => {
  it('what stands is not moved; a new part covers none of its siblings and stands in what contains it', () => {
    fc.assert(
      fc.property(anyModel, fc.array(fc.record({ to: fc.nat(), parent: fc.nat() }), { minLength: 1, maxLength: 5 }), (of, added) => {
        const standing = spread(forceLayout(toForce(of, measure)), new Set(of.boundaries.map(({ id }) => id)))
        const placed: Model = { ...of, elements: of.elements.map((one) => ({ ...one, position: standing.get(one.id) ?? null })), boundaries: of.boundaries.map((one) => ({ ...one, position: standing.get(one.id) ?? null })) }
        const fresh = added.map(({ parent }, index) => element(`n${String(index)}`, { parent: of.boundaries[parent % (of.boundaries.length + 1)]?.id ?? null }))
        const flows = added.flatMap(({ to }, index) => (of.elements.length === 0 ? [] : [flow(`nf${String(index)}`, `n${String(index)}`, of.elements[to % of.elements.length]?.id ?? '')]))
        const grown: Model = { ...placed, elements: [...placed.elements, ...fresh], flows: [...placed.flows, ...flows] }
        const found = placeNew(grown, standing, measure)
        expect([...found.keys()].sort()).toEqual(fresh.map(({ id }) => id).sort())
        expectSound(grown, asShown(grown, new Map([...standing, ...found])))
      }),
      { numRuns: 200 },
    )
  })

  it('a new part stands beside what it is connected with, and a new container goes as one with what is in it', () => {
    const of = model({
      elements: [element('old', { position: { x: 0, y: 0, width: 160, height: 54 } }), element('next'), element('x', { parent: 'net' }), element('y', { parent: 'net' })],
      boundaries: [boundary('net')],
      flows: [flow('f', 'old', 'next'), flow('g', 'next', 'x'), flow('h', 'x', 'y')],
    })
    const found = placeNew(of, new Map([['old', { x: 0, y: 0, width: 160, height: 54 }]]), measure)
    const box = (id: string): Box => found.get(id) ?? expect.fail(`${id} has no place`)
    expect(box('next')).toMatchObject({ x: 290, y: 0 })
    expect(holds(box('net'), box('x')) && holds(box('net'), box('y'))).toBe(true)
    expect(apart(box('net'), box('next'))).toBe(true)
  })
})
