import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countModel, type Model } from '../../../src/shared/domain/model.ts'
import { baseFlowKey, baseKey, uniqueKeys } from '../../../src/shared/domain/key.ts'
import { notInMermaid, writeMermaid } from '../../../src/main/export/tools/mermaid.ts'
import { fixture, hasShared, read, root, shared } from '../import/support.ts'

const keys = (model: Model) => [model.elements, model.flows, model.boundaries].map((parts) => parts.map(({ key }) => key))
const said = (model: Model) => [model.elements.map(({ label, kind }) => [label, kind]), model.flows.map(({ label, bidirectional }) => [label, bidirectional]), new Set(model.boundaries.map(({ label }) => label))]

async function roundTrip(file: string): Promise<[Model, Model, string]> {
  const { model } = await read(readFileSync(file), path.basename(file))
  const text = writeMermaid(model)
  return [model, (await read(text, 'again.mmd')).model, text]
}

describe('mermaid', () => {
  const files = [path.join(root, 'resources/samples/web-shop.drawio'), path.join(root, 'resources/samples/container-deployment.mmd'), fixture('shapes.mmd')]
  const corpus = hasShared ? ['drawio', 'mermaid'].flatMap((folder) => readdirSync(path.join(shared, 'corpus', folder)).filter((name) => /\.(drawio|mmd)$/.test(name)).map((name) => path.join(shared, 'corpus', folder, name))) : []

  test.each([...files, ...corpus].map((file) => [path.basename(file), file]))('%s comes back with its counts, keys, labels and kinds, and is written the same again', async (_name, file) => {
    const [whole, after, text] = await roundTrip(file)
    const before = { ...whole, flows: whole.flows.filter(({ source, target }) => source !== null && target !== null), boundaries: whole.boundaries.filter(({ kind }) => kind === 'box') }
    const pages = before.diagrams.length
    expect({ ...countModel(after), diagrams: pages }).toEqual(countModel(before))
    expect(keys(after).map((list) => list.toSorted())).toEqual(keys(before).map((list) => list.toSorted()))
    expect(said(after)).toEqual(said(before))
    expect(writeMermaid({ ...after, diagrams: before.diagrams })).toBe(text)
  })

  test('no label breaks out of its quotes', async () => {
    const label = fc.string({ unit: fc.constantFrom('a', 'end', ' ', '"', '<b>', '&lt;', '#', ';', '**', '`', '|', ']', '-->', '%%', '\\', 'ß', 'é', '京', '😀', '1.', 'subgraph') , maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(fc.array(label, { minLength: 1, maxLength: 4 }), label, label, async (labels, zone, flow) => {
        const model = modelOf(labels, zone, flow)
        const again = (await read(writeMermaid(model), 'again.mmd')).model
        const line = (text: string) => text.replace(/\s+/g, ' ').trim()
        expect(again.elements.map((one) => [one.key, one.label])).toEqual(model.elements.map((one) => [one.key, line(one.label)]))
        expect(again.boundaries.map((one) => [one.key, one.label])).toEqual(model.boundaries.map((one) => [one.key, line(one.label)]))
        expect(again.flows.map((one) => [one.key, one.label])).toEqual(model.flows.map((one) => [one.key, line(one.label)]))
      }),
      { numRuns: 60 },
    )
  })

  test('says what it has no place for', async () => {
    const { model } = await read(readFileSync(fixture('office.drawio')), 'office.drawio')
    expect(notInMermaid(model).map(({ what }) => what)).toContain('diagrams (all parts are on one)')
  })
})

/** Elements within a zone, a flow from the first to the last. Keys as imports make them. */
function modelOf(labels: string[], zone: string, flow: string): Model {
  const unique = uniqueKeys()
  const common = { diagram: 'd', facts: {}, sourceId: null, notes: '' }
  const elements = labels.map((label, at) => ({ ...common, id: `e${String(at)}`, key: unique(baseKey(label, null, 'process')), label, kind: 'process' as const, technology: null, parent: 'b', position: null }))
  const key = baseFlowKey(elements[0]?.key ?? null, elements.at(-1)?.key ?? null)
  return {
    diagrams: [{ id: 'd', name: 'A "name": # x', order: 0 }],
    elements,
    boundaries: [{ ...common, id: 'b', key: baseKey(zone, null, 'boundary'), label: zone, kind: 'box', parent: null, position: null }],
    flows: [{ ...common, id: 'f', key, label: flow, source: 'e0', target: `e${String(labels.length - 1)}`, bidirectional: false }],
  }
}
