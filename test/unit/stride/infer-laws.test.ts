import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Facts } from '../../../src/shared/domain/fact.ts'
import type { Finding } from '../../../src/shared/domain/finding.ts'
import type { Model } from '../../../src/shared/domain/model.ts'
import { analyze } from '../../../src/main/stride/findings/analyze.ts'
import { buildGraph } from '../../../src/main/stride/graph/follow.ts'
import { inferFacts } from '../../../src/main/stride/infer/infer.ts'
import { recognise } from '../../../src/main/stride/vocabulary/recognise.ts'
import { generatedModel } from '../../fixtures/stride/generate.ts'
import { answer, book } from './support.ts'

/** Models as tools import them, some with parts inside others. */
const models = fc.record({ elements: fc.integer({ min: 2, max: 40 }), flows: fc.integer({ min: 0, max: 90 }), seed: fc.nat(), nested: fc.boolean() }).map(({ elements, flows, seed, nested }) => {
  const model = recognise(generatedModel(elements, flows, seed), book)
  return nested ? { ...model, elements: model.elements.map((element, index) => (index % 7 === 3 ? { ...element, parent: `e${String(index - 1)}` } : element)) } : model
})

function factsOf(model: Model): Record<string, Facts> {
  const graph = buildGraph(model, book.taxonomy.technologies)
  inferFacts(graph)
  return Object.fromEntries([...graph.byId].map(([id, { facts }]) => [id, facts]))
}

function shuffled<Item>(list: readonly Item[], seed: number): Item[] {
  return list.map((item, index) => ({ item, at: (Math.imul(index + 1, 2_654_435_761) ^ Math.imul(seed + 1, 40_503)) >>> 0 })).sort((a, b) => a.at - b.at).map(({ item }) => item)
}

/** The findings that name the fact as open, or read one that an answer changed. */
function hangsOn(finding: Finding, before: Record<string, Facts>, after: Record<string, Facts>): boolean {
  return finding.facts.some(({ on, fact }) => JSON.stringify(before[on]?.[fact]) !== JSON.stringify(after[on]?.[fact]))
}

describe('laws of inference', () => {
  it('I11 the order in which the model lists its objects changes no fact', () => {
    fc.assert(fc.property(models, fc.nat(), (model, seed) => {
      const other = { ...model, elements: shuffled(model.elements, seed), flows: shuffled(model.flows, seed + 1), boundaries: shuffled(model.boundaries, seed + 2) }
      expect(factsOf(other)).toEqual(factsOf(model))
    }), { numRuns: 60 })
  })

  it('I11 inferring twice changes nothing', () => {
    fc.assert(fc.property(models, (model) => {
      const facts = factsOf(model)
      const keep = <Item extends { id: string; facts: Facts }>(item: Item): Item => ({ ...item, facts: facts[item.id] ?? item.facts })
      expect(factsOf({ ...model, elements: model.elements.map(keep), flows: model.flows.map(keep), boundaries: model.boundaries.map(keep) })).toEqual(facts)
    }), { numRuns: 40 })
  })

  it('F2 what is stated is never changed, nor is the model', () => {
    fc.assert(fc.property(models, (model) => {
      const before = structuredClone(model)
      const facts = factsOf(model)
      expect(model).toEqual(before)
      for (const { id, facts: own } of [...model.elements, ...model.flows, ...model.boundaries]) {
        for (const [name, fact] of Object.entries(own)) if (fact.value !== 'unknown' && facts[id]) expect(facts[id][name]).toEqual(fact)
      }
    }), { numRuns: 40 })
  })

  it('F3 what is inferred applies to its object, has one of its answers, and says why', () => {
    fc.assert(fc.property(models, (model) => {
      const graph = buildGraph(model, book.taxonomy.technologies)
      inferFacts(graph)
      for (const node of graph.byId.values()) {
        for (const [name, { value, origin }] of Object.entries(node.facts)) {
          if (origin.by !== 'inference') continue
          const word = book.vocabulary.get(name)
          expect(word?.answers).toContain(value)
          expect(word?.on).toContain(node.subject)
          expect(origin.detail).not.toBe('')
        }
      }
    }), { numRuns: 40 })
  })

  it('K10 E10 an answer changes only findings that hang on it, directly or by what is inferred from it; what it leaves open stays as it was', () => {
    const questioned = models.map((model) => ({ model, before: analyze(model, book) })).filter(({ before }) => before.questions.length > 0)
    fc.assert(fc.property(questioned, fc.nat(), fc.nat(), ({ model, before }, which, choice) => {
      const question = before.questions[which % before.questions.length]
      if (question === undefined) return
      const after = analyze(answer(model, question.on, question.fact, question.answers[choice % question.answers.length] ?? 'yes'), book)
      const now = new Map(after.findings.map((finding) => [finding.id, finding]))
      for (const finding of before.findings) {
        if (JSON.stringify(now.get(finding.id)) === JSON.stringify(finding)) continue
        const still = now.get(finding.id)
        expect(hangsOn(finding, before.facts, after.facts) || (still !== undefined && hangsOn(still, before.facts, after.facts))).toBe(true)
      }
    }), { numRuns: 60 })
  })
})
