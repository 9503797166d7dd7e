import { describe, expect, it } from 'vitest'
import { applyEdits } from '../../../src/renderer/workbench/model/apply-edits.ts'
import { boundaryAt, freeSpot } from '../../../src/renderer/workbench/model/drop-target.ts'
import { completed, newPart } from '../../../src/renderer/workbench/model/drafts.ts'
import { standingFact } from '../../../src/renderer/workbench/model/standing-fact.ts'
import { flowName, outlineRows, partsById } from '../../../src/renderer/workbench/model/parts.ts'
import { startTestApp } from '../../support/app.ts'
import { box, boundary, containers, element, flow, model } from './models.ts'

describe('edits shown at once', () => {
  it('are what the application makes of them, but for keys', async () => {
    const test = await startTestApp()
    try {
      const { id: project } = await test.api.project.create({ name: 'Same' })
      const empty = await test.api.model.get({ project })
      const diagram = empty.diagrams[0]?.id ?? ''
      const steps: Parameters<typeof applyEdits>[1] = [
        { type: 'add-boundary', id: 'n', diagram, label: 'Net', kind: 'box', parent: null, position: box(0, 0, 300, 300) },
        { type: 'add-element', id: 'a', diagram, label: 'Api', kind: 'process', technology: null, parent: 'n', position: box(10, 10) },
        { type: 'add-element', id: 'd', diagram, label: 'Db', kind: 'data-store', technology: null, parent: null, position: null },
        { type: 'add-flow', id: 'f', diagram, label: 'SQL', source: 'a', target: 'd', bidirectional: false },
        { type: 'update-flow', id: 'f', set: { label: 'SQL over TLS', bidirectional: true } },
        { type: 'update-element', id: 'd', set: { notes: 'nightly backup', parent: 'n' } },
        { type: 'set-fact', on: 'd', fact: 'encrypted_at_rest', value: 'no' },
        { type: 'set-fact', on: 'a', fact: 'handles_pii', value: 'yes' },
        { type: 'set-fact', on: 'a', fact: 'handles_pii', value: null },
        { type: 'place', places: [{ id: 'd', box: box(50, 60) }] },
        { type: 'remove', ids: ['n'] },
      ]
      for (const step of steps) await test.api.model.edit({ project, label: 'step', edits: [step] })
      const stored = await test.api.model.get({ project })
      const unkeyed = <T extends { id: string; key: string }>(parts: T[]) => parts.map((part) => ({ ...part, key: '' })).sort((a, b) => (a.id < b.id ? -1 : 1))
      const shown = applyEdits(empty, steps)
      expect(unkeyed(shown.elements)).toEqual(unkeyed(stored.elements))
      expect(unkeyed(shown.flows)).toEqual(unkeyed(stored.flows))
      expect(unkeyed(shown.boundaries)).toEqual(unkeyed(stored.boundaries))
    } finally {
      await test.close()
    }
  })
})

describe('where parts go', () => {
  const nested = model({ boundaries: [boundary('outer'), boundary('inner', { parent: 'outer' })], elements: [element('a', { parent: 'inner' })] })
  const boxes = new Map([['outer', box(0, 0, 400, 400)], ['inner', box(100, 100, 100, 100)], ['a', box(110, 110, 40, 40)]])

  it('drops into the innermost boundary, and out of all where there is none', () => {
    expect(boundaryAt(nested, boxes, { x: 150, y: 150 }, 'a')).toBe('inner')
    expect(boundaryAt(nested, boxes, { x: 300, y: 300 }, 'a')).toBe('outer')
    expect(boundaryAt(nested, boxes, { x: 900, y: 300 }, 'a')).toBeNull()
  })

  it('never drops a boundary into itself or into what it contains', () => {
    expect(boundaryAt(nested, boxes, { x: 150, y: 150 }, 'outer')).toBeNull()
  })

  it('finds a spot that covers nothing', () => {
    const taken = [box(-50, -25), box(80, -25), box(-180, -25)]
    const spot = freeSpot(taken, { x: 0, y: 0 }, { width: 100, height: 50 })
    for (const other of taken) expect(spot.x + 100 <= other.x || other.x + 100 <= spot.x || spot.y + 50 <= other.y || other.y + 50 <= spot.y).toBe(true)
  })

  it('adds into the boundary that is chosen, and saves nothing without a name', () => {
    const chosen = partsById(nested).get('inner')
    const draft = newPart('process', nested, boxes, { x: 900, y: 900 }, chosen)
    expect(draft).toMatchObject({ type: 'part', parent: 'inner' })
    expect(completed(draft, '', 'd', undefined, 'new')).toBeNull()
    expect(completed(draft, 'Api', 'd', undefined, 'new')).toMatchObject({ type: 'add-element', label: 'Api', parent: 'inner', kind: 'process' })
  })
})

describe('the model as a list', () => {
  it('has every part once, children under their parents, flows at the end', () => {
    const rows = outlineRows(containers)
    expect(rows.map(({ id, depth }) => `${depth} ${id}`)).toEqual(['0 cloud', '1 network', '2 task', '2 metadata', '1 registry', '1 control', '1 logs', '0 person', ...containers.flows.map(({ id }) => `0 ${id}`)])
  })

  it('names a flow without a label by its ends, and says a free end', () => {
    expect(flowName(flow('x', 'task', null), partsById(containers), 'free end')).toEqual({ label: 'task → free end', ends: 'task → free end' })
  })
})

describe('the fact that stands', () => {
  const no = { value: 'no', origin: { by: 'technology' as const, detail: 'default of x' } }
  const mine = { value: 'yes', origin: { by: 'user' as const, detail: '' } }

  it('is the user’s word before everything else, at once', () => {
    expect(standingFact('encrypted', { encrypted: mine }, { encrypted: no })).toEqual(mine)
  })

  it('is no longer the user’s once it was taken back, even before the next analysis', () => {
    expect(standingFact('encrypted', {}, { encrypted: mine })).toBeNull()
    expect(standingFact('encrypted', {}, { encrypted: no })).toEqual(no)
  })
})
