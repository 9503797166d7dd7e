import { describe, expect, it } from 'vitest'
import { analyze } from '../../../src/main/stride/findings/analyze.ts'
import { analysed, answer, book, recognised } from './support.ts'

const shop = `
  user <Customer>
  ops <Operator>
  box net Private Subnet
    shop [Web Shop Portal]
    calc [Pricing Engine]
    tool [Repair Tool]
  end
  db (Customer DB PII)
  user > shop HTTPS
  shop > calc
  calc > db
  ops > tool
`

describe('facts of an analysis', () => {
  it('I1 personal data spreads from a store to its flows and on to who handles it', () => {
    const { facts } = analysed(shop)
    expect(facts['f3']?.['carries_pii']).toEqual({ value: 'yes', origin: { by: 'inference', detail: 'Customer DB PII stores personal data' } })
    expect(facts['calc']?.['handles_pii']?.value).toBe('yes')
    expect(facts['shop']?.['handles_pii']).toBeUndefined()
  })

  it('I1 a flow that carries it fills the store', () => {
    const { facts } = analysed('a [Web Portal]\n s (Some Store DB)\n a > s PII')
    expect(facts['s']?.['stores_pii']).toEqual({ value: 'yes', origin: { by: 'inference', detail: 'personal data flows in from Web Portal' } })
  })

  it('I2 input from outside spreads with its way; a trusted party starts none', () => {
    const { facts } = analysed(shop)
    expect(facts['db']?.['untrusted_input']).toEqual({ value: 'yes', origin: { by: 'inference', detail: 'Customer -> Web Shop Portal -> Pricing Engine -> Customer DB PII' } })
    expect(facts['tool']?.['untrusted_input']?.value).toBe('no')
  })

  it('I2 long ways leave out their middle', () => {
    const { facts } = analysed('u <User>\n a [A]\n b [B]\n c [C]\n d [D]\n e [E]\n u > a\n a > b\n b > c\n c > d\n d > e')
    expect(facts['e']?.['untrusted_input']?.origin.detail).toBe('User -> … -> C -> D -> E'.replace('C -> ', ''))
  })

  it('I3 what outsiders call faces the internet; what is private and not called does not', () => {
    const { facts } = analysed(shop)
    expect(facts['shop']?.['internet_facing']?.value).toBe('yes')
    expect(facts['calc']?.['internet_facing']).toEqual({ value: 'no', origin: { by: 'inference', detail: 'inside Private Subnet, and nobody outside talks to it' } })
    expect(facts['db']?.['internet_facing']).toBeUndefined()
  })

  it('F2 I4 nothing stated is changed', () => {
    const model = answer(answer(recognised(shop), 'shop', 'internet_facing', 'no'), 'f3', 'carries_pii', 'no')
    const before = structuredClone(model)
    const { facts } = analyze(model, book)
    expect(facts['shop']?.['internet_facing']).toEqual({ value: 'no', origin: { by: 'user', detail: 'answered' } })
    expect(facts['f3']?.['carries_pii']?.value).toBe('no')
    expect(model).toEqual(before)
  })

  it('F1 an answer of unknown is no answer', () => {
    const { facts } = analyze(answer(recognised(shop), 'shop', 'internet_facing', 'unknown'), book)
    expect(facts['shop']?.['internet_facing']?.value).toBe('yes')
  })

  it('F3 defaults of a technology say where they come from', () => {
    const { facts } = analysed('v (Vault)\n l (Audit Log)')
    expect(facts['v']?.['stores_credentials']?.origin).toEqual({ by: 'technology', detail: 'default of secret-store' })
  })

  it('I3 stands cycles of parents and flows', () => {
    const model = recognised('box a A\n box b B\n x [X]\n end\n end\n y [Y]\n x > y\n y > x\n x > x')
    const cyclic = { ...model, boundaries: model.boundaries.map((boundary) => ({ ...boundary, parent: boundary.id === 'a' ? 'b' : 'a' })) }
    expect(analyze(cyclic, book).counts).toEqual({ elements: 2, flows: 3, boundaries: 2, diagrams: 1 })
  })
})
