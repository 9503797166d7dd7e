import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { GraphPart } from '../../../src/renderer/workbench/model/graph/graph-elements.ts'
import { createScene, type Scene, type SceneItem } from '../../../src/renderer/workbench/model/graph/scene.ts'
import { curveMiddle } from '../../../src/renderer/workbench/model/graph/scene-flow.ts'

const at = (x: number, y: number) => ({ x, y })

function node(id: string, x: number, y: number, parent: string | null = null): GraphPart {
  return { id, group: 'nodes', classes: 'process', data: { label: id, w: 100, h: 40, t: 80 }, parent, position: at(x, y), own: null, bends: null }
}

function container(id: string, parent: string | null = null, own: GraphPart['own'] = null): GraphPart {
  return { id, group: 'nodes', classes: 'boundary container', data: { label: id, w: 0, h: 0, t: 80 }, parent, position: null, own, bends: null }
}

function flow(id: string, source: string, target: string, bends: GraphPart['bends'] = null): GraphPart {
  return { id, group: 'edges', classes: 'flow', data: { label: '', source, target }, parent: null, position: null, own: null, bends }
}

function sceneOf(parts: readonly GraphPart[]): { scene: Scene; dirty: SceneItem[]; moving: SceneItem[] } {
  const heard: { dirty: SceneItem[]; moving: SceneItem[] } = { dirty: [], moving: [] }
  const scene = createScene({ dirty: (item) => heard.dirty.push(item), moving: (item) => heard.moving.push(item) })
  scene.change([], parts)
  return { scene, ...heard }
}

const boxOf = (scene: Scene, id: string) => {
  const item = scene.get(id)
  return item?.type === 'node' ? item.box : null
}

/** All that is drawn, as plain data. */
function drawn(scene: Scene) {
  return {
    nodes: [...scene.containers(), ...scene.nodes()].map(({ id, box, look, parent }) => ({ id, box, look, parent: parent?.id })).sort((a, b) => a.id.localeCompare(b.id)),
    flows: scene.flows().map((item) => ({ id: item.id, from: item.source.id, to: item.target.id, points: scene.routeOf(item).type === 'line' ? scene.routeOf(item) : curveMiddle(scene.routeOf(item)).x.toFixed(6) })).sort((a, b) => a.id.localeCompare(b.id)),
  }
}

describe('the scene', () => {
  it('puts a container around what is in it, and no smaller than it was made', () => {
    const { scene } = sceneOf([container('b'), node('n', 200, 100, 'b')])
    expect(boxOf(scene, 'b')).toEqual({ x: 116, y: 46, width: 168, height: 108 })
    const large = sceneOf([container('b', null, { x: 0, y: 0, width: 600, height: 400 }), node('n', 200, 100, 'b')])
    expect(boxOf(large.scene, 'b')).toEqual({ x: 0, y: 0, width: 600, height: 400 })
  })

  it('draws what contains others before what it contains, whatever the order of the parts', () => {
    const { scene } = sceneOf([container('inner', 'outer'), container('outer'), node('n', 0, 0, 'inner')])
    expect(scene.containers().map(({ id }) => id)).toEqual(['outer', 'inner'])
    expect(boxOf(scene, 'outer')).toEqual({ x: -118, y: -88, width: 236, height: 176 })
  })

  it('stretches all that is around a node that moves, and says that it, its flows and what is around it are on their way', () => {
    const { scene, moving } = sceneOf([container('b'), node('n', 0, 0, 'b'), node('m', 300, 0, 'b'), node('far', 900, 0), flow('f', 'n', 'far'), flow('other', 'm', 'far')])
    scene.move('n', -200, 0)
    expect(boxOf(scene, 'b')?.x).toBe(-284)
    expect(new Set(moving.map(({ id }) => id))).toEqual(new Set(['n', 'f', 'b']))
    const item = scene.get('f')
    expect(item?.type === 'flow' && scene.routeOf(item)).toEqual({ type: 'line', points: [at(-150, 0), at(850, 0)] })
  })

  it('takes the own box of a container that is dragged along with what is in it, once a step', () => {
    const own = { x: -300, y: -200, width: 800, height: 500 }
    const { scene } = sceneOf([container('b', null, own), node('n', 0, 0, 'b'), node('m', 300, 0, 'b')])
    scene.hold('b')
    scene.move('n', 50, 20)
    scene.move('m', 350, 20)
    expect(boxOf(scene, 'b')).toEqual({ ...own, x: -250, y: -180 })
  })

  it('finds the uppermost first: an element, then a flow near enough, then the innermost container', () => {
    const { scene } = sceneOf([container('outer'), container('inner', 'outer'), node('n', 0, 0, 'inner'), node('m', 400, 0, 'inner'), flow('f', 'n', 'm')])
    const found = (x: number, y: number) => scene.at(x, y, 8).map(({ id }) => id)
    expect(found(0, 0)).toEqual(['n', 'inner'])
    expect(found(200, 5)).toEqual(['f', 'inner'])
    expect(found(200, 25)).toEqual(['inner'])
    expect(found(-110, 0)).toEqual(['outer'])
    expect(found(-500, 0)).toEqual([])
  })

  it('lets flows between the same two nodes run beside each other, in either direction', () => {
    const { scene } = sceneOf([node('a', 0, 0), node('b', 400, 0), flow('there', 'a', 'b'), flow('back', 'b', 'a'), flow('again', 'a', 'b')])
    const heights = scene.flows().map((item) => Math.round(curveMiddle(scene.routeOf(item)).y))
    expect(new Set(heights).size).toBe(3)
  })

  it('leads a flow through its bends', () => {
    const { scene } = sceneOf([node('a', 0, 0), node('b', 400, 0), flow('f', 'a', 'b', [at(0, 200), at(400, 200)])])
    const item = scene.get('f')
    expect(item?.type === 'flow' && scene.routeOf(item)).toEqual({ type: 'line', points: [at(0, 20), at(0, 200), at(400, 200), at(400, 20)] })
  })

  it('after any changes is what the last parts alone would be, and says of everything that looks different that it does', () => {
    const spot = fc.record({ x: fc.integer({ min: -500, max: 500 }), y: fc.integer({ min: -500, max: 500 }) })
    // Eight nodes in up to two containers, one in the other, and flows between any two of them.
    const picture = fc.record({
      spots: fc.array(fc.option(spot), { minLength: 8, maxLength: 8 }),
      inside: fc.array(fc.constantFrom(null, 'outer', 'inner'), { minLength: 8, maxLength: 8 }),
      flows: fc.uniqueArray(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 10, selector: ([a, b]) => `${a} ${b}` }),
    })
    const partsOf = ({ spots, inside, flows }: { spots: ({ x: number; y: number } | null)[]; inside: (string | null)[]; flows: [number, number][] }) => {
      const nodes = spots.flatMap((place, index) => (place ? [node(`n${index}`, place.x, place.y, inside[index] ?? null)] : []))
      const has = (id: string) => nodes.some((part) => part.parent === id)
      const containers = [...(has('outer') || has('inner') ? [container('outer')] : []), ...(has('inner') ? [container('inner', 'outer')] : [])]
      const known = new Set(nodes.map(({ id }) => id))
      // One flow between two nodes at most: how several stand beside each other hangs on which came first.
      const pairs = new Set<string>()
      const lines = flows.flatMap(([a, b]) => {
        const pair = [a, b].sort().join(' ')
        if (!known.has(`n${a}`) || !known.has(`n${b}`) || pairs.has(pair)) return []
        pairs.add(pair)
        return [flow(`f${a}-${b}`, `n${a}`, `n${b}`)]
      })
      return [...containers, ...nodes, ...lines]
    }
    fc.assert(
      fc.property(fc.array(picture, { minLength: 2, maxLength: 5 }), (pictures) => {
        const dirty = new Set<string>()
        const scene = createScene({ dirty: ({ id }) => dirty.add(id), moving: () => undefined })
        let before = new Map<string, GraphPart>()
        for (const parts of pictures.map(partsOf)) {
          const now = new Map(parts.map((part) => [part.id, part]))
          const was = drawn(scene)
          dirty.clear()
          scene.change([...before.keys()].filter((id) => !now.has(id)), parts.filter((part) => JSON.stringify(part) !== JSON.stringify(before.get(part.id))))
          before = now
          const is = drawn(scene)
          expect(is).toEqual(drawn(sceneOf(parts).scene))
          for (const kind of ['nodes', 'flows'] as const) {
            const old = new Map(was[kind].map((item) => [item.id, JSON.stringify(item)]))
            const other = is[kind].filter((item) => old.get(item.id) !== JSON.stringify(item)).map(({ id }) => id)
            const gone = [...old.keys()].filter((id) => !is[kind].some((item) => item.id === id))
            expect([...other, ...gone].filter((id) => !dirty.has(id))).toEqual([])
          }
        }
      }),
      { numRuns: 80 },
    )
  })
})
