import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ModelEdit } from '../../../src/shared/contract/workbench.ts'
import { diagramsAbove, diagramTree, type DiagramBranch } from '../../../src/shared/domain/diagram-tree.ts'
import type { Model } from '../../../src/shared/domain/model.ts'
import { updateModel } from '../../../src/shared/domain/model-update.ts'
import { applyEdits } from '../../../src/renderer/workbench/model/apply-edits.ts'
import { startTestApp, type TestApp } from '../../support/app.ts'
import { anyEdit } from './random-edits.ts'

const add = (id: string, diagram: string, parent: string | null = null): ModelEdit => ({ type: 'add-element', id, diagram, label: id, kind: 'process', technology: null, parent, position: { x: 0, y: 0, width: 160, height: 54 } })
const flow = (id: string, diagram: string, source: string, target: string): ModelEdit => ({ type: 'add-flow', id, diagram, label: '', source, target, bidirectional: false })

let test: TestApp
beforeAll(async () => {
  test = await startTestApp()
})
afterAll(() => test.close())

/** A project with two diagrams: `a` on the first one opens the second, on which `b` stands. */
async function withProject(run: (test: TestApp, project: string, first: string) => Promise<void>): Promise<void> {
  try {
    const { id: project } = await test.api.project.create({ name: 'P' })
    const first = (await test.api.model.get({ project })).diagrams[0]?.id ?? ''
    await test.api.model.edit({ project, label: 'draw', edits: [add('a', first), { type: 'add-diagram', id: 'inner', name: 'Inner', opener: 'a' }, add('b', 'inner')] })
    await run(test, project, first)
  } finally {
    for (const { id: project } of await test.api.project.list({ search: '' })) while ((await test.api.history.state({ project })).undo !== null) await test.api.history.undo({ project })
  }
}

describe('several diagrams', () => {
  it('an element that goes leaves its diagram at the top, with all that is on it; undo gives it back', () =>
    withProject(async ({ api }, project) => {
      const before = await api.model.get({ project })
      await api.model.edit({ project, label: 'remove', edits: [{ type: 'remove', ids: ['a'] }] })
      const after = await api.model.get({ project })
      expect(after.diagrams.map(({ id, opener }) => [id === 'inner', opener])).toEqual([[false, undefined], [true, undefined]])
      expect(after.elements.map(({ id }) => id)).toEqual(['b'])
      await api.history.undo({ project })
      expect(await api.model.get({ project })).toEqual(before)
    }))

  it('a diagram goes with its parts, as one step that undo takes back; the last one stays', () =>
    withProject(async ({ api }, project, first) => {
      const before = await api.model.get({ project })
      await api.model.edit({ project, label: 'remove', edits: [{ type: 'remove', ids: ['inner'] }] })
      expect((await api.model.get({ project })).elements.map(({ id }) => id)).toEqual(['a'])
      await expect(api.model.edit({ project, label: 'remove', edits: [{ type: 'remove', ids: [first] }] })).rejects.toMatchObject({ code: 'REFUSED', data: { reason: 'last-diagram' } })
      await api.history.undo({ project })
      expect(await api.model.get({ project })).toEqual(before)
    }))

  it('an element opens one diagram, and none that it stands on or below', () =>
    withProject(async ({ api }, project, first) => {
      const edit = (one: ModelEdit) => api.model.edit({ project, label: 'e', edits: [one] })
      await expect(edit({ type: 'add-diagram', id: 'x', name: '', opener: 'a' })).rejects.toMatchObject({ data: { reason: 'opens-already' } })
      await expect(edit({ type: 'update-diagram', id: first, set: { opener: 'b' } })).rejects.toMatchObject({ data: { reason: 'inside-itself' } })
      await expect(edit({ type: 'update-diagram', id: 'inner', set: { opener: 'b' } })).rejects.toMatchObject({ data: { reason: 'inside-itself' } })
      await expect(edit({ type: 'move-to-diagram', ids: ['a'], diagram: 'inner' })).rejects.toMatchObject({ data: { reason: 'inside-itself' } })
      await expect(edit({ type: 'add-diagram', id: 'x', name: '', opener: 'nobody' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    }))

  it('nothing stands in what is on another diagram', () =>
    withProject(async ({ api }, project) => {
      const edit = (one: ModelEdit) => api.model.edit({ project, label: 'e', edits: [one] })
      await expect(edit(add('x', 'inner', 'a'))).rejects.toMatchObject({ data: { reason: 'inside-elsewhere' } })
      await expect(edit({ type: 'update-element', id: 'b', set: { parent: 'a' } })).rejects.toMatchObject({ data: { reason: 'inside-elsewhere' } })
    }))

  it('parts move with what is inside of them; a flow follows once both its ends are there', () =>
    withProject(async ({ api }, project, first) => {
      await api.model.edit({ project, label: 'more', edits: [{ type: 'add-boundary', id: 'net', diagram: first, label: 'Net', kind: 'box', parent: null, position: null }, add('c', first, 'net'), add('d', first, 'net'), add('e', first), flow('cd', first, 'c', 'd'), flow('de', first, 'd', 'e')] })
      const move = (ids: string[]) => api.model.edit({ project, label: 'move', edits: [{ type: 'move-to-diagram', ids, diagram: 'inner' }] })
      const before = await api.model.get({ project })
      await move(['c'])
      const placeOf = (model: Model, id: string) => [...model.elements, ...model.boundaries, ...model.flows].find((part) => part.id === id)?.diagram
      const one = await api.model.get({ project })
      expect(one.elements.find(({ id }) => id === 'c')).toMatchObject({ diagram: 'inner', parent: null })
      expect(placeOf(one, 'cd')).toBe(first)
      await move(['net', 'e'])
      const all = await api.model.get({ project })
      expect(['net', 'd', 'e', 'cd', 'de'].map((id) => placeOf(all, id))).toEqual(Array.from({ length: 5 }, () => 'inner'))
      expect(all.elements.find(({ id }) => id === 'd')?.parent).toBe('net')
      await api.history.undo({ project })
      await api.history.undo({ project })
      expect(await api.model.get({ project })).toEqual(before)
    }))

  it('a project file and a copy keep which element opens which diagram', () =>
    withProject(async ({ api }, project) => {
      const { bytes } = await api.register.export({ project, format: 'dread', revision: null, cut: 'nothing', job: 'e' })
      const other = await startTestApp()
      try {
        await other.api.model.importFile({ project: null, file: { name: 'p.dread', bytes }, job: 'i' })
        expect(await other.api.model.get({ project })).toEqual(await api.model.get({ project }))
      } finally {
        await other.close()
      }
      const copy = await api.model.get({ project: (await api.project.duplicate({ project })).id })
      const opener = copy.diagrams.find(({ name }) => name === 'Inner')?.opener
      expect(copy.elements.find(({ id }) => id === opener)?.label).toBe('a')
      expect(opener).not.toBe('a')
    }))

  it('an export that cannot say which element opens a diagram says so', () =>
    withProject(async ({ api }, project) => {
      for (const format of ['drawio', 'threat-dragon', 'otm', 'mermaid'] as const) {
        const { notCarried } = await api.register.export({ project, format, revision: null, cut: 'nothing', job: format })
        expect(notCarried).toContainEqual({ what: 'which element opens a diagram', count: 1 })
      }
    }))

  it('where a newer file has the element no more, its diagram stands at the top', () => {
    const part = { key: '', kind: 'process' as const, technology: null, parent: null, facts: {}, position: null, notes: '' }
    const old: Model = {
      diagrams: [{ id: 'd', name: 'One', order: 1 }, { id: 'in', name: 'In', order: 2, opener: 'a' }],
      elements: [{ ...part, id: 'a', diagram: 'd', label: 'Old API', sourceId: 's1' }, { ...part, id: 'b', diagram: 'd', label: 'Store', sourceId: 's2' }],
      flows: [],
      boundaries: [],
    }
    const newer = (ids: readonly string[]): Model => ({ ...old, diagrams: [{ id: 'n', name: 'One', order: 1 }], elements: old.elements.filter(({ id }) => ids.includes(id)).map((one) => ({ ...one, id: `new-${one.id}`, diagram: 'n' })) })
    expect(updateModel(old, newer(['a', 'b'])).model.diagrams[1]?.opener).toBe('a')
    expect(updateModel(old, newer(['b'])).model.diagrams[1]).toEqual({ id: 'in', name: 'In', order: 2 })
  })
})

describe('the tree of diagrams', () => {
  it('has every diagram once, whatever was edited, and the way to each one goes down the tree', () => {
    fc.assert(
      fc.property(fc.array(anyEdit, { maxLength: 40 }), (edits) => {
        // Ids are new where the application lets an edit through.
        const model = edits.reduce<Model>((now, edit) => (edit.type === 'add-diagram' && now.diagrams.some(({ id }) => id === edit.id) ? now : applyEdits(now, [edit])), { diagrams: [{ id: 'd', name: 'Main', order: 1 }], elements: [], flows: [], boundaries: [] })
        const ways = new Map<string, string[]>()
        const walk = (branches: readonly DiagramBranch[], above: string[]) => {
          for (const { diagram, children } of branches) {
            const way = [...above, diagram.id]
            ways.set(diagram.id, way)
            walk(children, way)
          }
        }
        walk(diagramTree(model), [])
        expect([...ways.keys()].sort()).toEqual(model.diagrams.map(({ id }) => id).sort())
        const placeOf = (element: string) => model.elements.find(({ id }) => id === element)?.diagram
        for (const [id, way] of ways) if (way.length > 1) expect(diagramsAbove(model.diagrams, placeOf, id).map((diagram) => diagram.id)).toEqual(way)
      }),
    )
  })
})
