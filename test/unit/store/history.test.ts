import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { applyEdit } from '../../../src/main/app/model/model-edits.ts'
import { recordStep, redo, trackChanges, trackedTables, undo, undoState } from '../../../src/main/store/history.ts'
import { migrate } from '../../../src/main/store/migrate.ts'
import { migrations } from '../../../src/main/store/migrations.ts'
import { readModel, writeDiagram } from '../../../src/main/store/models.ts'
import { insertProject, readHeader, writeHeader } from '../../../src/main/store/projects.ts'
import { deleteThreat, listThreats, nextDisplayId, nextOrder, setSettled, writeThreat } from '../../../src/main/store/threats.ts'
import { anyEdit, anyLabel, editKinds, firstEdits } from '../model/random-edits.ts'
import type { ModelEdit } from '../../../src/shared/contract/workbench.ts'
import { loadRuleBook } from '../../../src/main/stride/packs/book.ts'
import type { Threat } from '../../../src/shared/domain/threat.ts'

const { recogniser } = loadRuleBook(resolve(import.meta.dirname, '../../../resources'))

function open(path = ':memory:'): Database.Database {
  const db = new Database(path)
  db.pragma('foreign_keys = ON')
  migrate(db, migrations)
  trackChanges(db)
  insertProject(db, { id: 'p', name: 'P', at: 'now' })
  writeDiagram(db, 'p', { id: 'd', name: 'Main', order: 1 })
  return db
}

/** All rows that undo covers. */
function rows(db: Database.Database): unknown {
  return Object.keys(trackedTables).map((table) => [table, db.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all()])
}

function threat(db: Database.Database, id: string, title: string): Threat {
  return {
    id, displayId: nextDisplayId(db, 'p', 'Spoofing'), title, description: '', stride: ['Spoofing'], affected: [], evidence: [], affectedLabels: [], evidenceKeys: [], references: [], mitigations: [],
    marker: 'none', confidence: 'confirmed', source: { kind: 'hand' }, suggested: null, imported: null, settled: null, decision: null, gone: null, layout: {}, flags: [], order: nextOrder(db, 'p'),
    createdAt: '2026-01-01T00:00:00.000Z', updatedAt: '2026-01-01T00:00:00.000Z',
  }
}

type Act = { edits: ModelEdit[] } | { system: string } | { threat: string; title: string } | { drop: string }
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ edits: fc.array(anyEdit, { minLength: 1, maxLength: 3 }) }) },
  fc.record({ system: anyLabel }),
  fc.record({ threat: fc.constantFrom('t1', 't2'), title: anyLabel.filter((text) => text !== '') }),
  fc.record({ drop: fc.constantFrom('t1', 't2') }),
)

function perform(db: Database.Database, given: Act): void {
  if ('edits' in given) for (const one of given.edits) applyEdit(db, 'p', one)
  else if ('system' in given) writeHeader(db, 'p', { ...readHeader(db, 'p'), system: given.system })
  else if ('threat' in given) writeThreat(db, 'p', listThreats(db, 'p').find((known) => known.id === given.threat) ?? threat(db, given.threat, given.title))
  else deleteThreat(db, 'p', given.drop)
}

describe('undo', () => {
  it('U1 any sequence of steps, undone entirely, gives the original rows; redone, the final ones', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 15 }), (acts) => {
        const db = open()
        const states = [rows(db)]
        for (const given of acts) {
          const before = rows(db)
          try {
            if (recordStep(db, 'p', 'step', () => perform(db, given)).touched.tables.size > 0) states.push(rows(db))
          } catch {
            // A step that is refused changes nothing.
            expect(rows(db)).toEqual(before)
          }
        }
        for (const state of states.slice(0, -1).reverse()) {
          expect(undo(db, 'p')).not.toBeNull()
          expect(rows(db)).toEqual(state)
        }
        expect(undo(db, 'p')).toBeNull()
        for (const state of states.slice(1)) {
          expect(redo(db, 'p')).not.toBeNull()
          expect(rows(db)).toEqual(state)
        }
        expect(redo(db, 'p')).toBeNull()
        db.close()
      }),
      { numRuns: 60 },
    )
  })

  it('U1 fifty random edits of every kind, undone, give back the model byte by byte; redone, what they made', () => {
    const fifty = fc.tuple(...Object.values<fc.Arbitrary<ModelEdit>>(editKinds)).chain((each) => fc.tuple(fc.constant(each), fc.array(anyEdit, { minLength: 50 - each.length, maxLength: 50 - each.length })))
    fc.assert(
      fc.property(fifty, ([each, others]) => {
        const db = open()
        for (const one of firstEdits) applyEdit(db, 'p', one, recogniser)
        const bytes = () => JSON.stringify(readModel(db, 'p'))
        const states = [bytes()]
        for (const one of [...others.slice(0, 20), ...each, ...others.slice(20)]) {
          try {
            if (recordStep(db, 'p', one.type, () => applyEdit(db, 'p', one, recogniser)).touched.tables.size === 0) continue
          } catch {
            // Refused: a part that is not there, an id that is taken.
            expect(bytes()).toBe(states.at(-1))
            continue
          }
          states.push(bytes())
        }
        for (const state of states.slice(0, -1).reverse()) {
          undo(db, 'p')
          expect(bytes()).toBe(state)
        }
        for (const state of states.slice(1)) {
          redo(db, 'p')
          expect(bytes()).toBe(state)
        }
        db.close()
      }),
      { numRuns: 15 },
    )
  })

  it.each(Object.entries<fc.Arbitrary<ModelEdit>>(editKinds))('U1 the random edits of kind %s are not all refused', (_kind, edits) => {
    const db = open()
    for (const one of firstEdits) applyEdit(db, 'p', one, recogniser)
    const applies = (one: ModelEdit): boolean => {
      try {
        return recordStep(db, 'p', one.type, () => applyEdit(db, 'p', one, recogniser)).touched.tables.size > 0
      } catch {
        return false
      }
    }
    expect(fc.sample(edits, 300).some(applies)).toBe(true)
    db.close()
  })

  it('U6 has no end: of 1,100 steps every one is taken back, also after the library was opened anew', () => {
    const folder = mkdtempSync(join(tmpdir(), 'dreadnought-'))
    try {
      const path = join(folder, 'library.sqlite')
      const db = open(path)
      // One commit: what is tested is the stack, not the disk.
      db.transaction(() => {
        for (let at = 0; at < 1100; at += 1) recordStep(db, 'p', `name ${String(at)}`, () => writeHeader(db, 'p', { ...readHeader(db, 'p'), system: `${String(at)}` }))
      })()
      db.close()
      const again = new Database(path)
      trackChanges(again)
      let taken = 0
      again.transaction(() => {
        while (undo(again, 'p')) taken += 1
      })()
      expect(taken).toBe(1100)
      expect(readHeader(again, 'p').system).toBe('')
      again.close()
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  it('U2 a new step after an undo cuts off what could be redone; a step that changes nothing does not', () => {
    const db = open()
    const name = (system: string) => recordStep(db, 'p', `name ${system}`, () => writeHeader(db, 'p', { ...readHeader(db, 'p'), system }))
    name('one')
    name('two')
    undo(db, 'p')
    recordStep(db, 'p', 'nothing', () => undefined)
    expect(undoState(db, 'p')).toEqual({ undo: 'name one', redo: 'name two' })
    name('three')
    expect(undoState(db, 'p')).toEqual({ undo: 'name three', redo: null })
    undo(db, 'p')
    expect(readHeader(db, 'p').system).toBe('one')
  })

  it('U3 what a workshop settled in between survives undo and redo', () => {
    const db = open()
    recordStep(db, 'p', 'new', () => writeThreat(db, 'p', threat(db, 't1', 'First')))
    const made = listThreats(db, 'p')[0]
    if (!made) throw new Error('no threat')
    recordStep(db, 'p', 'rename', () => writeThreat(db, 'p', { ...made, title: 'Second' }))
    const settled = { values: { damage: 1, reproducibility: 2, exploitability: 3, affectedUsers: 4, discoverability: 5 }, method: 'rule' as const, rationale: '', dissent: '', workshop: 'w', at: '2026-01-01T00:00:00.000Z' }
    setSettled(db, 't1', settled)
    undo(db, 'p')
    expect(listThreats(db, 'p')).toMatchObject([{ title: 'First', settled }])
    undo(db, 'p')
    expect(listThreats(db, 'p')).toEqual([])
    redo(db, 'p')
    redo(db, 'p')
    expect(listThreats(db, 'p')).toMatchObject([{ title: 'Second', settled }])
  })

  it('U4 a display id is never given again, whatever is undone', () => {
    const db = open()
    for (const expected of ['SS1', 'SS2', 'SS3']) {
      recordStep(db, 'p', 'new', () => writeThreat(db, 'p', threat(db, `t-${expected}`, 'T')))
      expect(listThreats(db, 'p').map((made) => made.displayId)).toEqual([expected])
      undo(db, 'p')
    }
  })

  it('U5 taking an answer back brings the import\'s fact again', () => {
    const db = open()
    applyEdit(db, 'p', { type: 'add-element', id: 'a', diagram: 'd', label: 'A', kind: 'process', technology: null, parent: null, position: null })
    db.prepare('UPDATE elements SET facts = ?').run(JSON.stringify({ encrypted: { value: 'no', origin: { by: 'import', detail: 'label "HTTP"' } } }))
    applyEdit(db, 'p', { type: 'set-fact', on: 'a', fact: 'encrypted', value: 'yes' })
    expect(readModel(db, 'p').elements[0]?.facts['encrypted']?.value).toBe('yes')
    applyEdit(db, 'p', { type: 'set-fact', on: 'a', fact: 'encrypted', value: null })
    expect(readModel(db, 'p').elements[0]?.facts['encrypted']).toEqual({ value: 'no', origin: { by: 'import', detail: 'label "HTTP"' } })
  })
})
