import Database from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyEdit } from '../../../src/main/app/model/model-edits.ts'
import { migrate } from '../../../src/main/store/migrate.ts'
import { migrations } from '../../../src/main/store/migrations.ts'
import { readModel, writeDiagram } from '../../../src/main/store/models.ts'
import { insertProject } from '../../../src/main/store/projects.ts'
import type { ModelEdit } from '../../../src/shared/contract/workbench.ts'
import type { Model } from '../../../src/shared/domain/model.ts'
import { anyEdit, firstEdits } from './random-edits.ts'
import { applyEdits } from '../../../src/renderer/workbench/model/apply-edits.ts'
import { boundaryAt, freeSpot } from '../../../src/renderer/workbench/model/graph/drop-target.ts'
import { completed, newPart } from '../../../src/renderer/workbench/model/entry/drafts.ts'
import { standingFact } from '../../../src/renderer/workbench/model/standing-fact.ts'
import { flowName, partsById } from '../../../src/renderer/workbench/model/parts.ts'
import { startTestApp } from '../../support/app.ts'
import { box, boundary, containers, element, flow, model } from './models.ts'

function library(): Database.Database {
  const db = new Database(':memory:')
  db.pragma('foreign_keys = ON')
  migrate(db, migrations)
  insertProject(db, { id: 'p', name: 'P', at: 'now' })
  writeDiagram(db, 'p', { id: 'd', name: 'Main', order: 1 })
  return db
}

/** Keys are the application's to make; the order of lists is that of adding. */
function unkeyed({ elements, flows, boundaries, ...rest }: Model): unknown {
  const bare = <T extends { key: string }>(list: T[]) => list.map((part) => ({ ...part, key: '' }))
  return { ...rest, elements: bare(elements), flows: bare(flows), boundaries: bare(boundaries) }
}

describe('edits shown at once', () => {
  it('are what the application makes of them, whatever they are, but for keys and what labels say', () => {
    fc.assert(
      fc.property(fc.array(anyEdit, { maxLength: 25 }), (edits) => {
        const db = library()
        let shown = readModel(db, 'p')
        for (const edit of [...firstEdits, ...edits]) {
          try {
            db.transaction(() => applyEdit(db, 'p', edit))()
          } catch {
            continue
          }
          shown = applyEdits(shown, [edit])
        }
        expect(unkeyed(shown)).toEqual(unkeyed(readModel(db, 'p')))
        db.close()
      }),
      { numRuns: 80 },
    )
  })
})

describe('what labels say', () => {
  it('comes with a drawn part, follows its name, and gives way to what somebody said', async () => {
    const test = await startTestApp()
    try {
      const { id: project } = await test.api.project.create({ name: 'Said' })
      const diagram = (await test.api.model.get({ project })).diagrams[0]?.id ?? ''
      const edit = (edits: ModelEdit[]) => test.api.model.edit({ project, label: 'step', edits })
      const bucket = async () => (await test.api.model.get({ project })).elements.find(({ id }) => id === 's')
      const sent = async () => (await test.api.model.get({ project })).flows[0]?.facts
      await edit([
        { type: 'add-element', id: 'u', diagram, label: 'Uploader', kind: 'process', technology: null, parent: null, position: null },
        { type: 'add-element', id: 's', diagram, label: 'S3 bucket', kind: 'data-store', technology: null, parent: null, position: null },
        { type: 'add-flow', id: 'f', diagram, label: 'HTTPS pictures', source: 'u', target: 's', bidirectional: false },
      ])
      expect(await bucket()).toMatchObject({ technology: 'aws.s3', kind: 'data-store' })
      expect(await sent()).toMatchObject({ encrypted: { value: 'yes', origin: { by: 'import' } } })
      await edit([{ type: 'update-flow', id: 'f', set: { label: 'HTTP pictures' } }])
      expect((await sent())?.['encrypted']?.value).toBe('no')
      await edit([{ type: 'update-flow', id: 'f', set: { label: 'pictures' } }])
      expect((await sent())?.['encrypted']).toBeUndefined()
      await edit([{ type: 'set-fact', on: 'f', fact: 'encrypted', value: 'no' }, { type: 'update-flow', id: 'f', set: { label: 'HTTPS pictures' } }])
      expect((await sent())?.['encrypted']).toEqual({ value: 'no', origin: { by: 'user', detail: '' } })
      await edit([{ type: 'update-element', id: 's', set: { label: 'PostgreSQL' } }])
      expect(await bucket()).toMatchObject({ technology: 'sql-database' })
      await edit([{ type: 'update-element', id: 's', set: { technology: 'aws.s3' } }, { type: 'update-element', id: 's', set: { label: 'MySQL' } }])
      expect(await bucket()).toMatchObject({ technology: 'aws.s3' })
      // Whoever draws a process says that it is one, whatever its name.
      await edit([{ type: 'add-element', id: 'q', diagram, label: 'PostgreSQL', kind: 'process', technology: null, parent: null, position: null }])
      expect((await test.api.model.get({ project })).elements.find(({ id }) => id === 'q')).toMatchObject({ kind: 'process', technology: 'sql-database' })
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
    expect(completed(draft, 'Api', 'd', undefined, 'new')).toMatchObject([{ type: 'add-element', label: 'Api', parent: 'inner', kind: 'process' }])
  })
})

describe('the name of a flow', () => {
  it('is that of its ends where it has no label, and says a free end', () => {
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
