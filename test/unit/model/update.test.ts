import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Model } from '../../../src/shared/domain/model.ts'
import { probablePairs, updateModel } from '../../../src/shared/domain/model-update.ts'
import { boundary, element, flow, model } from './models.ts'

const box = { x: 10, y: 20, width: 100, height: 60 }
const answer = { encrypted: { value: 'yes', origin: { by: 'user' as const, detail: '' } } }
const parts = ['customer', 'web', 'orders', 'mail', 'ledger', 'search']

/** A shop as its drawing tool wrote it, placed and answered here. */
const shop = model({
  elements: parts.map((name) => element(name, { sourceId: `s-${name}`, position: box, notes: `about ${name}`, facts: answer, parent: name === 'customer' ? null : 'zone' })),
  boundaries: [boundary('zone', { sourceId: 's-zone' })],
  flows: [flow('f1', 'customer', 'web'), flow('f2', 'web', 'orders'), flow('f3', 'web', 'mail'), flow('f4', 'web', 'search'), flow('f5', 'orders', 'ledger')].map((one) => ({ ...one, key: `${one.source ?? ''}->${one.target ?? ''}`, sourceId: `s-${one.id}` })),
})

interface FileEdits {
  renamed: string[]
  gone: string[]
  added: string[]
  /** Whether the tool gave every part a new id of its own. */
  renumbered: boolean
}
const fileEdits: fc.Arbitrary<FileEdits> = fc.record({
  renamed: fc.subarray(parts),
  gone: fc.subarray(parts),
  added: fc.uniqueArray(fc.constantFrom('cache', 'queue', 'worker')),
  renumbered: fc.boolean(),
})

const newName = (name: string) => `completely other ${[...name].reverse().join('')}`

/** The shop's drawing as somebody saved it again: read anew, so under ids of its own, and without anything of ours. */
function fileWith({ renamed, gone, added, renumbered }: FileEdits): Model {
  const id = (given: string) => `x-${given}`
  const orNull = (given: string | null) => (given === null ? null : id(given))
  const source = (given: string | null) => (renumbered ? `n-${given ?? ''}` : given)
  const bare = { notes: '', facts: {} }
  const kept = shop.elements.filter((one) => !gone.includes(one.id))
  return {
    diagrams: shop.diagrams.map((one) => ({ ...one, id: id(one.id) })),
    elements: [...kept, ...added.map((name) => element(name, { sourceId: `s-${name}` }))].map((one) => {
      const label = renamed.includes(one.id) ? newName(one.id) : one.label
      return { ...one, ...bare, position: null, id: id(one.id), diagram: id(one.diagram), label, key: label.replaceAll(' ', '_'), parent: orNull(one.parent), sourceId: source(one.sourceId) }
    }),
    boundaries: shop.boundaries.map((one) => ({ ...one, ...bare, id: id(one.id), diagram: id(one.diagram), sourceId: source(one.sourceId) })),
    flows: shop.flows
      .filter((one) => ![one.source, one.target].some((end) => end !== null && gone.includes(end)))
      .map((one) => ({ ...one, ...bare, id: id(one.id), diagram: id(one.diagram), source: orNull(one.source), target: orNull(one.target), sourceId: source(one.sourceId) })),
  }
}

const nothing: FileEdits = { renamed: [], gone: [], added: [], renumbered: false }
const idsOf = ({ elements, flows, boundaries }: Model) => [...elements, ...flows, ...boundaries].map(({ id }) => id)

describe('updating a model from a newer file', () => {
  test('a file that says nothing new changes nothing, even where its tool numbered everything anew', () => {
    const same = updateModel(shop, fileWith(nothing))
    expect(same.model).toEqual(shop)
    const renumbered = updateModel(shop, fileWith({ ...nothing, renumbered: true }))
    expect(idsOf(renumbered.model)).toEqual(idsOf(shop))
    expect([same.open, renumbered.open, [...same.removed], [...renumbered.removed]]).toEqual([[], [], [], []])
  })

  test('whatever the file, each part stays, goes or comes; what stays keeps its place, notes and answers', () => {
    fc.assert(
      fc.property(fileEdits, (edits) => {
        const { model: after, removed, kept, open } = updateModel(shop, fileWith(edits))
        const ids = new Set(idsOf(after))
        expect(idsOf(shop).filter((id) => ids.has(id) === removed.has(id))).toEqual([])
        expect(kept).toEqual([])
        for (const was of shop.elements) {
          const is = after.elements.find(({ id }) => id === was.id)
          if (is) expect(is).toMatchObject({ position: box, notes: was.notes, facts: answer })
        }
        // Whoever is asked about a part is asked about one that is new, and offered only what is going.
        for (const part of open) {
          expect(after[part.list].some(({ key, id }) => key === part.key && !idsOf(shop).includes(id))).toBe(true)
          expect(part.candidates.every(({ id }) => removed.has(id))).toBe(true)
        }
        // Nothing in the model names what is not there.
        for (const { source, target } of after.flows) expect([source, target].every((end) => end === null || ids.has(end))).toBe(true)
        for (const { parent } of [...after.elements, ...after.boundaries]) expect(parent === null || ids.has(parent)).toBe(true)
      }),
    )
  })

  test('a part under its old source id is the same, whatever it is called now', () => {
    fc.assert(
      fc.property(fc.subarray(parts), (renamed) => {
        const { model: after, open } = updateModel(shop, fileWith({ ...nothing, renamed }))
        expect(open).toEqual([])
        expect(after.elements.map(({ id, label }) => [id, label])).toEqual(shop.elements.map(({ id, label }) => [id, renamed.includes(id) ? newName(id) : label]))
      }),
    )
  })

  test('renamed and renumbered, it is asked about, and keeps its id once somebody says that it is the same', () => {
    for (const name of parts) {
      const file = fileWith({ ...nothing, renamed: [name], renumbered: true })
      const asked = updateModel(shop, file)
      expect(asked.open).toMatchObject([{ list: 'elements', label: newName(name), candidates: [{ id: name }] }])
      expect(asked.removed.has(name)).toBe(true)
      const settled = updateModel(shop, file, [{ list: 'elements', key: newName(name).replaceAll(' ', '_'), old: name }])
      expect(settled.model.elements.find(({ id }) => id === name)).toMatchObject({ label: newName(name), position: box, facts: answer })
      expect(idsOf(settled.model)).toEqual(idsOf(shop))
      expect([...settled.removed]).toEqual([])
    }
  })

  test('what stands among the same neighbours is proposed; one neighbour and another name are not enough', () => {
    const proposed = (name: string) => probablePairs(shop, fileWith({ ...nothing, renamed: [name], renumbered: true })).map(({ old }) => old)
    expect(proposed('web')).toEqual(['web'])
    expect(proposed('mail')).toEqual([])
    expect(probablePairs(shop, fileWith({ ...nothing, gone: ['mail'], added: ['cache'], renumbered: true }))).toEqual([])
  })

  test('what one answer settles makes its neighbours plain: a renamed pair is proposed together', () => {
    const file = fileWith({ ...nothing, renumbered: true })
    const names: Record<string, string> = { orders: 'orders database', ledger: 'general ledger' }
    const elements = file.elements.map((one) => ({ ...one, label: names[one.label] ?? one.label, key: names[one.label] ?? one.key }))
    expect(probablePairs(shop, { ...file, elements })).toMatchObject([{ old: 'orders' }, { old: 'ledger' }])
  })

  test('no part is two, and a word about what is not there counts for nothing', () => {
    const file = fileWith({ ...nothing, renamed: ['orders'], gone: ['mail'], added: ['cache'], renumbered: true })
    const key = newName('orders').replaceAll(' ', '_')
    const said = [
      { list: 'elements' as const, key, old: 'orders' },
      { list: 'elements' as const, key: 'cache', old: 'orders' },
      { list: 'elements' as const, key: 'cache', old: 'nobody' },
      { list: 'elements' as const, key: 'no_such_part', old: 'mail' },
    ]
    const { model: after, removed } = updateModel(shop, file, said)
    expect(after.elements.filter(({ id }) => id === 'orders').map(({ label }) => label)).toEqual([newName('orders')])
    expect(after.elements.map(({ label }) => label)).toContain('cache')
    expect(removed.has('mail')).toBe(true)
  })

  test('what was drawn here stays, with its flows to what stays', () => {
    const here: Model = { ...shop, elements: [...shop.elements, element('audit', { sourceId: null })], flows: [...shop.flows, { ...flow('own', 'web', 'audit'), sourceId: null }, { ...flow('loose', 'mail', 'audit'), sourceId: null }] }
    const { model: after, kept, removed } = updateModel(here, fileWith({ ...nothing, gone: ['mail'] }))
    expect(kept.map(({ id }) => id)).toEqual(['audit', 'own'])
    expect(idsOf(after)).toEqual(expect.arrayContaining(['audit', 'own']))
    expect(removed.has('loose')).toBe(true)
  })

  test('a file of another system asks nothing', () => {
    const many = (prefix: string) => model({ elements: Array.from({ length: 400 }, (_, at) => element(`${prefix}${String(at)}`, { sourceId: `${prefix}${String(at)}` })) })
    expect(updateModel(many('a'), many('b')).open).toEqual([])
  })
})
