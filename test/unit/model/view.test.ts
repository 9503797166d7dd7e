import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Facts } from '../../../src/shared/domain/fact.ts'
import type { RegisterRow } from '../../../src/shared/domain/register.ts'
import { badgesOf } from '../../../src/renderer/workbench/model/graph/badges.ts'
import { type Known, matching } from '../../../src/renderer/workbench/model/view/filter.ts'
import { neighbourhood } from '../../../src/renderer/workbench/model/view/focus.ts'
import { heatOfFindings, heatOfScores } from '../../../src/renderer/workbench/model/view/heat.ts'
import { type Filter, filterKinds, noFilter, plainView, rememberedView, rememberView } from '../../../src/renderer/workbench/model/view/view-settings.ts'
import { boundary, containers, element, flow, model } from './models.ts'

const yes = (fact: string): Facts => ({ [fact]: { value: 'yes', origin: { by: 'user', detail: '' } } })
const nothing: Known = { facts: {}, worst: new Map(), parentsOf: new Map() }
const known = (set: Partial<Known>): Known => ({ ...nothing, ...set })
const filter = (set: Partial<Filter>): Filter => ({ ...noFilter, ...set })
const sorted = (ids: ReadonlySet<string> | null) => (ids === null ? null : [...ids].sort())

const shop = model({
  elements: [element('browser', { kind: 'external-entity', technology: 'browser' }), element('api', { parent: 'net', technology: 'aws.lambda' }), element('orders', { parent: 'net', kind: 'data-store', technology: 'aws.s3', facts: yes('stores_pii') }), element('mail')],
  flows: [flow('in', 'browser', 'api'), flow('save', 'api', 'orders', { facts: yes('carries_pii') }), flow('send', 'api', 'mail')],
  boundaries: [boundary('cloud'), boundary('net', { parent: 'cloud' }), boundary('empty')],
})
const parentsOf = new Map([['aws.s3', ['object-storage']], ['object-storage', ['data-store']], ['data-store', []], ['round', ['about']], ['about', ['round']]])

describe('the filter', () => {
  it('asks for nothing where it is empty', () => {
    expect(matching(shop, noFilter, nothing)).toBeNull()
  })

  it('finds what has a technology or one that is a kind of it, the flows to it and the boundaries around it', () => {
    expect(sorted(matching(shop, filter({ technologies: ['data-store'] }), known({ parentsOf })))).toEqual(['cloud', 'net', 'orders', 'save'])
    expect(sorted(matching(shop, filter({ technologies: ['browser'] }), known({ parentsOf })))).toEqual(['browser', 'in'])
    expect(sorted(matching(shop, filter({ technologies: ['nobody'] }), known({ parentsOf })))).toEqual([])
  })

  it('ends where a taxonomy goes round in a circle', () => {
    const round = model({ elements: [element('a', { technology: 'round' })] })
    expect(sorted(matching(round, filter({ technologies: ['data-store'] }), known({ parentsOf })))).toEqual([])
  })

  it('finds data by what was resolved, else by what the part says itself', () => {
    expect(sorted(matching(shop, filter({ data: ['personal'] }), nothing))).toEqual(['cloud', 'net', 'orders', 'save'])
    const resolved = { orders: { stores_pii: { value: 'no', origin: { by: 'user', detail: '' } as const } }, api: yes('handles_pii') }
    expect(sorted(matching(shop, filter({ data: ['personal'] }), known({ facts: resolved })))).toEqual(['api', 'cloud', 'net', 'save'])
  })

  it('finds parts by their worst finding, and one of several bands is enough', () => {
    const worst = new Map([['api', 'High'], ['save', 'Low'], ['mail', 'Critical']] as const)
    expect(sorted(matching(shop, filter({ bands: ['High'] }), known({ worst })))).toEqual(['api', 'cloud', 'net'])
    expect(sorted(matching(shop, filter({ bands: ['High', 'Critical', 'Low'] }), known({ worst })))).toEqual(['api', 'cloud', 'mail', 'net', 'save'])
  })

  it('shows flows between elements of the kinds that are asked for, and boundaries by their own kind', () => {
    expect(sorted(matching(shop, filter({ kinds: ['process'] }), nothing))).toEqual(['api', 'cloud', 'mail', 'net', 'send'])
    expect(sorted(matching(shop, filter({ kinds: ['flow'] }), nothing))).toEqual(['in', 'save', 'send'])
    expect(sorted(matching(shop, filter({ kinds: ['boundary'] }), nothing))).toEqual(['cloud', 'empty', 'net'])
  })

  it('finds what is in scope and what is not', () => {
    const partly = { ...shop, elements: shop.elements.map((part) => (part.id === 'mail' ? { ...part, outOfScope: 'somebody else runs it' } : part)) }
    expect(sorted(matching(partly, filter({ scope: 'out' }), nothing))).toEqual(['mail'])
    expect(matching(partly, filter({ scope: 'in' }), nothing)?.has('mail')).toBe(false)
  })

  it('never finds more when more is asked, and never fewer when a list has more to choose from', () => {
    const lists = fc.record({ kinds: fc.uniqueArray(fc.constantFrom(...filterKinds)), bands: fc.uniqueArray(fc.constantFrom('Critical', 'High', 'Medium', 'Low')), data: fc.uniqueArray(fc.constantFrom('personal', 'credentials', 'internal')), technologies: fc.uniqueArray(fc.constantFrom('data-store', 'browser')), scope: fc.constantFrom('all', 'in', 'out') })
    const worst = new Map([['api', 'High'], ['save', 'Low'], ['mail', 'Critical']] as const)
    const elementsOf = (asked: Filter) => {
      const found = matching(shop, asked, known({ parentsOf, worst }))
      return shop.elements.filter(({ id }) => !found || found.has(id)).map(({ id }) => id)
    }
    fc.assert(fc.property(lists, lists, (a, b) => {
      const both = elementsOf({ ...a, data: a.data.length > 0 ? a.data : b.data })
      const one = elementsOf(a)
      expect(both.every((id) => one.includes(id))).toBe(true)
      if (a.bands.length > 0) expect(one.every((id) => elementsOf({ ...a, bands: [...new Set([...a.bands, ...b.bands])] }).includes(id))).toBe(true)
    }))
  })
})

describe('the focus', () => {
  it('shows what is one or two flows away, the flows between and the boundaries around', () => {
    expect(sorted(neighbourhood(shop, new Set(['browser']), 1))).toEqual(['api', 'browser', 'cloud', 'in', 'net'])
    expect(sorted(neighbourhood(shop, new Set(['browser']), 2))).toEqual(['api', 'browser', 'cloud', 'in', 'mail', 'net', 'orders', 'save', 'send'])
  })

  it('begins at both ends of a flow, and at all that is inside a boundary', () => {
    expect(sorted(neighbourhood(shop, new Set(['send']), 0))).toEqual(['api', 'cloud', 'mail', 'net', 'send'])
    expect(neighbourhood(shop, new Set(['net']), 0)).toEqual(new Set(['net', 'api', 'orders', 'save', 'cloud']))
  })

  it('has what was chosen in it, and grows with every step', () => {
    const ids = [...containers.elements, ...containers.flows, ...containers.boundaries].map(({ id }) => id)
    fc.assert(fc.property(fc.uniqueArray(fc.constantFrom(...ids), { minLength: 1 }), fc.nat(3), (chosen, steps) => {
      const near = neighbourhood(containers, new Set(chosen), steps)
      expect(chosen.every((id) => near.has(id))).toBe(true)
      const further = neighbourhood(containers, new Set(chosen), steps + 1)
      expect([...near].every((id) => further.has(id))).toBe(true)
    }))
  })
})

describe('heat', () => {
  const finding = (id: string, affected: string[], score: number, status: 'confirmed' | 'possible' = 'confirmed') => ({ id, affected, score, status })

  it('of findings weighs open ones by their score, possible ones by half of it, against the hottest part', () => {
    const heat = heatOfFindings([finding('1', ['a'], 40), finding('2', ['a', 'b'], 40), finding('3', ['c'], 40, 'possible'), finding('4', ['d', 'd'], 10), finding('5', ['e'], 50), finding('6', ['a', 'f'], 5)], new Set(['5', '6']), new Map())
    expect(Object.fromEntries(heat)).toEqual({ a: { step: 4, figure: '2' }, b: { step: 3, figure: '1' }, c: { step: 2, figure: '1' }, d: { step: 1, figure: '1' } })
  })

  it('of findings has a hottest part at step 4 wherever there are findings, and leaves nothing out', () => {
    fc.assert(fc.property(fc.array(fc.record({ id: fc.uuid(), affected: fc.array(fc.constantFrom('a', 'b', 'c')), score: fc.integer({ min: 5, max: 50 }), status: fc.constantFrom('confirmed', 'possible') })), (findings) => {
      const heat = heatOfFindings(findings, new Set(), new Map())
      expect(new Set(heat.keys())).toEqual(new Set(findings.flatMap(({ affected }) => affected)))
      if (heat.size > 0) expect([...heat.values()].some(({ step }) => step === 4)).toBe(true)
    }))
  })

  it('of findings, and the badges too, leave out what is out of scope, and only that', () => {
    expect([...heatOfFindings([finding('1', ['a', 'b'], 40)], new Set(), new Map([['b', 'theirs']])).keys()]).toEqual(['a'])
    expect([...badgesOf({ findings: [{ ...finding('1', ['a', 'b'], 40), severity: 'High' }] }, [], new Map([['b', 'theirs']])).keys()]).toEqual(['a'])
  })

  it('of scores is the highest standing total, by its band; what only a rule suggests and what is gone does not count', () => {
    const row = (affected: string[], total: number | null, band: RegisterRow['band'], set: { origin?: RegisterRow['origin']; gone?: string } = {}) => ({ threat: { affected, gone: set.gone ?? null }, total, band, origin: set.origin ?? 'voted' })
    const rows = [row(['a'], 20, 'Medium'), row(['a', 'b'], 32, 'High'), row(['b'], 45, 'Critical', { origin: 'suggested' }), row(['c'], 44, 'Critical', { gone: 'it went' }), row(['d'], null, null), row(['e'], 9, 'Low', { origin: 'imported' })]
    // Only what is read of a row is given.
    expect(Object.fromEntries(heatOfScores(rows as unknown as RegisterRow[]))).toEqual({ a: { step: 3, figure: '32' }, b: { step: 3, figure: '32' }, e: { step: 1, figure: '9' } })
  })
})

describe('the view of a project', () => {
  const memory = () => {
    const kept = new Map<string, string>()
    return { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) }
  }

  it('is remembered for each project alone', () => {
    const storage = memory()
    const settings = { ...plainView, heat: 'scores' as const, focus: 2 as const, filter: filter({ bands: ['High'] }) }
    rememberView('one', settings, storage)
    expect(rememberedView('one', storage)).toEqual(settings)
    expect(rememberedView('other', storage)).toEqual(plainView)
  })

  it('is the plain one where what is kept cannot be read, part by part', () => {
    const storage = memory()
    storage.setItem('dreadnought.view.a', '{')
    storage.setItem('dreadnought.view.b', JSON.stringify({ heat: 'findings', focus: 9, filter: { kinds: ['thing'] }, legend: true, minimap: false }))
    expect(rememberedView('a', storage)).toEqual(plainView)
    expect(rememberedView('b', storage)).toEqual({ ...plainView, heat: 'findings', legend: true, minimap: false })
    const broken = { setItem: () => { throw new Error('full') } }
    expect(() => rememberView('a', plainView, broken)).not.toThrow()
  })
})
