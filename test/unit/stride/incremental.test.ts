import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { analyze } from '../../../src/main/stride/findings/analyze.ts'
import { createAnalyzer, type AnalyzeOptions } from '../../../src/main/stride/findings/analyzer.ts'
import type { RuleBook } from '../../../src/main/stride/packs/book.ts'
import { withOwnPacks } from '../../../src/main/stride/packs/own-packs.ts'
import { recognise } from '../../../src/main/stride/vocabulary/recognise.ts'
import { analysisChange, analysisPieces, changedAnalysis, joinedPieces, noAnalysis } from '../../../src/shared/domain/analysis-change.ts'
import type { Model } from '../../../src/shared/domain/model.ts'
import { generatedModel } from '../../fixtures/stride/generate.ts'
import { anyStep, modelSteps, takeStep } from '../../fixtures/stride/model-edits.ts'
import { clinicBooking } from '../../fixtures/stride/systems.ts'
import { book, recognised } from './support.ts'

/** Rules that see far, count, and gather in every way there is. */
const farSighted = `
pack: far-sighted
title: Rules that see far
version: '1'
rules:
${(
  [
    ['far', 'element', '{kind: process}', '{reaches: {stores_pii: yes}}', 'none', '{}'],
    ['from-afar', 'element', '{kind: data-store, reached_from: {kind: external-entity}}', '{rate_limited: no}', 'boundary', '{incoming: {source: {kind: process}}}'],
    ['every', 'element', '{kind: process}', '{every_incoming: {encrypted: yes}, inside: {zone: private}}', 'technology', '{outgoing: {target: {incoming: {at_least: 2, where: {}}}}}'],
    ['all-of-it', 'flow', '{source: {kind: process}}', '{any: [{encrypted: no}, {target: {outgoing: {crosses: {zone: internet}}}}]}', 'model', '{}'],
    ['by-source', 'flow', '{target: {kind: data-store}}', '{not: {authenticated: yes}}', 'source', '{}'],
    ['by-target', 'flow', '{}', '{carries_pii: yes, source: {reached_from: {trusted: no}}}', 'target', '{}'],
  ] as const
)
  .map(
    ([id, on, where, when, group, evidence]) => `  - id: ${id}
    title: 'About {${on === 'flow' ? 'flow' : 'element'}} in {boundary}: {technology}'
    why: 'Because of {${on === 'flow' ? 'source} and {target' : 'neighbour'}}.'
    stride: [Tampering]
    on: ${on}
    where: ${where}
    when: ${when}
    group: ${group}
    evidence: ${evidence}
    references: [CWE-20]
    mitigations: [one, another]
    dread: {D: 5, R: 5, E: 5, A: 5, Di: 5}
    raise: [{when: ${on === 'flow' ? '{target: {reaches: {internet_facing: yes}}}' : '{inside: {zone: internet}}'}, by: {D: 2}}]`,
  )
  .join('\n')}
`.replaceAll(/: (yes|no)\b/g, ": '$1'")

/** After which step it is not the same as from the beginning, to the byte, or not what a receiver makes of the changes; null where it always is. */
function differsAfter(start: Model, steps: readonly { name: string; seed: number }[], own: RuleBook, options: AnalyzeOptions = {}): string | null {
  const analyzer = createAnalyzer()
  let model = start
  let before = analyzer.analyze(model, own, options)
  let received = changedAnalysis(noAnalysis, structuredClone(analysisChange(noAnalysis, before)))
  for (const step of steps) {
    model = takeStep(model, step)
    const after = analyzer.analyze(model, own, options)
    const bytes = JSON.stringify(after)
    if (bytes !== JSON.stringify(analyze(model, own, options))) return step.name
    const { outline, added } = analysisChange(before, after)
    received = changedAnalysis(received, structuredClone({ outline, added: joinedPieces(analysisPieces(added, 7)) }))
    if (bytes !== JSON.stringify(received)) return `${step.name}, received`
    before = after
  }
  return null
}

const generated = [1, 2, 3].map((seed) => recognise(generatedModel(24, 48, seed), book))
const models = [...generated, recognised(clinicBooking)]
const steps = fc.array(anyStep, { minLength: 1, maxLength: 6 })

describe('after an edit', () => {
  it('N1 N3 an analysis is the same, to the byte, as one from the beginning, and so is what a receiver makes of its changes', () => {
    fc.assert(fc.property(fc.constantFrom(...models), steps, (model, edits) => void expect(differsAfter(model, edits, book)).toBe(null)), { numRuns: 20 })
  }, 120_000)

  it('N1 also with rules that see far, count, and gather in every way', () => {
    const { book: own, problems } = withOwnPacks({ ...book, packs: [] }, [{ name: 'far-sighted.yaml', text: farSighted }])
    expect(problems).toEqual([])
    expect(analyze(models[0] ?? generatedModel(0, 0, 1), own).findings.length).toBeGreaterThan(20)
    fc.assert(fc.property(fc.constantFrom(...models), steps, (model, edits) => void expect(differsAfter(model, edits, own)).toBe(null)), { numRuns: 40 })
  }, 120_000)

  it('N1 also with rules that are switched off for parts, and with other bands', () => {
    const off = [{ rule: 'cleartext-traffic', on: 'f3' }, { rule: 'untrusted-input', on: 'e1' }]
    const bandScheme = { id: 'own', critical: 30, high: 28, medium: 20, discoverability: 'counted' as const }
    fc.assert(fc.property(fc.constantFrom(...models), steps, (model, edits) => void expect(differsAfter(model, edits, book, { off, bandScheme })).toBe(null)), { numRuns: 5 })
  }, 120_000)

  it('N2 what did not change is the same object: a move changes nothing, a rename little', () => {
    const analyzer = createAnalyzer()
    const [model] = generated
    if (!model) throw new Error('no model')
    const first = analyzer.analyze(model, book)
    const moved = takeStep(model, { name: 'move', seed: 4 })
    expect(analyzer.analyze(moved, book)).toBe(first)
    const known = new Set(first.findings)
    const { findings } = analyzer.analyze(takeStep(moved, { name: 'rename', seed: 4 }), book)
    expect(findings.filter((finding) => known.has(finding)).length).toBeGreaterThan(findings.length / 2)
  })

  it('N1 other rules or other options begin from the beginning', () => {
    const analyzer = createAnalyzer()
    const [model] = generated
    if (!model) throw new Error('no model')
    analyzer.analyze(model, book)
    const fewer = { ...book, packs: book.packs.slice(0, 2) }
    expect(analyzer.analyze(model, fewer)).toEqual(analyze(model, fewer))
    const options = { off: [{ rule: 'cleartext-traffic', on: 'f1' }] }
    expect(analyzer.analyze(model, book, options)).toEqual(analyze(model, book, options))
  })

  it('has every kind of edit', () => {
    expect(Object.keys(modelSteps).length).toBeGreaterThan(15)
  })
})

describe('the same bytes', () => {
  it('E8 in whatever order facts were stated, on every run', () => {
    const [model] = generated
    if (!model) throw new Error('no model')
    const stated = ['validates_input', 'rate_limited', 'audit_logged', 'authenticated']
    const withFacts = (names: readonly string[]): Model => ({
      ...model,
      elements: model.elements.map((element) => ({ ...element, facts: { ...Object.fromEntries(names.map((name) => [name, { value: 'no', origin: { by: 'user' as const, detail: '' } }])), ...element.facts } })),
    })
    const bytes = JSON.stringify(analyze(withFacts(stated), book))
    fc.assert(fc.property(fc.shuffledSubarray(stated, { minLength: stated.length }), (names) => JSON.stringify(analyze(withFacts(names), book)) === bytes), { numRuns: 6 })
  })
})
