import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foundHits, foundNote, hitsOf, mostHits } from '../../../src/renderer/workbench/model/part-hits.ts'
import { partsById } from '../../../src/renderer/workbench/model/parts.ts'
import { boundary, box, element, flow, model } from './models.ts'

const words = { unnamed: 'unnamed', freeEnd: 'free end', diagram: ({ name }: { name: string }) => `diagram ${name}`, technology: (id: string) => ({ 'aws.s3': 'Amazon S3' })[id] ?? '' }
const two = [{ id: 'd', name: 'Shop', order: 1 }, { id: 'e', name: 'Payments', order: 2 }]
const shop = model({
  diagrams: two,
  elements: [
    element('Pay desk', { diagram: 'e', notes: 'Talks to the bank\nat night, as Jörg from operations says, and sends every settled receipt on to the archive.' }),
    element('Orders', { parent: 'Net', kind: 'data-store', technology: 'aws.s3' }),
    element('Old orders', { parent: 'Net' }),
    element('Orders API', { parent: 'Inner' }),
  ],
  flows: [flow('f', 'Orders API', 'Orders', { label: 'save' }), flow('g', 'Orders API', null)],
  boundaries: [boundary('Net'), boundary('Inner', { parent: 'Net' })],
  notes: [{ id: 'n', diagram: 'e', text: 'Ask the auditor\nabout the café', position: box(0, 0) }],
})
const hitsIn = (of = shop) => hitsOf(of, partsById(of), words)
const found = (typed: string) => foundHits(hitsIn(), typed).map(({ id }) => id)

describe('the search over all diagrams', () => {
  it('finds by name, technology and its name, ends, notes and free text', () => {
    expect(found('pay')).toEqual(['Pay desk', 'n'])
    expect(found('amazon')).toEqual(['Orders'])
    expect(found('aws.s3')).toEqual(['Orders'])
    expect(found('save orders')).toEqual(['f'])
    expect(found('bank')).toEqual(['Pay desk'])
    expect(found('auditor')).toEqual(['n'])
    expect(found('free end')).toEqual(['g'])
    expect(found('nothing of the kind')).toEqual([])
  })

  it('makes no difference between cases, nor between letters with and without accents', () => {
    expect(found('CAFE')).toEqual(['n'])
    expect(found('jorg')).toEqual(['Pay desk'])
    expect(found('jörg')).toEqual(['Pay desk'])
  })

  it('has what is called just so before what begins so, is called so at all, or only mentions it', () => {
    expect(found('orders')).toEqual(['Orders', 'Orders API', 'g', 'Old orders', 'f'])
  })

  it('says the diagram where there are several, and all that it stands in', () => {
    const place = (id: string, of = shop) => hitsIn(of).find((hit) => hit.id === id)?.place
    expect(place('Orders API')).toEqual(['diagram Shop', 'Net', 'Inner'])
    expect(place('n')).toEqual(['diagram Payments'])
    expect(place('Orders API', { ...shop, diagrams: two.slice(0, 1) })).toEqual(['Net', 'Inner'])
    const ring = model({ boundaries: [boundary('a', { parent: 'b' }), boundary('b', { parent: 'a' })] })
    expect(hitsIn(ring).map((hit) => hit.place)).toEqual([['a', 'b'], ['b', 'a']])
  })

  it('shows of a note the piece that was found, and nothing where the name says it', () => {
    const [desk] = foundHits(hitsIn(), 'receipt')
    expect(desk && foundNote(desk, 'receipt')).toMatch(/^….*settled receipt on to the archive\.$/)
    expect(desk && foundNote(desk, 'desk')).toBeNull()
    const [note] = foundHits(hitsIn(), 'about')
    expect(note && [note.label, foundNote(note, 'about')]).toEqual(['Ask the auditor', 'Ask the auditor about the café'])
  })

  it('finds nothing before anything is typed, and never more than can be read', () => {
    expect(found('  ')).toEqual([])
    const large = model({ elements: Array.from({ length: 200 }, (_, number) => element(`Service ${number}`)) })
    expect(foundHits(hitsIn(large), 'service')).toHaveLength(mostHits)
  })

  it('finds every part by its whole name, as one of those that are called so', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.stringMatching(/^[a-zäé]{1,6}( [a-zäé]{1,6})?$/), { minLength: 1, maxLength: 12 }), fc.nat(), (names, at) => {
        const of = model({ elements: names.map((name) => element(name)) })
        const wanted = names[at % names.length] ?? ''
        const ids = foundHits(hitsIn(of), wanted).map(({ id }) => id)
        expect(ids).toContain(wanted)
        expect(foundHits(hitsIn(of), wanted.toUpperCase()).map(({ id }) => id)).toEqual(ids)
      }),
    )
  })
})
