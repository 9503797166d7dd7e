import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { diffModels, type ModelDiff } from '../../../src/main/stride/findings/changes.ts'
import { diffMarkdown } from '../../../src/main/export/markdown/diff-md.ts'
import { Comparison, comparison } from '../../../src/shared/domain/comparison.ts'
import { isEmpty, type PartDiff } from '../../../src/shared/domain/diff.ts'
import type { Cause, FindingChange } from '../../../src/shared/domain/diff-findings.ts'
import { matchModels } from '../../../src/shared/domain/match-model.ts'
import type { Model } from '../../../src/shared/domain/model.ts'
import { boundary, element, flow, model } from '../model/models.ts'
import { book } from '../stride/support.ts'

const user = (value: string) => ({ value, origin: { by: 'user' as const, detail: '' } })

/** A small shop of which the rules find something: a customer outside, a service and a store in a zone. */
const shop = model({
  elements: [
    element('customer', { kind: 'external-entity', sourceId: 'c1' }),
    element('api', { parent: 'zone', technology: 'web-service', sourceId: 'c2' }),
    element('orders', { parent: 'zone', kind: 'data-store', technology: 'sql-database' }),
    element('mail', { kind: 'external-entity' }),
  ],
  boundaries: [boundary('zone', { facts: { zone: user('private') } })],
  flows: [flow('f1', 'customer', 'api', { label: 'order' }), flow('f2', 'api', 'orders', { label: 'SQL' }), flow('f3', 'api', 'mail')],
})

interface Edits {
  renamed: string[]
  answered: string[]
  cut: string[]
  added: string[]
}

const edits: fc.Arbitrary<Edits> = fc.record({
  renamed: fc.subarray(['customer', 'api']),
  answered: fc.subarray(['f1', 'f2', 'f3']),
  cut: fc.subarray(['f1', 'f2', 'f3']),
  added: fc.uniqueArray(fc.constantFrom('cache', 'queue', 'worker')),
})

function edited(start: Model, { renamed, answered, cut, added }: Edits): Model {
  return {
    ...start,
    elements: [
      ...start.elements.map((one) => (renamed.includes(one.id) ? { ...one, label: `New ${one.label}`, key: `new_${one.key}` } : one)),
      ...added.map((id) => element(id, { parent: 'zone' })),
    ],
    flows: start.flows.filter(({ id }) => !cut.includes(id)).map((one) => (answered.includes(one.id) ? { ...one, facts: { encrypted: user('yes') } } : one)),
  }
}

/** As another reader of the file makes it: under other ids and in another order. */
function underOtherIds(one: Model): Model {
  const id = (given: string) => `x-${given}`
  const orNull = (given: string | null) => (given === null ? null : id(given))
  return {
    diagrams: one.diagrams.map((part) => ({ ...part, id: id(part.id) })),
    elements: one.elements.map((part) => ({ ...part, id: id(part.id), diagram: id(part.diagram), parent: orNull(part.parent) })).reverse(),
    boundaries: one.boundaries.map((part) => ({ ...part, id: id(part.id), diagram: id(part.diagram), parent: orNull(part.parent) })),
    flows: one.flows.map((part) => ({ ...part, id: id(part.id), diagram: id(part.diagram), source: orNull(part.source), target: orNull(part.target) })).reverse(),
  }
}

const keys = (parts: readonly { key: string }[]) => parts.map(({ key }) => key).sort()

describe('diff of models', () => {
  test('D5 nothing differs from itself, whatever ids and order the parts have', () => {
    fc.assert(
      fc.property(edits, (made) => {
        const one = edited(shop, made)
        for (const other of [one, underOtherIds(one)]) {
          const { findings, ...parts } = diffModels(one, other, book)
          expect([findings, Object.values(parts).every(isEmpty)]).toEqual([[], true])
        }
      }),
      { numRuns: 30 },
    )
  })

  test('D5 the edits made are the differences found, and no others', () => {
    fc.assert(
      fc.property(edits, fc.boolean(), (made, foreign) => {
        const after = edited(shop, made)
        const { elements, flows, boundaries } = diffModels(shop, foreign ? underOtherIds(after) : after, book)
        expect(isEmpty(boundaries)).toBe(true)
        expect([keys(elements.added), elements.removed]).toEqual([[...made.added].sort(), []])
        expect(elements.changed.map(({ was }) => was.key).sort()).toEqual([...made.renamed].sort())
        for (const { fields, was, label } of elements.changed) expect(fields).toEqual([{ field: 'label', before: was.label, after: label }])
        expect([flows.added, keys(flows.removed)]).toEqual([[], [...made.cut].sort()])
        const answered = made.answered.filter((id) => !made.cut.includes(id))
        expect(flows.changed.map(({ was, fields }) => [was.key, fields]).sort()).toEqual(answered.sort().map((id) => [id, [{ field: 'fact encrypted', before: 'unknown', after: 'yes' }]]))
      }),
      { numRuns: 40 },
    )
  })

  test('D6 comparing the other way round gives the mirror image, findings included', () => {
    fc.assert(
      fc.property(edits, edits, (one, other) => {
        const [a, b] = [edited(shop, one), underOtherIds(edited(shop, other))]
        const [there, back] = [diffModels(a, b, book), diffModels(b, a, book)]
        for (const list of ['elements', 'flows', 'boundaries'] as const) expect(inOrder(there[list])).toEqual(inOrder(mirrored(back[list])))
        expect(findingsOf(there)).toEqual(findingsOf({ ...back, findings: back.findings.map(mirroredFinding) }))
      }),
      { numRuns: 40 },
    )
  })

  test('D5 the ends and the place of a part are the parts they name, whatever these are called by now', () => {
    const moved = edited(shop, { renamed: ['api'], answered: [], cut: [], added: [] })
    expect(keys(diffModels(shop, moved, book).flows.changed)).toEqual([])
    const turned = { ...shop, flows: shop.flows.map((one) => (one.id === 'f3' ? { ...one, sourceId: 's', target: 'customer' } : { ...one, sourceId: one.id })) }
    const sourced = { ...shop, flows: shop.flows.map((one) => ({ ...one, sourceId: one.id === 'f3' ? 's' : one.id })) }
    expect(diffModels(sourced, turned, book).flows.changed).toMatchObject([{ was: { key: 'f3' }, fields: [{ field: 'target', before: 'mail', after: 'customer' }] }])
  })

  test('D6 of parts with the same source id the first is the first, whichever side is the newer', () => {
    const twice = (...labels: string[]) => model({ elements: labels.map((label, index) => element(`${label}${index}`, { label, key: label, sourceId: 'same' })) })
    const [one, two] = [twice('a', 'b'), twice('c')]
    expect([...matchModels(one, two)].filter(([id]) => id !== 'd')).toEqual([['c0', 'a0']])
    expect([...matchModels(two, one)].filter(([id]) => id !== 'd')).toEqual([['a0', 'c0']])
  })
})

describe('diff of findings', () => {
  // One flow out of the service: rules that make one finding of all that a part sends then make one of this flow alone.
  const alone = { ...shop, flows: shop.flows.filter(({ id }) => id !== 'f3') }
  const answered = (fact: string, on: string, value: string): Model => ({
    ...alone,
    flows: alone.flows.map((one) => (one.id === on ? { ...one, facts: { ...one.facts, [fact]: user(value) } } : one)),
    elements: shop.elements.map((one) => (one.id === on ? { ...one, facts: { ...one.facts, [fact]: user(value) } } : one)),
  })

  test('D3 a fact that changed is named with both values: possible becomes confirmed, or is gone', () => {
    const confirmed = diffModels(alone, answered('encrypted', 'f2', 'no'), book).findings
    const gone = diffModels(alone, answered('encrypted', 'f2', 'yes'), book).findings
    const because = (after: string) => expect.arrayContaining([{ kind: 'fact', part: 'api -> orders: SQL', fact: 'encrypted', before: 'unknown', after }])
    expect(confirmed).toContainEqual(expect.objectContaining({ state: 'changed', before: expect.objectContaining({ status: 'possible' }), after: expect.objectContaining({ status: 'confirmed' }), because: because('no') }))
    expect(gone).toContainEqual(expect.objectContaining({ state: 'gone', after: null, because: because('yes') }))
  })

  test('D3 a part that went or came is named, and so is a technology', () => {
    const without = { ...alone, flows: alone.flows.filter(({ id }) => id !== 'f2') }
    const { findings } = diffModels(alone, without, book)
    expect(findings.some(({ state, because }) => state === 'gone' && because.some((cause) => cause.kind === 'part-removed' && cause.part === 'api -> orders: SQL'))).toBe(true)
    expect(diffModels(without, alone, book).findings.some(({ state, because }) => state === 'new' && because.some((cause) => cause.kind === 'part-added'))).toBe(true)
    const plain = { ...shop, elements: shop.elements.map((one) => (one.id === 'orders' ? { ...one, technology: null } : one)) }
    expect(diffModels(shop, plain, book).findings.flatMap(({ because }) => because)).toContainEqual({ kind: 'property', part: 'orders', property: 'technology', before: 'sql-database', after: '' })
  })

  test('D3 every change says why', () => {
    fc.assert(
      fc.property(edits, edits, (one, other) => {
        for (const change of diffModels(edited(shop, one), edited(shop, other), book).findings) expect(change.because.length).toBeGreaterThan(0)
      }),
      { numRuns: 20 },
    )
  })
})

describe('as a document', () => {
  const hostile = edited({ ...shop, elements: [...shop.elements, element('odd', { key: 'odd', label: 'A | B\n# <img src=x> `x` @team [l](u)' })] }, { renamed: ['api'], answered: ['f2'], cut: ['f3'], added: ['queue'] })
  const { findings, ...parts } = diffModels(shop, hostile, book)
  const found = comparison(parts, findings)

  test('D7 the shape is the documented one, and the bytes are the same on every run', () => {
    expect(Comparison.parse(JSON.parse(JSON.stringify(found)))).toEqual(JSON.parse(JSON.stringify(found)))
    const again = diffModels(shop, hostile, book)
    expect(JSON.stringify(comparison({ elements: again.elements, flows: again.flows, boundaries: again.boundaries }, again.findings))).toBe(JSON.stringify(found))
    expect(Object.keys(found)).toEqual(['schema', 'same', 'elements', 'flows', 'boundaries', 'findings'])
  })

  test('D7 in Markdown every row has as many cells as its table, and no label is markup', () => {
    const lines = diffMarkdown(found).split('\n')
    let heads = 0
    for (const line of lines.filter((one) => one.startsWith('|'))) {
      const cells = line.split(/(?<!\\)\|/).length
      if (/^\| (Finding|\s*\|)/.test(line)) heads = cells
      expect(cells).toBe(heads)
    }
    expect(lines.join('\n')).not.toMatch(/<img|(?<!\\)\[l\]|@team/)
    expect(lines.filter((line) => line.startsWith('## '))).toContain('## Elements')
    // Text is escaped by the same rules as in the register's Markdown: also what would begin a list.
    const listed = diffModels(shop, { ...shop, elements: [...shop.elements, element('listed', { key: 'listed', label: '1. Pay' })] }, book)
    expect(diffMarkdown(comparison({ elements: listed.elements, flows: listed.flows, boundaries: listed.boundaries }, listed.findings))).toContain('1&#46; Pay')
  })
})

function mirrored({ added, removed, changed }: PartDiff): PartDiff {
  return {
    added: removed,
    removed: added,
    changed: changed.map(({ key, label, was, fields }) => ({ ...was, was: { key, label }, fields: fields.map(({ field, before, after }) => ({ field, before: after, after: before })) })),
  }
}

function inOrder({ added, removed, changed }: PartDiff) {
  const sorted = <One extends { key: string }>(parts: One[]) => [...parts].sort((a, b) => (a.key < b.key ? -1 : 1))
  return { added: sorted(added), removed: sorted(removed), changed: sorted(changed).map((one) => ({ ...one, fields: [...one.fields].sort((a, b) => (a.field < b.field ? -1 : 1)) })) }
}

const opposite = { new: 'gone', gone: 'new', changed: 'changed' } as const
const opposites = { 'part-added': 'part-removed', 'part-removed': 'part-added', 'rule-on': 'rule-off', 'rule-off': 'rule-on' } as const

function mirroredCause(cause: Cause): Cause {
  if (cause.kind === 'fact' || cause.kind === 'property') return { ...cause, before: cause.after, after: cause.before }
  return cause.kind === 'elsewhere' ? cause : { ...cause, kind: opposites[cause.kind] }
}

function mirroredFinding(change: FindingChange): FindingChange {
  return { ...change, state: opposite[change.state], before: change.after, after: change.before, because: change.because.map(mirroredCause) }
}

/** Without ids, which are the first side's, and without names, of which a change has the later ones. */
function findingsOf({ findings }: ModelDiff) {
  return findings
    .map(({ state, rule, before, after, because }) => JSON.stringify({ state, rule, before, after, because: because.map((cause) => JSON.stringify({ ...cause, part: '' })).sort() }))
    .sort()
}
