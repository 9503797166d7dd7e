import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Analysis } from '../../../src/shared/domain/finding.ts'
import { foundRows, nextSorting, partColumns, partRows, sortedRows } from '../../../src/renderer/workbench/model/list/part-rows.ts'
import { partsById } from '../../../src/renderer/workbench/model/parts.ts'
import { boundary, containers, element, flow, model } from './models.ts'

const words = { kind: (kind: string) => kind, technology: (id: string) => `the ${id}`, unnamed: 'unnamed', freeEnd: 'free end' }
const shop = model({
  elements: [element('Api 10', { parent: 'Net', technology: 'lambda' }), element('Api 9', { label: '' }), element('Orders', { kind: 'data-store', parent: 'Net' })],
  flows: [flow('f', 'Api 10', 'Orders', { label: 'save' }), flow('g', 'Api 10', null)],
  boundaries: [boundary('Net')],
})
const finding = (id: string, severity: 'High' | 'Low', evidence: string[]) => ({ id, rule: 'r', pack: 'p', title: '', why: '', stride: ['Tampering' as const], affected: [], evidence, references: [], mitigations: [], suggested: { damage: 1, reproducibility: 1, exploitability: 1, affectedUsers: 1, discoverability: 1 }, score: 5, severity, status: 'possible' as const, unknowns: [], facts: [] })
const question = (on: string) => ({ fact: 'x', on, text: '', answers: [], settles: 0, findings: [], settled: 0 })
const analysis: Analysis = { rules: { packs: [], count: 0 }, counts: { elements: 0, flows: 0, boundaries: 0, diagrams: 0 }, findings: [finding('1', 'Low', ['f']), finding('2', 'High', ['f', 'f', 'Orders']), finding('3', 'High', ['g'])], questions: [question('Orders'), question('Orders'), question('f')], facts: {} }

const rowsOf = (of = shop, said: Analysis | null = null, dismissed = new Set<string>()) => partRows(of, partsById(of), new Map([['Orders', { count: 4, band: 'Critical' as const }]]), said, dismissed, words)

describe('the list of parts', () => {
  it('has every element, boundary and flow once, with what they are and where they stand', () => {
    const rows = rowsOf()
    expect(rows.map(({ id }) => id)).toEqual(['Api 10', 'Api 9', 'Orders', 'Net', 'f', 'g'])
    expect(rows[0]).toMatchObject({ kind: 'process', technology: 'the lambda', inside: 'Net', ends: '' })
    expect(rows[1]).toMatchObject({ name: 'unnamed', technology: '', inside: '' })
    expect(rows[4]).toMatchObject({ kind: 'flow', name: 'save', ends: 'Api 10 → Orders' })
    expect(rows[5]).toMatchObject({ name: '', ends: 'Api 10 → free end' })
  })

  it('counts findings as the diagram does, those of flows by what made them fire, and open questions; what was dismissed does not count', () => {
    const said = (rows: ReturnType<typeof rowsOf>) => rows.map(({ findings, worst, unknown }) => [findings, worst, unknown])
    expect(said(rowsOf(shop, analysis))).toEqual([[0, null, 0], [0, null, 0], [4, 'Critical', 2], [0, null, 0], [2, 'High', 1], [1, 'High', 0]])
    expect(said(rowsOf(shop, analysis, new Set(['2', '3']))).slice(4)).toEqual([[1, 'Low', 1], [0, null, 0]])
  })

  it('finds rows by words that stand anywhere in them, in any case', () => {
    expect(foundRows(rowsOf(), 'NET lambda').map(({ id }) => id)).toEqual(['Api 10'])
    expect(foundRows(rowsOf(), 'flow orders').map(({ id }) => id)).toEqual(['f'])
    expect(foundRows(rowsOf(), '  ')).toHaveLength(6)
    expect(foundRows(rowsOf(), 'nothing of the kind')).toEqual([])
  })

  it('is sorted with figures as figures, the highest first, and empty texts last either way', () => {
    const by = (column: 'name' | 'inside' | 'findings', down = false) => sortedRows(rowsOf(shop, analysis), { by: column, down }).map(({ id }) => id)
    expect(by('findings').slice(0, 3)).toEqual(['Orders', 'f', 'g'])
    expect(by('findings', true).at(-1)).toBe('Orders')
    expect(by('inside')).toEqual(['Api 10', 'Orders', 'Api 9', 'Net', 'f', 'g'])
    expect(by('inside', true).slice(2)).toEqual(['Api 9', 'Net', 'f', 'g'])
    const numbered = model({ elements: [element('Api 10'), element('Api 9')] })
    expect(sortedRows(rowsOf(numbered), { by: 'name', down: false }).map(({ id }) => id)).toEqual(['Api 9', 'Api 10'])
  })

  it('keeps all rows under every order, and goes back to the model’s own at the third click', () => {
    fc.assert(fc.property(fc.constantFrom(...partColumns), fc.boolean(), (by, down) => {
      const rows = rowsOf(containers)
      expect(new Set(sortedRows(rows, { by, down }))).toEqual(new Set(rows))
    }))
    const first = nextSorting(null, 'name')
    const second = nextSorting(first, 'name')
    expect([first, second, nextSorting(second, 'name')]).toEqual([{ by: 'name', down: false }, { by: 'name', down: true }, null])
    expect(nextSorting(first, 'kind')).toEqual({ by: 'kind', down: false })
  })
})
