import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { analyze } from '../../../src/main/stride/findings/analyze.ts'
import { createAnalyzer } from '../../../src/main/stride/findings/analyzer.ts'
import { considered } from '../../../src/main/stride/questions/considered.ts'
import { recognise } from '../../../src/main/stride/vocabulary/recognise.ts'
import { outOfScope, withScope } from '../../../src/shared/domain/scope.ts'
import type { Model } from '../../../src/shared/domain/model.ts'
import { generatedModel } from '../../fixtures/stride/generate.ts'
import { clinicBooking } from '../../fixtures/stride/systems.ts'
import { takeStep } from '../../fixtures/stride/model-edits.ts'
import { book, recognised } from './support.ts'

const clinic = recognised(clinicBooking)
const nested: Model = (() => {
  const model = recognise(generatedModel(24, 48, 5), book)
  return { ...model, elements: model.elements.map((element, index) => (index % 5 === 3 ? { ...element, parent: `e${String(index - 1)}` } : element)) }
})()
const partsOf = ({ elements, flows, boundaries }: Model) => [...elements, ...flows, ...boundaries]

function marked(model: Model, ids: ReadonlySet<string>): Model {
  const mark = <Part extends { id: string; outOfScope?: string | undefined }>(part: Part): Part => (ids.has(part.id) ? { ...part, outOfScope: 'run by others' } : part)
  return { ...model, elements: model.elements.map(mark), flows: model.flows.map(mark), boundaries: model.boundaries.map(mark) }
}

/** Marks on some of the parts of some model. */
const anyMarked = fc.constantFrom(clinic, nested).chain((model) => fc.subarray(partsOf(model).map(({ id }) => id)).map((ids) => ({ model, out: marked(model, new Set(ids.slice(0, 6))) })))

describe('what is out of scope', () => {
  it('E12 is what is marked, what is inside of it, and flows between what is; the nearest mark is told', () => {
    const part = { diagram: 'd', key: '', label: '', facts: {}, notes: '', position: null, sourceId: null }
    const element = (id: string, parent: string | null) => ({ ...part, id, parent, kind: 'process' as const, technology: null })
    const flow = (id: string, source: string | null, target: string | null) => ({ ...part, id, source, target, bidirectional: false })
    const model: Model = {
      diagrams: [],
      boundaries: [{ ...part, id: 'b', parent: null, kind: 'box', outOfScope: 'theirs' }],
      elements: [element('in', null), { ...element('a', 'b'), outOfScope: '' }, element('c', 'a'), element('e', 'b')],
      flows: [flow('ce', 'c', 'e'), flow('to', 'in', 'e'), flow('free', 'c', null), { ...flow('own', 'in', 'in'), outOfScope: 'later' }],
    }
    expect(Object.fromEntries(outOfScope(model))).toEqual({
      b: { by: 'b', reason: 'theirs' }, a: { by: 'a', reason: '' }, c: { by: 'a', reason: '' }, e: { by: 'b', reason: 'theirs' }, ce: { by: 'a', reason: '' }, own: { by: 'own', reason: 'later' },
    })
  })

  it('E12 parts that stand in each other in a circle, as a file may have them, end', () => {
    const [a, b] = clinic.elements
    if (!a || !b) throw new Error('no parts')
    const circle = { ...clinic, elements: [{ ...a, parent: b.id }, { ...b, parent: a.id, outOfScope: 'x' }], flows: [], boundaries: [] }
    expect([...outOfScope(circle).keys()].sort()).toEqual([a.id, b.id].sort())
    expect(outOfScope({ ...circle, elements: circle.elements.map((one) => withScope(one, { outOfScope: null })) }).size).toBe(0)
  })

  it('E12 Q6 V7 has no finding, no question, and its rules are named as not asked', () => {
    fc.assert(fc.property(anyMarked, ({ out: model }) => {
      const out = outOfScope(model)
      const { findings, questions } = analyze(model, book)
      for (const { subjects } of findings) expect(subjects?.some((id) => out.has(id))).toBe(false)
      expect(questions.filter(({ on }) => out.has(on))).toEqual([])
      expect(questions.length === 0 ? 1 : questions.at(-1)?.settled).toBe(1)
      const asked = [...model.elements, ...model.flows].find(({ id }) => out.has(id))
      if (asked) for (const { state } of considered(model, book, book, { part: asked.id, stride: null })?.rules ?? []) expect(state).toBe('out-of-scope')
    }), { numRuns: 25 })
  }, 120_000)

  it('E12 changes nothing about what is in scope: facts, and findings whose subjects are all in scope, are the same', () => {
    fc.assert(fc.property(anyMarked, ({ model, out: marks }) => {
      const out = outOfScope(marks)
      const [before, after] = [analyze(model, book), analyze(marks, book)]
      expect(after.facts).toEqual(before.facts)
      const inScope = before.findings.filter(({ subjects }) => subjects?.every((id) => !out.has(id)))
      for (const finding of inScope) expect(after.findings).toContainEqual(finding)
      // What is there besides is what is left of findings that were about others too.
      const known = new Set(before.findings.map(({ rule, subjects }) => JSON.stringify([rule, (subjects ?? []).filter((id) => !out.has(id))])))
      for (const { rule, subjects } of after.findings) expect(known.has(JSON.stringify([rule, subjects]))).toBe(true)
    }), { numRuns: 25 })
  }, 120_000)

  it('E12 N1 after any changes of scope, analysed as changes or from the beginning: the same bytes', () => {
    const steps = fc.array(fc.record({ name: fc.constantFrom('scope', 'scope', 'scopeOfFlow', 'scopeOfBoundary', 'moveInto', 'connect', 'remove', 'reroute', 'answer'), seed: fc.nat(1_000_000) }), { minLength: 1, maxLength: 8 })
    fc.assert(fc.property(fc.constantFrom(clinic, nested), steps, (start, edits) => {
      const analyzer = createAnalyzer()
      let model = start
      analyzer.analyze(model, book)
      for (const edit of edits) {
        model = takeStep(model, edit)
        expect(JSON.stringify(analyzer.analyze(model, book)) === JSON.stringify(analyze(model, book)), edit.name).toBe(true)
      }
    }), { numRuns: 40 })
  }, 120_000)

  it('E12 N2 another reason is nothing that an analysis reads', () => {
    const analyzer = createAnalyzer()
    const first = clinic.elements.find(({ kind }) => kind === 'process')
    const out = marked(clinic, new Set([first?.id ?? '']))
    const before = analyzer.analyze(out, book)
    expect(before.findings.length).toBeLessThan(analyze(clinic, book).findings.length)
    expect(analyzer.analyze({ ...out, elements: out.elements.map((one) => (one.outOfScope === undefined ? one : { ...one, outOfScope: 'another reason' })) }, book)).toBe(before)
    expect(JSON.stringify(analyzer.analyze(clinic, book))).toBe(JSON.stringify(analyze(clinic, book)))
  })
})
