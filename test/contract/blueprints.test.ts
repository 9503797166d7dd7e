import { afterEach, describe, expect, test } from 'vitest'
import { builtInBlueprints, type ModelParts } from '../../src/shared/domain/blueprint.ts'
import { startTestApp, type TestApp, transports } from '../support/app.ts'

let running: TestApp | undefined
afterEach(async () => {
  await running?.close()
  running = undefined
})

const box = { x: 10, y: 20, width: 120, height: 54 }
const login: ModelParts = {
  elements: [{ id: 'a', diagram: 'd', label: 'Gate', kind: 'process', technology: null, parent: 'z', facts: { rate_limited: { value: 'yes', origin: { by: 'user', detail: '' } } }, position: box, notes: 'n' }],
  flows: [],
  boundaries: [{ id: 'z', diagram: 'd', label: 'Zone', kind: 'box', parent: null, facts: {}, position: { x: 0, y: 0, width: 300, height: 120 }, notes: '' }],
  notes: [],
}

describe.each(transports)('templates and stamps over %s', (transport) => {
  test('the built-in ones are listed, and each has parts', async () => {
    running = await startTestApp(transport)
    const list = await running.api.blueprint.list()
    expect(list.map(({ id }) => id)).toEqual(builtInBlueprints)
    const { flows, elements } = await running.api.blueprint.parts({ blueprint: 'three-tier-web' })
    expect(elements.length).toBeGreaterThan(5)
    // What a label says is a fact, as if somebody had drawn it.
    expect(flows.find(({ label }) => label.startsWith('HTTPS'))?.facts['encrypted']?.value).toBe('yes')
    await expect(running.api.blueprint.parts({ blueprint: 'none' })).rejects.toMatchObject({ code: 'NOT_FOUND', data: { what: 'blueprint' } })
  })

  test('a project begins with one, under ids of its own and as one step that undo takes back', async () => {
    running = await startTestApp(transport)
    const { api } = running
    const [first, second] = [await api.blueprint.start({ blueprint: 'ci-cd', name: 'Ours', label: 'From a template' }), await api.blueprint.start({ blueprint: 'ci-cd', name: 'Theirs', label: 'From a template' })]
    const parts = await api.blueprint.parts({ blueprint: 'ci-cd' })
    expect(first).toMatchObject({ name: 'Ours', elements: parts.elements.length, flows: parts.flows.length })
    const [ours, theirs] = [await api.model.get({ project: first.id }), await api.model.get({ project: second.id })]
    const byLabel = (elements: readonly { label: string }[]) => elements.toSorted((a, b) => (a.label < b.label ? -1 : 1))
    expect(byLabel(ours.elements)).toMatchObject(byLabel(parts.elements.map(({ label, kind, technology, facts, position }) => ({ label, kind, technology, facts, position, sourceId: null }))))
    const ids = new Set(theirs.elements.map(({ id }) => id))
    expect(ours.elements.filter(({ id }) => ids.has(id))).toEqual([])
    expect(await api.history.state({ project: first.id })).toEqual({ undo: 'From a template', redo: null })
    await api.history.undo({ project: first.id })
    const empty = await api.model.get({ project: first.id })
    expect([empty.elements, empty.flows, empty.boundaries, empty.diagrams.length]).toEqual([[], [], [], 1])
  })

  test('own ones are saved, listed by name, renamed, removed and brought back; each is whole', async () => {
    running = await startTestApp(transport)
    const { api } = running
    const saved = await api.blueprint.save({ size: 'part', name: 'Login', description: 'Ours', parts: login })
    await api.blueprint.save({ size: 'whole', name: 'Base', description: '', parts: login })
    const own = async () => (await api.blueprint.list()).slice(builtInBlueprints.length).map(({ name, size }) => [name, size])
    expect(await own()).toEqual([['Base', 'whole'], ['Login', 'part']])
    expect(await api.blueprint.parts({ blueprint: saved.id })).toEqual(login)
    expect(await api.blueprint.rename({ blueprint: saved.id, name: 'A gate', description: 'Theirs' })).toMatchObject({ id: saved.id, name: 'A gate', description: 'Theirs' })
    expect(await own()).toEqual([['A gate', 'part'], ['Base', 'whole']])
    await api.blueprint.remove({ blueprint: saved.id })
    expect(await own()).toEqual([['Base', 'whole']])
    await expect(api.blueprint.start({ blueprint: saved.id, name: 'X', label: 'x' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await api.blueprint.restore({ blueprint: saved.id })
    expect(await own()).toEqual([['A gate', 'part'], ['Base', 'whole']])
    const project = await api.blueprint.start({ blueprint: saved.id, name: 'X', label: 'x' })
    const model = await api.model.get({ project: project.id })
    expect(model.elements).toMatchObject([{ label: 'Gate', parent: model.boundaries[0]?.id, facts: { rate_limited: { value: 'yes' } }, position: box, notes: 'n', sourceId: null }])
  })

  test('the built-in ones stay as they are', async () => {
    running = await startTestApp(transport)
    const { api } = running
    await expect(api.blueprint.remove({ blueprint: 'ci-cd' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(api.blueprint.rename({ blueprint: 'ci-cd', name: 'Mine', description: '' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect((await api.project.list({ search: '' })).length).toBe(0)
  })
})
