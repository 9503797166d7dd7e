import { describe, expect, it } from 'vitest'
import { Considered } from '../../../src/shared/domain/outcome.ts'
import { strideCategories } from '../../../src/shared/domain/stride.ts'
import { analyze } from '../../../src/main/stride/findings/analyze.ts'
import { considered } from '../../../src/main/stride/questions/considered.ts'
import { clinicBooking, parcelTracking, teamPlatform } from '../../fixtures/stride/systems.ts'
import { answer, book, recognised } from './support.ts'

const shop = recognised(`
  user <Customer>
  shop [Web Shop Portal]
  db (Orders PostgreSQL)
  user > shop HTTPS
  shop > db
`)

const ask = (part: string, model = shop) => considered(model, book, book, { part, stride: null })
const rule = (id: string, part: string, model = shop) => ask(part, model)?.rules.find((one) => one.rule === id)

describe('why there is nothing here', () => {
  it('V3 a rule that was stopped names the facts that stopped it, with value and origin', () => {
    expect(rule('cleartext-traffic', 'f1')).toMatchObject({ state: 'stopped', finding: null, facts: [{ on: 'f1', fact: 'encrypted', value: { value: 'yes', origin: { by: 'import', detail: 'label "https"' } } }] })
    const told = answer(shop, 'f2', 'encrypted', 'yes')
    expect(rule('cleartext-traffic', 'f2', told)).toMatchObject({ state: 'stopped', facts: [{ fact: 'encrypted', value: { origin: { by: 'user' } } }] })
  })

  it('V3 one that fires, or may, leads to its finding and names what is open', () => {
    const open = rule('cleartext-traffic', 'f2')
    expect(open).toMatchObject({ state: 'possible', facts: [{ on: 'f2', fact: 'encrypted', value: null }] })
    expect(analyze(shop, book).findings.find(({ id }) => id === open?.finding)).toMatchObject({ rule: 'cleartext-traffic', status: 'possible' })
  })

  it('V4 every rule of the category is considered, or counted as not applicable', () => {
    for (const text of [clinicBooking, parcelTracking, teamPlatform]) {
      const model = recognised(text)
      for (const part of [...model.elements, ...model.flows]) {
        for (const stride of strideCategories) {
          const found = considered(model, book, book, { part: part.id, stride })
          const all = book.packs.flatMap((pack) => pack.rules).filter((one) => one.stride.includes(stride)).length
          expect((found?.rules.length ?? 0) + (found?.notApplicable ?? 0)).toBe(all)
        }
      }
    }
  })

  it('V4 those that fire are exactly the findings whose subject the part is', () => {
    for (const text of [clinicBooking, parcelTracking, teamPlatform]) {
      const model = recognised(text)
      const { findings } = analyze(model, book)
      for (const { id } of [...model.elements, ...model.flows]) {
        const found = Considered.parse(considered(model, book, book, { part: id, stride: null }))
        const firing = found.rules.flatMap(({ finding }) => finding ?? []).sort()
        expect(firing).toEqual(findings.filter(({ subjects }) => subjects?.includes(id)).map((finding) => finding.id).sort())
        for (const { state, facts } of found.rules) if (state === 'possible') expect(facts.length > 0 && facts.every(({ value }) => value === null)).toBe(true)
      }
    }
  })

  it('V5 rules that are switched off, for the part or in the project, are named', () => {
    const off = [{ rule: 'cleartext-traffic', on: 'f2' }]
    expect(considered(shop, book, book, { part: 'f2', stride: null }, { off })?.rules.find((one) => one.rule === 'cleartext-traffic')).toMatchObject({ state: 'suppressed', finding: null })
    const without = { ...book, packs: book.packs.map((pack) => ({ ...pack, rules: pack.rules.filter(({ id }) => id !== 'cleartext-traffic') })) }
    expect(considered(shop, book, without, { part: 'f2', stride: null })?.rules.find((one) => one.rule === 'cleartext-traffic')).toMatchObject({ state: 'off', finding: null })
  })

  it('V6 the answer to a stopping fact that is changed lets the rule fire', () => {
    expect(rule('cleartext-traffic', 'f1', answer(shop, 'f1', 'encrypted', 'no'))).toMatchObject({ state: 'confirmed' })
  })

  it('V3 the same question gives the same bytes; a part that is not analysed gives nothing', () => {
    expect(JSON.stringify(ask('shop'))).toBe(JSON.stringify(ask('shop')))
    expect(ask('nobody')).toBeNull()
  })
})
