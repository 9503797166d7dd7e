import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { registerOfList } from '../../../src/main/cli/rows.ts'
import { diffMarkdown } from '../../../src/main/export/markdown/diff-md.ts'
import { comparison } from '../../../src/shared/domain/comparison.ts'
import { diffParts, isEmpty } from '../../../src/shared/domain/diff.ts'
import { partsOfList } from '../../../src/shared/domain/diff-parts.ts'
import { diffRegisters, type ComparedRegister } from '../../../src/shared/domain/diff-register.ts'
import { emptyMitigation } from '../../../src/shared/domain/mitigation.ts'
import type { ImportedThreat } from '../../../src/shared/domain/threat-list.ts'
import { decidedThreats, fileOf } from '../../support/decided-threats.ts'

const threat: ImportedThreat = { displayId: 'T1', title: 'Names leak', description: '', stride: ['Information Disclosure'], marker: 'none', confidence: 'confirmed', affectedLabels: [], evidenceKeys: [], references: [], mitigations: [], score: { dread: null, total: null, severity: null, score: null }, layout: {}, flags: [] }

function register(threats: ImportedThreat[]): ComparedRegister {
  const { rows, mitigations = [], header, model } = registerOfList(fileOf(threats), 'x')
  return { rows, mitigations, header, model, rounds: new Map() }
}

describe('two registers', () => {
  test('differ in what was decided, and in what is done, each mitigation once', () => {
    const plan = { ...emptyMitigation, title: 'Shred the list' }
    const second = { ...threat, displayId: 'T2', title: 'Names are lost' }
    const before = register([{ ...threat, covering: [plan] }, second])
    const after = register([{ ...threat, covering: [{ ...plan, status: 'verified', test: 'a look', result: 'gone', verifiedOn: '2026-03-01' }], decision: { response: 'accept', rationale: 'small', owner: '', due: null, existingControls: '', approver: 'Ada', target: { damage: 1, reproducibility: 2, exploitability: 3, affectedUsers: 4, discoverability: 5 } } }, { ...second, covering: [{ ...emptyMitigation, title: 'Copy it' }] }])
    const found = diffRegisters(before, after)
    expect(found.threats.changed.map(({ key, fields }) => [key, fields.map(({ field, after: now }) => `${field}: ${now}`)])).toEqual([
      ['T1', ['response: accept', 'rationale: small', 'approver: Ada', 'targetScore: 1 2 3 4 5']],
      ['T2', ['actions: Copy it']],
    ])
    expect(found.mitigations.changed.map(({ label, fields }) => [label, fields.map(({ field }) => field)])).toEqual([['Shred the list', ['status', 'test', 'result', 'verifiedOn']]])
    expect(found.mitigations.added).toEqual([expect.objectContaining({ key: 'copy_it', label: 'Copy it', says: expect.objectContaining({ covers: 'T2', status: 'planned' }) })])
    const said = diffMarkdown(comparison(found))
    expect(said).toContain('## Mitigations')
    expect(said).toContain('status: planned → verified')
    expect(diffMarkdown(comparison(diffRegisters(after, before)))).toContain('status: verified → planned')
  })

  test('one and the same does not differ, whatever is in it; lists of threats neither', () => {
    fc.assert(fc.property(decidedThreats, (threats) => {
      const { threats: rows, mitigations, header } = diffRegisters(register(threats), register(threats))
      expect([rows, mitigations, header].every(isEmpty)).toBe(true)
      expect(isEmpty(diffParts(partsOfList(fileOf(threats)), partsOfList(fileOf(threats))))).toBe(true)
    }), { numRuns: 50 })
  })

  test('two lists of threats differ in what was decided and is done', () => {
    const found = diffParts(partsOfList(fileOf([threat])), partsOfList(fileOf([{ ...threat, concerns: ['privacy'], covering: [{ ...emptyMitigation, title: 'Shred the list' }] }])))
    expect(found.changed[0]?.fields.map(({ field, after }) => [field, after])).toEqual([['concerns', 'privacy'], ['actions', 'Shred the list | status: planned']])
  })
})
