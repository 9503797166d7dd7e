import { describe, expect, it, test } from 'vitest'
import { originPhrases } from '../../../src/shared/domain/fact.ts'
import type { Model } from '../../../src/shared/domain/model.ts'
import { analyze } from '../../../src/main/stride/findings/analyze.ts'
import { analysed, answer, book, recognised } from './support.ts'

function fact(text: string, on: string, name: string) {
  const known = analysed(text).facts[on]?.[name]
  return known && { value: known.value, detail: known.origin.detail }
}

describe('data that goes further', () => {
  it('I1 what flows out of a store was in it', () => {
    expect(fact('d (Orders DB)\n a [Reporting Service]\n d > a PII', 'd', 'stores_pii')).toEqual({ value: 'yes', detail: 'personal data flows Orders DB -> Reporting Service' })
  })

  it('I5 I10 personal data passes a load balancer and ends in the one store behind the application, with its chain', () => {
    const text = 'c <Customer>\n lb [ALB]\n w [Web Shop Portal]\n d (Orders DB)\n r [Reporting Service]\n c > lb PII\n lb > w\n w > d\n d > r'
    expect(fact(text, 'f2', 'carries_pii')).toEqual({ value: 'yes', detail: 'personal data comes Customer -> ALB -> Web Shop Portal' })
    expect(fact(text, 'd', 'stores_pii')).toEqual({ value: 'yes', detail: 'personal data comes Customer -> ALB -> Web Shop Portal -> Orders DB' })
    expect(fact(text, 'r', 'handles_pii')).toEqual({ value: 'yes', detail: 'personal data comes Customer -> … -> Orders DB -> Reporting Service' })
  })

  test.each([
    ['two ways on from the gateway', 'c <Customer>\n g [API Gateway]\n a [Orders Service]\n b [Catalogue Service]\n c > g PII\n g > a\n g > b', 'f2'],
    ['two stores behind the application', 'c <Customer>\n w [Web Portal]\n d (Orders DB)\n e (Catalogue DB)\n c > w PII\n w > d\n w > e', 'f2'],
    ['a log behind the application', 'c <Customer>\n w [Web Portal]\n l (Splunk)\n c > w PII\n w > l', 'f2'],
    ['a call that does not come from outside', 'a [Orders Service]\n w [Billing Service]\n d (Ledger DB)\n a > w PII\n w > d', 'f2'],
    ['a process that is no front', 'c <Customer>\n a [Orders Service]\n b [Billing Service]\n c > a PII\n a > b', 'f2'],
  ])('I5 is not made up: %s', (_case, text, flow) => {
    expect(fact(text, flow, 'carries_pii')).toBeUndefined()
  })

  it('I5 credentials pass a front, and are not kept by the application they reach', () => {
    const text = 'c <Customer>\n lb [ALB]\n w [Web Shop Portal]\n d (Orders DB)\n c > lb password\n lb > w\n w > d'
    expect(fact(text, 'w', 'handles_credentials')).toEqual({ value: 'yes', detail: 'credentials come Customer -> ALB -> Web Shop Portal' })
    expect(fact(text, 'f3', 'carries_credentials')).toBeUndefined()
  })
})

describe('exposure', () => {
  const text = 'c <Customer>\n f [CloudFront]\n lb [ALB]\n w [Web Shop Portal]\n d (Orders DB)\n c > f\n f > lb\n lb > w\n w > d'

  it('I6 requests are passed on from front to front, to the first part that is none; it does not face the internet for that', () => {
    expect(fact(text, 'w', 'behind_front')).toEqual({ value: 'yes', detail: 'Customer -> CloudFront -> ALB -> Web Shop Portal' })
    expect(fact(text, 'w', 'internet_facing')).toBeUndefined()
    expect(fact(text, 'f', 'internet_facing')?.value).toBe('yes')
    expect(fact(text, 'd', 'behind_front')?.value).toBe('no')
  })

  it('I6 it is open behind a front of which nobody knows whether it faces the internet, and no behind one that does not', () => {
    const inner = recognised('lb [ALB]\n w [Web Shop Portal]\n lb > w')
    const behind = (model: Model) => analyze(model, book).facts['w']?.['behind_front']?.value
    expect(behind(inner)).toBeUndefined()
    expect(behind(answer(inner, 'lb', 'internet_facing', 'no'))).toBe('no')
    expect(behind(answer(inner, 'lb', 'internet_facing', 'yes'))).toBe('yes')
  })
})

describe('trust', () => {
  const text = 'c <Customer>\n box dmz DMZ\n w [Web Portal]\n v [Web Portal two]\n end\n box in Private Subnet\n d (Orders DB)\n end\n x [Other Service]\n c > w\n w > d\n d > w\n w > v\n w > x'

  test.each([
    ['f1', 'inward', 'trust changes: Customer -> DMZ'],
    ['f2', 'inward', 'trust changes: DMZ -> Private Subnet'],
    ['f3', 'outward', 'trust changes: Private Subnet -> DMZ'],
    ['f4', 'none', 'trusted alike: DMZ -> DMZ'],
  ])('I7 %s changes trust: %s', (flow, value, detail) => {
    expect(fact(text, flow, 'trust_crossing')).toEqual({ value, detail })
  })

  it('I7 an end in no known zone leaves it open', () => {
    expect(fact(text, 'f5', 'trust_crossing')).toBeUndefined()
  })
})

describe('power', () => {
  test.each([
    ['what it is', 'v (Vault)', 'v', 'secret-store holds power over others'],
    ['who administers', 'o <Operator>\n w [Web Portal]\n o > w', 'o', 'operator administers others'],
    ['whom it manages', 'd [Deploy Service]\n k [Kubernetes]\n d > k', 'd', 'manages others: Deploy Service -> Kubernetes'],
  ])('I8 comes from %s', (_case, text, on, detail) => {
    expect(fact(text, on, 'privileged')).toEqual({ value: 'yes', detail })
  })

  it('I8 comes from a role that is known to be too broad, and from that alone', () => {
    const model = recognised('r (IAM Role)\n w [Mail Worker]\n r > w')
    expect(analyze(model, book).facts['w']?.['privileged']).toBeUndefined()
    expect(analyze(answer(model, 'r', 'least_privilege', 'no'), book).facts['w']?.['privileged']?.origin.detail).toBe('acts with a broad role: IAM Role -> Mail Worker')
  })

  it('I8 I9 an element that contains others has power over them, and they share its fate', () => {
    const model = recognised('h [Linux Server]\n a [Orders Service]\n b [Billing Service]')
    const inside = { ...model, elements: model.elements.map((element) => (element.id === 'h' ? element : { ...element, parent: 'h' })) }
    const { facts } = analyze(inside, book)
    expect(facts['h']?.['privileged']?.origin.detail).toBe('others run inside it: Linux Server -> Orders Service')
    expect(facts['h']?.['shared_fate']).toEqual({ value: 'yes', origin: { by: 'inference', detail: 'several parts hang on it: Orders Service and Billing Service -> Linux Server' } })
    expect(facts['a']?.['shared_fate']?.value).toBe('no')
  })
})

describe('shared fate', () => {
  it('I9 needs two parts; people outside do not count', () => {
    const text = 'a [Orders Service]\n b [Billing Service]\n d (Ledger DB)\n e (Notes DB)\n c <Customer>\n a > d\n b > d\n a > d\n b > e\n c > e'
    expect(fact(text, 'd', 'shared_fate')).toEqual({ value: 'yes', detail: 'several parts hang on it: Orders Service and Billing Service -> Ledger DB' })
    expect(fact(text, 'e', 'shared_fate')?.value).toBe('no')
  })
})

describe('lines', () => {
  const place = (x: number, y: number, width: number, height: number) => ({ x, y, width, height })

  /** Two parts at (0, 0) and (400, 0) with a flow between them, and a line in this box. */
  function crossed(box: ReturnType<typeof place> | null, change: (model: Model) => Model = (model) => model): number {
    const model = recognised('a [Orders Service]\n b [Billing Service]\n a > b')
    const [a, b] = model.elements
    if (!a || !b) throw new Error('no elements')
    const placed: Model = {
      ...model,
      elements: [{ ...a, position: place(-50, -25, 100, 50) }, { ...b, position: place(350, -25, 100, 50) }],
      boundaries: [{ id: 'l', diagram: 'd', key: 'l', label: 'Border', kind: 'line', parent: null, facts: {}, position: box, sourceId: null, notes: '' }],
    }
    const { findings } = analyze(answer(change(placed), 'f1', 'encrypted', 'no'), book)
    const exploitability = findings.find(({ rule }) => rule === 'cleartext-traffic')?.suggested.exploitability ?? Number.NaN
    const plain = book.packs.flatMap((pack) => pack.rules).find(({ id }) => id === 'cleartext-traffic')?.dread.exploitability ?? Number.NaN
    return exploitability - plain
  }

  test.each([
    ['upright, between the two', place(200, -100, 4, 200), 1],
    ['upright, beyond them', place(600, -100, 4, 200), 0],
    ['upright, but too short', place(200, 10, 4, 200), 0],
    ['level, along the flow', place(0, -2, 400, 4), 0],
    ['slanting, both diagonals in the way', place(150, -100, 120, 200), 1],
    ['slanting, only one diagonal in the way', place(-100, -20, 180, 200), 0],
  ])('I4 a line %s', (_case, box, crossings) => {
    expect(crossed(box)).toBe(crossings)
  })

  it('I4 nothing is judged without places, or on another diagram', () => {
    expect(crossed(null)).toBe(0)
    expect(crossed(place(200, -100, 4, 200), (model) => ({ ...model, elements: model.elements.map((element) => ({ ...element, position: null })) }))).toBe(0)
    expect(crossed(place(200, -100, 4, 200), (model) => ({ ...model, boundaries: model.boundaries.map((boundary) => ({ ...boundary, diagram: 'other' })) }))).toBe(0)
  })
})

describe('origins', () => {
  it('I10 each is a sentence that a page can say in its language, or a chain of labels', () => {
    const texts = ['c <Customer>\n lb [ALB]\n w [Web Portal]\n d (Orders DB)\n c > lb PII\n lb > w\n w > d', 'd [Deploy Service]\n k [Kubernetes]\n d > k', 'box z DMZ\n w [Web Portal]\n end\n c <Customer>\n c > w']
    for (const text of texts) {
      for (const facts of Object.values(analysed(text).facts)) {
        for (const { origin } of Object.values(facts)) if (origin.by === 'inference') expect(originPhrases.read(origin.detail) !== null || origin.detail.includes(' -> ')).toBe(true)
      }
    }
  })
})
