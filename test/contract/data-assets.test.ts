import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withAssetsOn } from '../../src/shared/domain/asset.ts'
import { startTestApp, type TestApp, transports } from '../support/app.ts'

const drawing = 'flowchart LR\n  visitor([Visitor]) -->|asks| desk[Front desk]\n  desk -->|puts| shelf[(Shelf)]\n'

describe.each(transports)('data assets, over %s', (transport) => {
  let running: TestApp
  beforeAll(async () => {
    running = await startTestApp(transport)
  })
  afterAll(async () => {
    await running.close()
    expect(running.logged).toEqual([])
  })

  async function begin() {
    const { project } = await running.api.model.importFile({ project: null, file: { name: 'desk.mmd', bytes: Buffer.from(drawing).toString('base64') }, job: randomUUID() })
    const { elements, flows } = await running.api.model.get({ project })
    return { project, shelf: elements.find(({ label }) => label === 'Shelf')?.id ?? '', flow: flows.find(({ label }) => label === 'puts')?.id ?? '' }
  }
  const header = (project: string) => running.api.project.header({ project })
  const factOf = async (project: string, on: string, fact: string) => (await running.api.analysis.get({ project })).analysis.facts[on]?.[fact]
  /** As the inspector says it. */
  async function put(project: string, on: string, names: string[]) {
    const current = await header(project)
    return running.api.project.setHeader({ project, header: { ...current, assets: withAssetsOn(current.assets, on, names, randomUUID) } })
  }

  it('are put on a part as one step that is called so, counted by the analysis, and taken back with it', async () => {
    const { project, shelf, flow } = await begin()
    expect(await factOf(project, flow, 'carries_pii')).toBeUndefined()
    await put(project, flow, ['Card data'])
    await put(project, shelf, [' card DATA', 'Plans'])
    const { assets } = await header(project)
    expect(assets.map(({ name, on }) => ({ name, on }))).toEqual([{ name: 'Card data', on: [flow, shelf] }, { name: 'Plans', on: [shelf] }])
    expect(await factOf(project, flow, 'carries_pii')).toEqual({ value: 'yes', origin: { by: 'inference', detail: 'asset: Card data' } })
    expect(await factOf(project, shelf, 'stores_pii')).toEqual({ value: 'yes', origin: { by: 'inference', detail: 'asset: Card data' } })

    expect(await running.api.history.undo({ project })).toMatchObject({ undo: 'assets', redo: 'assets' })
    expect((await header(project)).assets.map(({ name, on }) => ({ name, on }))).toEqual([{ name: 'Card data', on: [flow] }])
    await running.api.history.undo({ project })
    expect((await header(project)).assets).toEqual([])
    expect(await factOf(project, flow, 'carries_pii')).toBeUndefined()
    await running.api.history.redo({ project })
    await running.api.history.redo({ project })
    expect((await header(project)).assets).toEqual(assets)
    await put(project, shelf, [])
    expect((await header(project)).assets.map((asset) => 'on' in asset)).toEqual([true, false])
  })

  it('lose a part that is gone when they are next written, and until then undo brings it back as it was', async () => {
    const { project, shelf, flow } = await begin()
    await put(project, flow, ['Card data'])
    await put(project, shelf, ['Card data'])
    await running.api.model.edit({ project, label: 'remove', edits: [{ type: 'remove', ids: [flow] }] })
    expect((await running.api.analysis.get({ project })).analysis.facts[flow]).toBeUndefined()
    await running.api.history.undo({ project })
    expect(await factOf(project, flow, 'carries_pii')).toMatchObject({ value: 'yes' })
    await running.api.history.redo({ project })
    await put(project, shelf, ['Card data', 'Plans'])
    expect((await header(project)).assets.map(({ on }) => on)).toEqual([[shelf], [shelf]])
  })

  it('A4 are carried by a new flow whose label names them in brackets, within its own step; other words in brackets stay words', async () => {
    const { project, shelf } = await begin()
    const header0 = await header(project)
    const asset = (name: string) => ({ id: name, name, confidentiality: 'medium' as const, integrity: 'medium' as const, availability: 'medium' as const })
    await running.api.project.setHeader({ project, header: { ...header0, assets: [asset('Meal plans'), asset('Badges'), asset('Plans')] } })
    const { diagrams, elements } = await running.api.model.get({ project })
    const desk = elements.find(({ label }) => label === 'Front desk')?.id ?? ''
    const add = async (label: string) => {
      const id = randomUUID()
      await running.api.model.edit({ project, label: 'quick', edits: [{ type: 'add-flow', id, diagram: diagrams[0]?.id ?? '', label, source: shelf, target: desk, bidirectional: false }] })
      return { id, carried: (await header(project)).assets.filter(({ on }) => on?.includes(id)).map(({ name }) => name), said: (await running.api.model.get({ project })).flows.find((flow) => flow.id === id)?.label }
    }
    expect(await add('gives (BADGES, meal plans)')).toMatchObject({ carried: ['Meal plans', 'Badges'], said: 'gives (BADGES, meal plans)' })
    expect(await running.api.history.undo({ project })).toMatchObject({ undo: 'assets', redo: 'quick' })
    expect((await header(project)).assets.every(({ on }) => on === undefined)).toBe(true)
    for (const label of ['gives (leaflets)', 'gives badges', '(badges) are given']) expect((await add(label)).carried, label).toEqual([])
    expect((await header(project)).assets).toHaveLength(3)
  })

  it('come from a file that says where they are, are classed as it says, and stay as they are when it is read again', async () => {
    const list = (lines: string[]) => lines.join('\n')
    const text = list([
      'threagile_version: 1.0.0',
      'title: Stall',
      'data_assets:',
      '  Takings: {id: takings, confidentiality: strictly-confidential}',
      '  Posters: {id: posters, confidentiality: public}',
      'technical_assets:',
      '  Till: {id: till, type: process, data_assets_processed: [takings], communication_links: {Adds up: {target: book, protocol: https, data_assets_sent: [takings, unheard-of]}}}',
      '  Book: {id: book, type: datastore, data_assets_stored: [takings]}',
    ])
    const bring = (into: string | null) => running.api.model.importFile({ project: into, file: { name: 'stall.yaml', bytes: Buffer.from(text).toString('base64') }, job: randomUUID() })
    const { project } = await bring(null)
    const { elements, flows } = await running.api.model.get({ project })
    const labels = new Map([...elements, ...flows].map(({ id, label }) => [id, label]))
    const read = async () => (await header(project)).assets.map(({ name, classification, on }) => [name, classification, on?.map((id) => labels.get(id)).sort()])
    const all = [['Takings', 'restricted', ['Adds up', 'Book', 'Till']], ['Posters', 'public', undefined]]
    expect(await read()).toEqual(all)
    const flow = flows[0]?.id ?? ''
    const { assets } = await header(project)
    await running.api.project.setHeader({ project, header: { ...(await header(project)), assets: withAssetsOn(assets, flow, [], randomUUID) } })
    await bring(project)
    expect(await read()).toEqual([['Takings', 'restricted', ['Book', 'Till']], ['Posters', 'public', undefined]])
  })

  it('go along with a copy under its own ids, and with a project file', async () => {
    const { project, shelf, flow } = await begin()
    await put(project, flow, ['Card data'])
    await put(project, shelf, ['Card data'])
    const copy = await running.api.project.duplicate({ project })
    const parts = await running.api.model.get({ project: copy.id })
    const [copied] = (await header(copy.id)).assets
    expect(copied?.on).toEqual([parts.flows.find(({ label }) => label === 'puts')?.id, parts.elements.find(({ label }) => label === 'Shelf')?.id])
    expect(copied?.on).not.toContain(shelf)

    const before = await header(project)
    const file = await running.api.register.export({ project, format: 'dread', revision: null, cut: 'nothing', job: randomUUID() })
    const other = await startTestApp(transport)
    const taken = await other.api.model.importFile({ project: null, file: { name: 'desk.dread', bytes: file.bytes }, job: randomUUID() })
    expect(await other.api.project.header({ project: taken.project })).toEqual(before)
    expect((await other.api.analysis.get({ project: taken.project })).analysis.facts[flow]?.['carries_pii']?.origin.detail).toBe('asset: Card data')
    await other.close()
  })
})
