import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { analysisChange, changedAnalysis } from '../../../src/shared/domain/analysis-change.ts'
import type { Analysis, Finding } from '../../../src/shared/domain/finding.ts'
import type { Model } from '../../../src/shared/domain/model.ts'
import { placeAfter, placesOf, withAt, without } from '../../../src/main/stride/findings/sorted.ts'
import { buildGraph, createGraph } from '../../../src/main/stride/graph/follow.ts'
import type { Graph, GraphNode } from '../../../src/main/stride/graph/graph.ts'
import { createInference, inferFacts } from '../../../src/main/stride/infer/infer.ts'
import { recognise } from '../../../src/main/stride/vocabulary/recognise.ts'
import { generatedModel } from '../../fixtures/stride/generate.ts'
import { anyStep, takeStep } from '../../fixtures/stride/model-edits.ts'
import { book } from './support.ts'

const { technologies } = book.taxonomy

/** Models as tools import them, some with parts inside others. */
const models = fc.record({ elements: fc.integer({ min: 2, max: 30 }), seed: fc.nat(1000), nested: fc.boolean() }).map(({ elements, seed, nested }): Model => {
  const model = recognise(generatedModel(elements, elements * 2, seed), book)
  return nested ? { ...model, elements: model.elements.map((element, index) => (index % 5 === 3 ? { ...element, parent: `e${String(index - 1)}` } : element)) } : model
})

const idsOf = (nodes: readonly GraphNode[]) => nodes.map(({ id }) => id)

/** All that rules, texts and inference may read, in order. */
function told({ boundaries, elements, flows, byId }: Graph) {
  return {
    ids: [...byId.keys()].sort(),
    boundaries: boundaries.map(({ id, index, label, facts, object, outOfScope }) => ({ id, index, label, facts: JSON.stringify(facts), object, outOfScope })),
    elements: elements.map(({ id, index, subject, label, technology, facts, object, incoming, outgoing, inside, host, hosted, outOfScope }) => {
      return { id, outOfScope, index, subject, label, technology: technology?.id, facts: JSON.stringify(facts), object, incoming: idsOf(incoming), outgoing: idsOf(outgoing), inside: idsOf(inside), host: host?.id, hosted: idsOf(hosted) }
    }),
    flows: flows.map(({ id, index, label, facts, object, source, target, crosses, outOfScope }) => ({ id, outOfScope, index, label, facts: JSON.stringify(facts), object, ends: idsOf([source, target]), crosses: idsOf(crosses) })),
  }
}

describe('a graph that goes along with its model', () => {
  it('N5 is the same as one from the beginning, with everything that is inferred, and tells of all that changed', () => {
    fc.assert(
      fc.property(models, fc.array(anyStep, { minLength: 1, maxLength: 12 }), (start, steps) => {
        let model = start
        let living = createGraph(model, technologies)
        let inference = createInference()
        inference.update(living.graph, [...living.graph.byId.values()], [])
        for (const step of steps) {
          model = takeStep(model, step)
          const facts = new Map([...living.graph.byId.values()].map((node) => [node, node.facts]))
          const change = living.follow(model)
          const fresh = buildGraph(model, technologies)
          inferFacts(fresh)
          if (change === null) {
            expect(step.name).toBe('reorder')
            living = createGraph(model, technologies)
            inference = createInference()
            inference.update(living.graph, [...living.graph.byId.values()], [])
            continue
          }
          const others = new Set<GraphNode>([...change.changed, ...inference.update(living.graph, change.changed, change.gone)])
          expect(told(living.graph)).toEqual(told(fresh))
          for (const node of living.graph.byId.values()) if (facts.get(node) !== node.facts) expect(others.has(node)).toBe(true)
          for (const node of change.gone) expect(living.graph.byId.get(node.id)).not.toBe(node)
        }
      }),
      { numRuns: 50 },
    )
  }, 120_000)

  it('N5 an edit that no analysis reads changes nothing', () => {
    const model = recognise(generatedModel(20, 40, 1), book)
    const { follow } = createGraph(model, technologies)
    const change = follow({ ...model, elements: model.elements.map((element) => ({ ...element, notes: 'seen', position: { x: 1, y: 2, width: 3, height: 4 } })) })
    expect(change?.changed.size).toBe(0)
    expect(change?.gone).toEqual([])
  })
})

describe('lists after an edit', () => {
  const number = fc.integer({ min: 0, max: 60 })

  it('N2 what is taken out and put in where it belongs leaves the list as if it had been sorted anew', () => {
    fc.assert(
      fc.property(fc.uniqueArray(number), fc.uniqueArray(number), (before, others) => {
        const inOrder = (a: number, b: number) => a - b
        const list = before.toSorted(inOrder)
        const gone = before.filter((_, place) => place % 3 === 0)
        const stay = without(list, placesOf(gone, list))
        const fresh = others.filter((one) => !stay.includes(one)).sort(inOrder)
        expect(withAt(stay, fresh.map((one) => placeAfter(one, stay, inOrder)), fresh)).toEqual([...stay, ...fresh].sort(inOrder))
      }),
    )
  })

  it('N3 a list is made again from what changed, however far things moved in it, and only what is new is sent', () => {
    const finding = (id: number): Finding => ({ id: String(id), rule: 'r', pack: 'p', title: '', why: '', stride: ['Tampering'], affected: [], evidence: [], references: [], mitigations: [], suggested: { damage: 1, reproducibility: 1, exploitability: 1, affectedUsers: 1, discoverability: 1 }, score: 5, severity: 'Low', status: 'confirmed', unknowns: [], facts: [] })
    const pool = Array.from({ length: 200 }, (_, id) => finding(id))
    const analysis = (places: readonly number[]): Analysis => ({ rules: { packs: [], count: 0 }, counts: { elements: 0, flows: 0, boundaries: 0, diagrams: 0 }, findings: pool.filter((_, place) => places.includes(place)), questions: [], facts: {} })
    const some = fc.uniqueArray(fc.nat(199), { maxLength: 200 })
    fc.assert(
      fc.property(some, some, fc.boolean(), (a, b, turned) => {
        const [before, other] = [analysis(a), analysis(b)]
        const after = turned ? { ...other, findings: other.findings.toReversed() } : other
        const change = analysisChange(before, after)
        const made = changedAnalysis(before, change)
        expect(made.findings.length).toBe(after.findings.length)
        made.findings.forEach((one, place) => expect(one).toBe(after.findings[place]))
        expect(change.added.findings.every((one) => !before.findings.includes(one))).toBe(true)
      }),
    )
  })
})
