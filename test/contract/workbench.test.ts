import { randomUUID } from 'node:crypto'
import { isDefinedError, safe } from '@orpc/client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Change } from '../../src/shared/contract/workbench.ts'
import { startTestApp, transports, type TestApp } from '../support/app.ts'

/** One suite, run over both transports: whatever a page can ask, it gets the same answer in Electron and in a browser. */
describe.each(transports)('workbench contract over %s', (transport) => {
  let running: TestApp
  beforeEach(async () => {
    running = await startTestApp(transport)
  })
  afterEach(async () => {
    await running.close()
    expect(running.logged).toEqual([])
  })

  async function newProject(name = 'Payments') {
    const project = await running.api.project.create({ name })
    const model = await running.api.model.get({ project: project.id })
    const diagram = model.diagrams[0]?.id ?? ''
    return { project: project.id, diagram }
  }

  async function addTwo(project: string, diagram: string) {
    const [api, db, flow] = [randomUUID(), randomUUID(), randomUUID()]
    await running.api.model.edit({
      project,
      label: 'draw',
      edits: [
        { type: 'add-element', id: api, diagram, label: 'Orders API', kind: 'process', technology: null, parent: null, position: null },
        { type: 'add-element', id: db, diagram, label: 'Orders<br>(DB)', kind: 'data-store', technology: null, parent: null, position: null },
        { type: 'add-flow', id: flow, diagram, label: 'SQL', source: api, target: db, bidirectional: false },
      ],
    })
    return { api, db, flow }
  }

  it('creates, renames, lists and searches projects', async () => {
    const a = await running.api.project.create({ name: 'Zahlungsverkehr' })
    await running.api.project.create({ name: 'Câblage réseau' })
    await running.api.project.rename({ project: a.id, name: 'Zahlungsverkehr 2' })
    const names = async (search: string) => (await running.api.project.list({ search })).map((project) => project.name).sort()
    expect(await names('')).toEqual(['Câblage réseau', 'Zahlungsverkehr 2'])
    expect(await names('cablage')).toEqual(['Câblage réseau'])
    expect(await names('zahl')).toEqual(['Zahlungsverkehr 2'])
    expect(await names('"*')).toEqual([])
  })

  it('tells a diagram as a text, and whose names are in it', async () => {
    const { project, diagram } = await newProject()
    const { api, db, flow } = await addTwo(project, diagram)
    const { text, parts, flows } = await running.api.model.text({ project, diagram })
    expect(text).toContain('_orders_api -->|"SQL"| _orders_db')
    expect(parts).toEqual({ _orders_api: api, _orders_db: db })
    expect(flows).toEqual([flow])
    const [error] = await safe(running.api.model.text({ project, diagram: randomUUID() }))
    expect(isDefinedError(error) && error.code).toBe('NOT_FOUND')
  })

  it('shows what the model was before any step that stands, and what changed since, and changes nothing by looking', async () => {
    const { project, diagram } = await newProject()
    const { api, db } = await addTwo(project, diagram)
    await running.api.model.edit({ project, label: 'rename', edits: [{ type: 'update-element', id: api, set: { label: 'Checkout' } }] })
    await running.api.model.edit({ project, label: 'take away', edits: [{ type: 'remove', ids: [db] }] })
    const now = await running.api.model.get({ project })
    const [last, , first] = await running.api.history.steps({ project })
    expect((await running.api.history.steps({ project })).map(({ label }) => label)).toEqual(['take away', 'rename', 'draw'])
    const since = (step: number) => ({ project, before: { kind: 'before-step' as const, step }, after: { kind: 'now' as const }, job: randomUUID() })
    const drawn = await running.api.diff.drawing(since(last?.step ?? 0))
    expect(drawn.marks).toMatchObject({ [db]: 'removed' })
    expect(drawn.model.elements.map(({ label }) => label)).toEqual(['Checkout', 'Orders<br>(DB)'])
    const all = await running.api.diff.compare(since(first?.step ?? 0))
    expect(all.elements?.added.map(({ label }) => label)).toEqual(['Checkout'])
    expect(await running.api.model.get({ project })).toEqual(now)
    expect(await running.api.history.state({ project })).toEqual({ undo: 'take away', redo: null })
    const [error] = await safe(running.api.diff.compare(since(99)))
    expect(isDefinedError(error) && error.code).toBe('NOT_FOUND')
  })

  it('deletes a project and restores it as it was', async () => {
    const { project, diagram } = await newProject()
    await addTwo(project, diagram)
    const before = await running.api.model.get({ project })
    await running.api.project.remove({ project })
    expect(await running.api.project.list({ search: '' })).toEqual([])
    const { error } = await safe(running.api.model.get({ project }))
    expect(isDefinedError(error) && error.code).toBe('NOT_FOUND')
    await running.api.project.restore({ project })
    expect(await running.api.model.get({ project })).toEqual(before)
  })

  it('duplicates a project under new ids, and edits of the copy leave the original alone', async () => {
    const { project, diagram } = await newProject()
    const { flow } = await addTwo(project, diagram)
    const copy = await running.api.project.duplicate({ project })
    const [original, copied] = [await running.api.model.get({ project }), await running.api.model.get({ project: copy.id })]
    expect(copied.elements.map((element) => element.label)).toEqual(original.elements.map((element) => element.label))
    expect(copied.flows[0]).toMatchObject({ key: 'orders_api->orders_db', source: copied.elements[0]?.id, target: copied.elements[1]?.id })
    expect(copied.flows[0]?.id).not.toBe(flow)
    await running.api.model.edit({ project: copy.id, label: 'remove', edits: [{ type: 'remove', ids: copied.elements.map((element) => element.id) }] })
    expect(await running.api.model.get({ project })).toEqual(original)
  })

  it('keys follow labels, with the flows that hang on them', async () => {
    const { project, diagram } = await newProject()
    const { api } = await addTwo(project, diagram)
    await running.api.model.edit({ project, label: 'rename', edits: [{ type: 'update-element', id: api, set: { label: 'Checkout' } }] })
    const model = await running.api.model.get({ project })
    expect(model.elements.map((element) => element.key)).toEqual(['checkout', 'orders_db'])
    expect(model.flows.map((flow) => flow.key)).toEqual(['checkout->orders_db'])
  })

  it('an edit of many parts that breaks a rule changes nothing', async () => {
    const { project, diagram } = await newProject()
    const before = await running.api.model.get({ project })
    const { error } = await safe(
      running.api.model.edit({
        project,
        label: 'draw',
        edits: [
          { type: 'add-element', id: randomUUID(), diagram, label: 'A', kind: 'process', technology: null, parent: null, position: null },
          { type: 'add-flow', id: randomUUID(), diagram, label: 'to nowhere', source: 'no-such', target: 'no-such', bidirectional: false },
        ],
      }),
    )
    expect(isDefinedError(error) && [error.code, error.data]).toEqual(['NOT_FOUND', { what: 'end of the flow' }])
    expect(await running.api.model.get({ project })).toEqual(before)
    expect(await running.api.history.state({ project })).toEqual({ undo: null, redo: null })
  })

  it('undoes and redoes edits, facts and the header, and refuses where there is nothing', async () => {
    const { project, diagram } = await newProject()
    const states = [await running.api.model.get({ project })]
    const { api } = await addTwo(project, diagram)
    states.push(await running.api.model.get({ project }))
    await running.api.model.edit({ project, label: 'encrypt', edits: [{ type: 'set-fact', on: api, fact: 'encrypted', value: 'yes' }] })
    const withFact = await running.api.model.get({ project })
    expect(withFact.elements[0]?.facts['encrypted']).toEqual({ value: 'yes', origin: { by: 'user', detail: '' } })
    const header = await running.api.project.header({ project })
    await running.api.project.setHeader({ project, header: { ...header, system: 'Orders' } })

    expect(await running.api.history.undo({ project })).toEqual({ undo: 'encrypt', redo: 'header' })
    expect((await running.api.project.header({ project })).system).toBe('')
    await running.api.history.undo({ project })
    expect(await running.api.model.get({ project })).toEqual(states[1])
    await running.api.history.undo({ project })
    expect(await running.api.model.get({ project })).toEqual(states[0])
    const { error } = await safe(running.api.history.undo({ project }))
    expect(isDefinedError(error) && error.code).toBe('REFUSED')
    for (let step = 0; step < 3; step++) await running.api.history.redo({ project })
    expect(await running.api.model.get({ project })).toEqual(withFact)
    expect((await running.api.project.header({ project })).system).toBe('Orders')
  })

  it('takes a great many answers as one step, and takes them back as one', async () => {
    const { project, diagram } = await newProject()
    const { api } = await addTwo(project, diagram)
    const before = await running.api.model.get({ project })
    const edits = Array.from({ length: 20_001 }, (_, index) => ({ type: 'set-fact' as const, on: api, fact: 'encrypted', value: index % 2 === 0 ? 'yes' : 'no' }))
    await running.api.model.edit({ project, label: 'answers', edits })
    expect((await running.api.history.state({ project })).undo).toBe('answers')
    expect((await running.api.history.undo({ project })).redo).toBe('answers')
    expect(await running.api.model.get({ project })).toEqual(before)
  })

  it('tells open pages what to fetch anew', async () => {
    const { project, diagram } = await newProject()
    const abort = new AbortController()
    const changes = await running.api.app.changes(undefined, { signal: abort.signal })
    const first = changes.next()
    await addTwo(project, diagram)
    const change = (await first).value as Change
    expect(change.project).toBe(project)
    expect(new Set(change.topics)).toEqual(new Set(['history', 'projects', 'model', 'analysis', 'register']))
    abort.abort()
  })

  it('refuses input that does not fit the contract', async () => {
    const { error } = await safe(running.api.project.create({ name: '' }))
    expect(error).toMatchObject({ code: 'BAD_REQUEST' })
  })
})
