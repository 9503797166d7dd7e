import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { analyze } from '../../../src/main/stride/findings/analyze.ts'
import { createAnalyzer } from '../../../src/main/stride/findings/analyzer.ts'
import { createAssetFacts, withAssetFacts } from '../../../src/main/stride/vocabulary/asset-facts.ts'
import type { Fact } from '../../../src/shared/domain/fact.ts'
import type { Model } from '../../../src/shared/domain/model.ts'
import { type Asset, classifications } from '../../../src/shared/domain/project.ts'
import { generatedModel } from '../../fixtures/stride/generate.ts'
import { anyStep, takeStep } from '../../fixtures/stride/model-edits.ts'
import { answer, book, recognised } from './support.ts'

const { recogniser } = book

function asset(name: string, on: string[], classification?: Asset['classification']): Asset {
  return { id: name, name, confidentiality: 'medium', integrity: 'medium', availability: 'medium', on, ...(classification ? { classification } : {}) }
}

const drawing = recognised('visitor <Visitor>\n desk [Front desk]\n shelf (Shelf)\n far [Far away]\n visitor > desk asks\n desk > shelf puts\n far > desk calls')
const factsOf = (assets: readonly Asset[], model: Model = drawing) => analyze(withAssetFacts(model, assets, recogniser), book).facts
const saidBy = (name: string): Fact => ({ value: 'yes', origin: { by: 'inference', detail: `asset: ${name}` } })

describe('data assets of a project', () => {
  it('A1 a name that reads as personal data or credentials says so of the flow that carries it, the store that holds it and the process that handles it', () => {
    expect(factsOf([])['f1']?.['carries_pii']).toBeUndefined()
    for (const [name, data] of [['Card data', 'pii'], ['Payroll', 'pii'], ['API keys', 'credentials'], ['Sign-in tokens', 'credentials']] as const) {
      expect(factsOf([asset(name, ['f3'])])['f3']?.[`carries_${data}`], name).toEqual(saidBy(name))
      expect(factsOf([asset(name, ['shelf'])])['shelf']?.[`stores_${data}`], name).toEqual(saidBy(name))
      expect(factsOf([asset(name, ['far'])])['far']?.[`handles_${data}`], name).toEqual(saidBy(name))
      expect(factsOf([asset(name, ['visitor'])])['visitor'], name).toEqual(factsOf([])['visitor'])
    }
  })

  it('A1 words that say nothing of data are no facts of the part', () => {
    expect(factsOf([asset('Encrypted HTTP backups', ['f3', 'shelf'])])).toEqual(factsOf([]))
  })

  it('A1 a classification that is not public makes a flow carry internal data', () => {
    for (const one of classifications) expect(factsOf([asset('Plans', ['f3'], one)])['f3']?.['carries_internal_data'], one).toEqual(one === 'public' ? undefined : saidBy('Plans'))
    expect(factsOf([asset('Business data', ['f3'])])['f3']?.['carries_internal_data']).toEqual(saidBy('Business data'))
  })

  it('A1 of several assets that say the same, the first is named', () => {
    expect(factsOf([asset('Plans', ['f3'], 'internal'), asset('Card data', ['f3'], 'restricted'), asset('Personal data', ['f3'])])['f3']).toMatchObject({ carries_internal_data: saidBy('Plans'), carries_pii: saidBy('Card data') })
  })

  it('A2 what is stated of the part stands above it, and what it says goes on along the flows', () => {
    const answered = answer(drawing, 'f3', 'carries_pii', 'no')
    expect(factsOf([asset('Card data', ['f3'])], answered)['f3']?.['carries_pii']?.value).toBe('no')
    expect(factsOf([asset('Card data', ['shelf'])])['f2']?.['carries_pii']).toEqual({ value: 'yes', origin: { by: 'inference', detail: 'Shelf stores personal data' } })
    expect(factsOf([asset('Card data', ['f3'], 'public')])['f3']?.['carries_internal_data']).toBeUndefined()
  })

  it('A3 parts that are gone and assets that nothing has change nothing', () => {
    expect(factsOf([asset('Card data', ['gone']), asset('API keys', [])])).toEqual(factsOf([]))
    expect(withAssetFacts(drawing, [asset('API keys', [])], recogniser)).toBe(drawing)
  })

  it('A3 an analysis that goes on after edits of model and assets is, to the byte, one that begins there; what they say no more of is the same object', () => {
    const names = ['Card data', 'API keys', 'Plans', 'Payroll']
    const linking = fc.record({ asset: fc.nat(names.length - 1), part: fc.nat(60), on: fc.boolean(), classification: fc.constantFrom(undefined, ...classifications) })
    const doing = fc.oneof(fc.record({ edit: anyStep }), fc.record({ link: linking }))
    fc.assert(
      fc.property(fc.nat(1000), fc.array(doing, { minLength: 1, maxLength: 14 }), (seed, all) => {
        const [analyzer, fill] = [createAnalyzer(), createAssetFacts()]
        let model = generatedModel(12, 24, seed)
        let assets = names.map((name) => asset(name, []))
        for (const one of all) {
          if ('edit' in one) model = takeStep(model, one.edit)
          else {
            const parts = [...model.elements, ...model.flows]
            const id = parts[one.link.part % Math.max(1, parts.length)]?.id ?? ''
            assets = assets.map((other, index) => (index === one.link.asset ? asset(other.name, [...(other.on ?? []).filter((on) => on !== id), ...(one.link.on ? [id] : [])], one.link.classification) : other))
          }
          const filled = fill(model, assets, recogniser)
          expect(JSON.stringify(analyzer.analyze(filled, book))).toBe(JSON.stringify(analyze(withAssetFacts(model, assets, recogniser), book)))
          const again = fill(model, assets, recogniser)
          expect(again.elements.every((part, index) => part === filled.elements[index]) && again.flows.every((part, index) => part === filled.flows[index])).toBe(true)
        }
      }),
      { numRuns: 15 },
    )
  })
})
