import ELK from 'elkjs/lib/elk.bundled.js'
import { describe, expect, it } from 'vitest'
import { graphParts } from '../../../src/renderer/workbench/model/graph/graph-elements.ts'
import { createMeasure } from '../../../src/renderer/workbench/model/graph/node-size.ts'
import { flowLabelBox, routeScene } from '../../../src/renderer/workbench/model/graph/route-scene.ts'
import { createScene } from '../../../src/renderer/workbench/model/graph/scene.ts'
import { type Direction, fromElk, toElk } from '../../../src/renderer/workbench/model/layout/layout-graph.ts'
import type { Box, Model } from '../../../src/shared/domain/model.ts'
import { generatedModel } from '../../fixtures/stride/generate.ts'

const measure = createMeasure()

/** The picture of a model after the real layout: boxes of nodes, and of the labels of flows, by what they belong to. */
async function picture(model: Model, direction: Direction): Promise<{ nodes: [string, Box][]; labels: [string, Box][] }> {
  const placed = fromElk(await new ELK().layout(toElk(model, measure, direction)))
  const scene = createScene({ dirty: () => undefined, moving: () => undefined })
  scene.change([], graphParts(model, placed, measure))
  routeScene(scene, measure)
  const labels = scene.flows().flatMap((flow): [string, Box][] => {
    const box = flowLabelBox(scene, flow, measure)
    return box ? [[`label of ${flow.id}`, box]] : []
  })
  return { nodes: scene.nodes().map(({ id, box }) => [id, box]), labels }
}

const meet = (a: Box, b: Box) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

function overlaps(some: readonly [string, Box][], others: readonly [string, Box][]): string[] {
  return some.flatMap(([id, box], index) => (some === others ? others.slice(index + 1) : others).flatMap(([other, at]) => (meet(box, at) ? [`${id} and ${other}`] : [])))
}

const sizes = [
  [10, 12],
  [10, 16],
  [100, 120],
  [100, 200],
] as const

describe('a diagram of 10 or 100 elements, laid out by itself', () => {
  it.each(sizes.flatMap(([elements, flows]) => [1, 2, 3].flatMap((seed) => (['RIGHT', 'DOWN'] as const).map((direction) => ({ elements, flows, seed, direction })))))(
    'is clean: no node on a node, no label on a node or on a label ($elements elements, $flows flows, seed $seed, $direction)',
    async ({ elements, flows, seed, direction }) => {
      const { nodes, labels } = await picture(generatedModel(elements, flows, seed), direction)
      expect(nodes).toHaveLength(elements)
      expect(labels.length).toBeGreaterThan(flows / 2)
      expect(overlaps(nodes, nodes)).toEqual([])
      expect(overlaps(labels, nodes)).toEqual([])
      expect(overlaps(labels, labels)).toEqual([])
    },
  )
})
