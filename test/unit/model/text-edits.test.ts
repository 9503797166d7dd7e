import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mermaidText } from '../../../src/main/export/tools/mermaid.ts'
import type { Model } from '../../../src/shared/domain/model.ts'
import { applyEdits } from '../../../src/renderer/workbench/model/apply-edits.ts'
import { textEdits, type TextNames } from '../../../src/renderer/workbench/model/text/text-edits.ts'
import { read } from '../import/support.ts'
import { boundary, box, element, flow, model } from './models.ts'

const drawn = model({
  boundaries: [boundary('net', { label: 'Network', position: box(0, 0, 400, 300) }), boundary('line', { kind: 'line' })],
  elements: [
    element('user', { label: 'User', kind: 'external-entity', position: box(-300, 0) }),
    element('api', { label: 'API', parent: 'net', technology: 'aws.lambda', position: box(10, 10), facts: { authenticated: { value: 'yes', origin: { by: 'user', detail: '' } } }, notes: 'ask Kim' }),
    element('worker', { label: 'Worker', parent: 'api', position: box(20, 20) }),
    element('db', { label: 'Orders', kind: 'data-store', parent: 'net', position: box(200, 10) }),
  ],
  flows: [
    flow('f1', 'user', 'api', { label: 'HTTPS login', facts: { encrypted: { value: 'yes', origin: { by: 'user', detail: '' } } } }),
    flow('f2', 'api', 'db', { label: 'SQL', bends: [{ x: 1, y: 2 }] }),
    flow('f3', 'api', 'db', { label: 'backup' }),
    flow('loose', 'api', null, { label: 'somewhere' }),
  ],
  notes: [{ id: 'note', diagram: 'd', text: 'hello', position: box(0, 500) }],
})

/** A counter for ids, so that what is added can be told. */
function ids(): () => string {
  let count = 0
  return () => `new${String((count += 1))}`
}

async function open(of: Model): Promise<{ text: string; read: Model; names: TextNames; drawn: Model }> {
  const { text, parts, flows } = mermaidText(of)
  return { text, read: (await read(text, 'diagram.mmd')).model, names: { parts, flows }, drawn: of }
}

async function typed(of: Model, change: (text: string) => string) {
  const { text, ...before } = await open(of)
  const after = (await read(change(text), 'diagram.mmd')).model
  const { edits, names } = textEdits(before, after, 'd', ids())
  return { edits, names, model: applyEdits(of, edits) }
}

const replaced = (what: string, by: string) => (text: string) => {
  expect(text).toContain(what)
  return text.replace(what, by)
}

describe('a diagram as text', () => {
  test('a text that says the same changes nothing, whatever it has no words for', async () => {
    expect((await typed(drawn, (text) => `${text}\n%% a remark\n`)).edits).toEqual([])
  })

  test('a new label is a new label, and nothing else of the part changes', async () => {
    const { edits } = await typed(drawn, replaced('"API"', '"Public API"'))
    expect(edits).toEqual([{ type: 'update-element', id: 'api', set: { label: 'Public API' } }])
  })

  test('a part under another name in the text is the same part, and so are its flows', async () => {
    const { edits, names } = await typed(drawn, (text) => text.replaceAll('_user', 'customer'))
    expect(edits).toEqual([])
    expect(names.parts.get('customer')).toBe('user')
    expect(names.flows).toEqual(['f1', 'f2', 'f3'])
  })

  test('other brackets are another kind', async () => {
    expect((await typed(drawn, replaced('_worker["Worker"]', '_worker[("Worker")]'))).edits).toEqual([{ type: 'update-element', id: 'worker', set: { kind: 'data-store' } }])
  })

  test('lines that are added draw parts and flows; lines that are taken away remove them', async () => {
    const { model: after } = await typed(drawn, (text) => replaced('  _api -->|"backup"| _db\n', '')(`${text}\n  subgraph vault["Vault"]\n    keys[("Keys")]\n  end\n  _api <-->|decrypt| keys\n`))
    const added = after.elements.find(({ label }) => label === 'Keys')
    const vault = after.boundaries.find(({ label }) => label === 'Vault')
    expect(added).toMatchObject({ kind: 'data-store', parent: vault?.id, position: null })
    expect(after.flows.map(({ id }) => id)).toEqual(['f1', 'f2', 'loose', expect.anything()])
    expect(after.flows.at(-1)).toMatchObject({ source: 'api', target: added?.id, bidirectional: true, label: 'decrypt' })
  })

  test('a flow that is bent to another part stays that flow', async () => {
    expect((await typed(drawn, replaced('_api -->|"SQL"| _db', '_worker -->|"SQL"| _db'))).edits).toEqual([{ type: 'update-flow', id: 'f2', set: { source: 'worker' } }])
  })

  test('an element that stands in another one goes with it while the text has both in one boundary, and stays behind where it has not', async () => {
    const parentOf = (of: Model, id: string) => of.elements.find((one) => one.id === id)?.parent
    const apart = await typed(drawn, replaced('    _api\n', ''))
    expect([parentOf(apart.model, 'api'), parentOf(apart.model, 'worker')]).toEqual([null, 'net'])
    const together = await typed(drawn, replaced('    _api\n    _worker\n', ''))
    expect([parentOf(together.model, 'api'), parentOf(together.model, 'worker')]).toEqual([null, 'api'])
    const alone = await typed(drawn, replaced('    _worker\n', ''))
    expect([parentOf(alone.model, 'api'), parentOf(alone.model, 'worker')]).toEqual(['net', null])
  })

  test('what the text then says is what is drawn, and all that it has no words for stays, whatever is changed', async () => {
    const label = fc.constantFrom('Shop', 'Cache', 'Mail', 'Queue', 'Orders', 'API', '')
    const change = fc.oneof(
      fc.record({ label: fc.constant('relabel'), at: fc.nat(20), to: label }),
      fc.record({ label: fc.constant('kind'), at: fc.nat(20), to: fc.constantFrom('process', 'data-store', 'external-entity') }),
      fc.record({ label: fc.constant('into'), at: fc.nat(20), to: fc.constantFrom('net', 'top') }),
      fc.record({ label: fc.constant('remove'), at: fc.nat(20), to: fc.constant('') }),
      fc.record({ label: fc.constant('add'), at: fc.nat(20), to: label }),
      fc.record({ label: fc.constant('link'), at: fc.nat(20), to: label }),
      fc.record({ label: fc.constant('unlink'), at: fc.nat(20), to: fc.constant('') }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
        const before = await open(drawn)
        const wanted = changes.reduce(changed, drawn)
        const after = (await read(mermaidText(wanted).text, 'diagram.mmd')).model
        const result = applyEdits(drawn, textEdits(before, after, 'd', ids()).edits)
        expect(says(result)).toEqual(says(wanted))
        const unsaid = new Map(drawn.elements.map((part) => [part.id, unsaidOf(part)]))
        for (const part of result.elements) expect(unsaid.get(part.id) ?? unsaidOf(part)).toEqual(unsaidOf(part))
        expect(result.notes).toEqual(drawn.notes)
        expect(result.flows.filter(({ target }) => target === null).map(({ id }) => id)).toEqual(result.elements.some(({ id }) => id === 'api') ? ['loose'] : [])
      }),
      { numRuns: 60, examples: [[[{ label: 'into', at: 6, to: 'net' }, { label: 'into', at: 5, to: 'top' }]]] },
    )
  })
})

function unsaidOf({ technology, facts, position, notes }: Model['elements'][number]) {
  return { technology, facts, position, notes }
}

/** One change that a text can say, in the model that it is then written from. Names in the text stay: they are the keys. */
function changed(of: Model, { label: what, at, to }: { label: string; at: number; to: string }, index: number): Model {
  const part = of.elements[at % of.elements.length]
  const link = of.flows.filter(({ target }) => target !== null)[at % Math.max(1, of.flows.length - 1)]
  const id = `more${String(index)}${to}`.toLowerCase()
  const withPart = (set: Partial<Model['elements'][number]>): Model => ({ ...of, elements: of.elements.map((one) => (one === part ? { ...one, ...set } : one)) })
  switch (what) {
    case 'relabel':
      return withPart({ label: to })
    case 'kind':
      return withPart({ kind: to === 'data-store' || to === 'external-entity' ? to : 'process' })
    case 'into':
      return part && of.elements.some(({ parent }) => parent === part.id) ? of : withPart({ parent: to === 'net' ? 'net' : null })
    case 'remove':
      return part && of.elements.length > 1 && part.id !== 'api' ? { ...of, elements: of.elements.filter((one) => one !== part), flows: of.flows.filter(({ source, target }) => source !== part.id && target !== part.id) } : of
    case 'add':
      return { ...of, elements: [...of.elements, element(id, { label: to })] }
    case 'link':
      return part ? { ...of, flows: [...of.flows, flow(id, part.id, 'api', { label: to })] } : of
    default:
      return link ? { ...of, flows: of.flows.filter((one) => one !== link) } : of
  }
}

/** What a text says of a model: parts by their labels, kinds and boundaries, flows by their ends and words; in no order. */
function says(of: Model) {
  const zone = (id: string | null): string | null => (id === null || of.boundaries.some((one) => one.id === id) ? id : zone(of.elements.find((one) => one.id === id)?.parent ?? null))
  const name = (id: string | null) => of.elements.find((one) => one.id === id)?.label ?? null
  return {
    elements: of.elements.map(({ label, kind, parent }) => JSON.stringify([label, kind, zone(parent)])).toSorted(),
    flows: of.flows.filter(({ target }) => target !== null).map(({ label, bidirectional, source, target }) => JSON.stringify([label, bidirectional, name(source), name(target)])).toSorted(),
  }
}
