import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { emptyRubric, type Rubric } from '../../src/shared/domain/rubric.ts'
import { defaultWorkshopSettings, type WorkshopTable } from '../../src/shared/domain/workshop.ts'
import { startTestApp, transports, type TestApp } from '../support/app.ts'
import { removeData, startHost, startWorkshop, type Host } from '../support/workshop-room.ts'

const own: Rubric = { ...emptyRubric, damage: { ...emptyRubric.damage, 7: '  A whole shift is lost. ' } }
const tidy: Rubric = { ...emptyRubric, damage: { ...emptyRubric.damage, 7: 'A whole shift is lost.' } }

describe.each(transports)('a project\'s rubric over %s', (transport) => {
  let running: TestApp
  beforeEach(async () => {
    running = await startTestApp(transport)
  })
  afterEach(async () => {
    await running.close()
    expect(running.logged).toEqual([])
  })

  it('is the built-in one until it has words of its own; setting them is a step that can be undone', async () => {
    const { api } = running
    const { id: project } = await api.project.create({ name: 'Payments' })
    expect(await api.project.rubric({ project })).toBeNull()
    expect(await api.project.setRubric({ project, rubric: own })).toEqual(tidy)
    expect(await api.project.rubric({ project })).toEqual(tidy)
    expect(await api.history.undo({ project })).toEqual({ undo: null, redo: 'rubric' })
    expect(await api.project.rubric({ project })).toBeNull()
    await api.history.redo({ project })
    expect(await api.project.rubric({ project })).toEqual(tidy)
    expect(await api.project.setRubric({ project, rubric: emptyRubric })).toBeNull()
  })
  it('goes with a copy of the project, and is the copy\'s own from then on', async () => {
    const { api } = running
    const { id: project } = await api.project.create({ name: 'Payments' })
    await api.project.setRubric({ project, rubric: own })
    const copy = await api.project.duplicate({ project })
    expect(await api.project.rubric({ project: copy.id })).toEqual(tidy)
    await api.project.setRubric({ project: copy.id, rubric: null })
    expect(await api.project.rubric({ project })).toEqual(tidy)
  })
  it('refuses half a character, which could not be logged, and a project that is not there', async () => {
    const { api } = running
    const { id: project } = await api.project.create({ name: 'Payments' })
    const half: Rubric = { ...emptyRubric, damage: { ...emptyRubric.damage, 1: 'broken \ud800' } }
    await expect(api.project.setRubric({ project, rubric: half })).rejects.toMatchObject({ code: 'REFUSED', data: { reason: 'not-text' } })
    await expect(api.project.rubric({ project: 'nowhere' })).rejects.toMatchObject({ code: 'NOT_FOUND', data: { what: 'project' } })
  })
})

describe('a workshop as it was prepared', () => {
  let host: Host
  beforeEach(async () => {
    host = await startHost()
  })
  afterEach(async () => {
    await host.stop()
    removeData(host.dataDir)
  })

  it('W14 is not made where a slice is empty, where a threat is at two tables or not on the agenda, or where there is no table', async () => {
    const { project, workshop, agenda } = await startWorkshop(host)
    await host.workbench.command({ workshop, command: { type: 'close' } })
    const [first = '', second = ''] = agenda
    const table = (id: string, items: string[]): WorkshopTable => ({ id, name: id, items })
    const create = (tables: WorkshopTable[]) => host.workbench.create({ project, name: 'Second', agenda, settings: { ...defaultWorkshopSettings, way: 'tables', tables } })
    for (const unfit of [[], [table('a', [first]), table('b', [])], [table('a', [first, second]), table('b', [second])], [table('a', [first]), table('b', ['other'])], [table('a', [first]), table('a', [second])]]) {
      await expect(create(unfit)).rejects.toMatchObject({ code: 'REFUSED', data: { reason: 'unfit-tables' } })
    }
    expect(await create([table('a', [first]), table('b', [second])])).toMatchObject({ phase: 'lobby', items: 2 })
  })
})
