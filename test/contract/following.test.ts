import { randomUUID } from 'node:crypto'
import { QueryClient } from '@tanstack/react-query'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { editsMade, editsRefused, followModel, modelKey, readingModel, showEdits } from '../../src/renderer/workbench/model-follow.ts'
import { type Change, ModelEdit } from '../../src/shared/contract/workbench.ts'
import type { Model } from '../../src/shared/domain/model.ts'
import { z } from 'zod'
import { startTestApp, type TestApp, transports } from '../support/app.ts'
import { anyEdit, firstEdits } from '../unit/model/random-edits.ts'

type Doing = { type: 'edit'; edits: ModelEdit[] } | { type: 'elsewhere'; edits: ModelEdit[] } | { type: 'undo' } | { type: 'redo' }

const edits = fc.array(anyEdit, { minLength: 1, maxLength: 3 })
const doing: fc.Arbitrary<Doing> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant('edit' as const), edits }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('elsewhere' as const), edits }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('undo' as const) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('redo' as const) }) },
)

/** Ids are unique over the library, and the edits' own are few: every project has its own for them. */
function renamed(given: readonly ModelEdit[], names: ReadonlyMap<string, string>): ModelEdit[] {
  const rename = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return ['id', 'parent', 'source', 'target', 'diagram', 'on', 'ids'].includes(key) ? (names.get(value) ?? `${names.get('p') ?? ''}${value}`) : value
    if (Array.isArray(value)) return value.map((one) => rename(one, key))
    if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, rename(one, name)]))
    return value
  }
  return z.array(ModelEdit).parse(rename(given, ''))
}

/** A page that shows one model, as the workbench does it. */
async function openPage({ api }: TestApp, project: string) {
  const queries = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } })
  let readings = 0
  const read = () =>
    queries.fetchQuery<Model>({
      queryKey: modelKey(project),
      staleTime: 0,
      structuralSharing: false,
      queryFn: async () => {
        readings += 1
        return readingModel(queries, project)(await api.model.stamped({ project }))
      },
    })
  const abort = new AbortController()
  const changes = await api.app.changes(undefined, { signal: abort.signal })
  await read()
  /** Takes changes in until `last` of them is there. */
  async function until(last: (change: Change) => boolean): Promise<void> {
    for (;;) {
      const { value, done } = await changes.next()
      if (done) throw new Error('no more changes')
      if (value.project === project && value.model && !followModel(queries, project, value.model)) await read()
      if (value.project === project && last(value)) return
    }
  }
  return { queries, until, shown: () => queries.getQueryData<Model>(modelKey(project)), readings: () => readings, close: () => abort.abort() }
}

describe.each(transports)('a page that follows a model, over %s', (transport) => {
  let running: TestApp
  beforeAll(async () => {
    running = await startTestApp(transport)
  })
  afterAll(async () => {
    await running.close()
    expect(running.logged).toEqual([])
  })

  it('shows the model as a page that reads it whole, after any edits, undo and redo, of its own and of other windows, and read it whole once', async () => {
    const { api } = running
    await fc.assert(
      fc.asyncProperty(fc.array(doing, { minLength: 1, maxLength: 12 }), async (all) => {
        const { id: project } = await api.project.create({ name: 'Followed' })
        const diagram = (await api.model.get({ project })).diagrams[0]?.id ?? ''
        const names = new Map([['d', diagram], ['p', `${randomUUID()}-`]])
        const page = await openPage(running, project)
        for (const one of [{ type: 'edit' as const, edits: firstEdits }, ...all]) {
          const own = 'edits' in one ? renamed(one.edits, names) : []
          const by = one.type === 'edit' ? showEdits(page.queries, project, own) : undefined
          try {
            if (one.type === 'undo') await api.history.undo({ project })
            else if (one.type === 'redo') await api.history.redo({ project })
            else {
              const { stamp } = await api.model.edit({ project, label: 'edit', edits: own, ...(by === undefined ? {} : { by }) })
              if (by !== undefined) editsMade(page.queries, project, by, stamp)
            }
          } catch {
            if (by !== undefined) editsRefused(page.queries, project, by)
          }
        }
        // What is published last is heard last.
        await api.project.rename({ project, name: 'Followed to the end' })
        await page.until(({ topics }) => topics.length === 1 && topics[0] === 'projects')
        const whole = await api.model.get({ project })
        page.close()
        expect(JSON.stringify(page.shown())).toBe(JSON.stringify(whole))
        expect(page.readings()).toBe(1)
      }),
      { numRuns: 12 },
    )
  }, 60_000)

  it('keeps what did not change the same, and reads a model again where more changed than is worth telling', async () => {
    const { api } = running
    const { id: project } = await api.project.create({ name: 'Large steps' })
    const diagram = (await api.model.get({ project })).diagrams[0]?.id ?? ''
    const ids = Array.from({ length: 650 }, () => randomUUID())
    const add = (id: string): ModelEdit => ({ type: 'add-element', id, diagram, label: 'One of many', kind: 'process', technology: null, parent: null, position: null })
    const page = await openPage(running, project)
    const told = async () => {
      await api.project.rename({ project, name: 'Large steps' })
      await page.until(({ topics }) => topics.length === 1 && topics[0] === 'projects')
    }
    await api.model.edit({ project, label: 'many', edits: ids.map(add) })
    await told()
    expect(page.readings()).toBe(2)
    const before = page.shown()
    await api.model.edit({ project, label: 'one', edits: [{ type: 'remove', ids: [ids[5] ?? ''] }] })
    await api.history.undo({ project })
    await told()
    const after = page.shown()
    expect(page.readings()).toBe(2)
    expect(after?.elements.map(({ id }) => id)).toEqual(before?.elements.map(({ id }) => id))
    expect(after?.elements.filter((element, at) => element !== before?.elements[at]).map(({ id }) => id)).toEqual([ids[5]])
    expect(after?.flows).toBe(before?.flows)
    page.close()
  })

  it('after a restart knows nothing of the state from before', async () => {
    const { api } = running
    const { id: project } = await api.project.create({ name: 'Known' })
    const { stamp } = await api.model.stamped({ project })
    const other = await startTestApp(transport)
    const { stamp: elsewhere } = await other.api.model.stamped({ project: (await other.api.project.create({ name: 'Known' })).id })
    await other.close()
    expect(elsewhere).not.toBe(stamp)
    expect((await api.model.stamped({ project })).stamp).toBe(stamp)
  })
})
