import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyEdits } from '../../../src/renderer/workbench/model/apply-edits.ts'
import { commonFacts, commonTechnology, factEdits, searchedFacts, technologyEdits } from '../../../src/renderer/workbench/model/bulk.ts'
import { partsById } from '../../../src/renderer/workbench/model/parts.ts'
import { scopeEdits } from '../../../src/renderer/workbench/model/scope-edits.ts'
import type { Model } from '../../../src/shared/domain/model.ts'
import { boundary, element, flow, model } from './models.ts'

const definition = (name: string, on: ('process' | 'data-store' | 'external-entity' | 'flow' | 'boundary')[]) => ({ name, topic: 't', on, answers: ['yes', 'no'], answerLabels: {}, group: `Group ${name}`, label: `Label ${name}`, question: `Is {on} ${name}?` })
const definitions = [definition('encrypted', ['flow']), definition('audit_logged', ['process', 'data-store']), definition('rate_limited', ['process'])]
const fact = (value: string, by: 'user' | 'import') => ({ value, origin: { by, detail: '' } })
const shop: Model = model({
  elements: [{ ...element('a'), technology: 'web-app', facts: { audit_logged: fact('yes', 'import') } }, { ...element('b'), technology: 'web-app', facts: { audit_logged: fact('no', 'user') } }, { ...element('s'), kind: 'data-store' }],
  flows: [flow('f', 'a', 'b')],
  boundaries: [boundary('z')],
})
const of = (at: Model, ...ids: string[]) => ids.flatMap((id) => partsById(at).get(id) ?? [])
const names = (...ids: string[]) => commonFacts(of(shop, ...ids), definitions, {}).map((one) => one.definition.name)

describe('what several parts have in common', () => {
  it('is the facts that make sense for all of them, and nothing of none', () => {
    expect(names('a', 'b')).toEqual(['audit_logged', 'rate_limited'])
    expect(names('a', 's')).toEqual(['audit_logged'])
    expect(names('a', 'f')).toEqual([])
    expect(names()).toEqual([])
  })

  it('is shown where they say the same, and as mixed with counts where they differ; the analysis speaks where nobody did', () => {
    const [logged, limited] = commonFacts(of(shop, 'a', 'b'), definitions, { a: { rate_limited: fact('yes', 'import') }, b: { rate_limited: fact('yes', 'import') } })
    expect(logged).toMatchObject({ value: null, answered: true, counts: new Map([['yes', 1], ['no', 1]]) })
    expect(limited).toMatchObject({ value: 'yes', answered: false })
    expect(commonFacts(of(shop, 'a', 's'), definitions, { a: { audit_logged: fact('yes', 'import') } })[0]?.counts).toEqual(new Map([['yes', 1], ['unknown', 1]]))
  })

  it('is a technology only where all are elements with the same one', () => {
    expect(commonTechnology(of(shop, 'a', 'b'))).toBe('web-app')
    expect(commonTechnology(of(shop, 'a', 's'))).toBeUndefined()
    expect(commonTechnology(of(shop, 'a', 'f'))).toBeUndefined()
  })

  it('after it is said of all of them, they say the same, and what was not chosen is as before', () => {
    fc.assert(fc.property(fc.subarray(['a', 'b', 's', 'f', 'z'], { minLength: 1 }), fc.constantFrom('yes', 'no', 'unknown'), fc.constantFrom('', 'theirs', null), (ids, value, reason) => {
      const some = of(shop, ...ids)
      const after = applyEdits(shop, [...factEdits(some, 'audit_logged', value), ...technologyEdits(some, 'aws.s3'), ...scopeEdits(some, reason)])
      for (const { definition: { name }, value: said } of commonFacts(of(after, ...ids), definitions, {})) if (name === 'audit_logged') expect(said).toBe(value)
      for (const one of of(after, ...ids)) {
        expect(one.part.outOfScope ?? null).toBe(reason)
        if (one.type === 'element') expect(one.part.technology).toBe('aws.s3')
      }
      const others = ['a', 'b', 's', 'f', 'z'].filter((id) => !ids.includes(id))
      expect(of(after, ...others)).toEqual(of(shop, ...others))
    }))
  })

  it('taking back touches only what somebody answered; what says so already is left alone', () => {
    expect(factEdits(of(shop, 'a', 'b'), 'audit_logged', null)).toEqual([{ type: 'set-fact', on: 'b', fact: 'audit_logged', value: null }])
    expect(scopeEdits(of(shop, 'a', 'f'), null)).toEqual([])
    expect(technologyEdits(of(shop, 'a', 's', 'f'), 'web-app').length).toBe(1)
  })

  it('facts are found by every word, in whatever order, in what people read of them', () => {
    expect(searchedFacts(definitions, 'LIMITED  rate').map(({ name }) => name)).toEqual(['rate_limited'])
    expect(searchedFacts(definitions, ' ')).toEqual(definitions)
    expect(searchedFacts(definitions, 'nothing of it')).toEqual([])
  })
})
