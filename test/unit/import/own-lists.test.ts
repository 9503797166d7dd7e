import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { registerOfList } from '../../../src/main/cli/rows.ts'
import { writeCsv } from '../../../src/main/export/csv.ts'
import { writeXlsx } from '../../../src/main/export/xlsx.ts'
import { joinCell, splitCell } from '../../../src/shared/list/cell-list.ts'
import { mitigationsOfText } from '../../../src/shared/list/mitigation-text.ts'
import { statementOfText } from '../../../src/shared/list/statement-text.ts'
import { decidedPart, decidedThreats, fileOf } from '../../support/decided-threats.ts'
import { read } from './support.ts'

describe('texts in one cell', () => {
  test('come apart as they were', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\\', ';', '\n', ' ', ','), maxLength: 12 }).map((one) => one.trim()).filter((one) => one !== '')
    fc.assert(fc.property(fc.array(text, { maxLength: 4 }), (texts) => {
      expect(splitCell(joinCell(texts, '; '))).toEqual(texts)
      expect(splitCell(joinCell(texts, ' , '), ',\n')).toEqual(texts)
    }), { numRuns: 1000 })
  })

  test('of other programs are read as ever: backslashes within a text mean nothing', () => {
    expect(splitCell('Lock C:\\temp\\; ask \\\\server\nwatch')).toEqual(['Lock C:\\temp; ask \\\\server', 'watch'])
    expect(splitCell('a;b\nc; ')).toEqual(['a', 'b', 'c'])
    expect(splitCell('C:\\temp\\')).toEqual(['C:\\temp\\'])
  })

  test('a statement or a mitigation that somebody typed is read as far as it goes', () => {
    expect(statementOfText('who: An insider; does: copies; and sells it')).toEqual({ who: 'An insider', precondition: '', action: 'copies; and sells it', impact: '', asset: '' })
    expect(statementOfText('An insider copies it')).toBeUndefined()
    expect(mitigationsOfText('Sign it | owner: Ada | due: soon\n\nLock up | status: done')).toMatchObject([{ title: 'Sign it', owner: 'Ada', due: null, status: 'planned' }, { title: 'Lock up', status: 'planned' }])
  })
})

describe('a register of ours that is read again', () => {
  test('from CSV: decisions, statements, marks and mitigations are what they were', async () => {
    await fc.assert(fc.asyncProperty(decidedThreats, fc.boolean(), async (threats, bom) => {
      const { rows, mitigations } = registerOfList(fileOf(threats), 'x')
      const again = await read(writeCsv(rows, () => undefined, mitigations, bom), 'a.csv')
      expect(again.threats.map(decidedPart)).toEqual(threats.map(decidedPart))
    }), { numRuns: 150, seed: 11 })
  })

  test('from a workbook, whose decisions and mitigations stand on sheets of their own', async () => {
    await fc.assert(fc.asyncProperty(decidedThreats, async (threats) => {
      const again = await read(await writeXlsx(registerOfList(fileOf(threats), 'x')), 'a.xlsx')
      expect(again.threats.map(decidedPart)).toEqual(threats.map(decidedPart))
      expect(again.report.dropped.filter(({ what }) => what.startsWith('sheet')).map(({ what }) => what)).toEqual(['sheet "Votes"', 'sheet "Workshop log"', 'sheet "Sign-off"'])
    }), { numRuns: 40, seed: 12 })
  })

  test('its columns are known by name, and what follows from the others is left out', async () => {
    const { rows, mitigations } = registerOfList(fileOf(fc.sample(decidedThreats, { numRuns: 1, seed: 2 })[0] ?? []), 'x')
    const { table, report } = await read(writeCsv(rows, () => undefined, mitigations), 'a.csv')
    expect(table?.columns.filter((column) => table.mapping[column] === undefined)).toEqual([])
    expect(table?.columns.filter((column) => table.mapping[column] === 'left-out')).toEqual(['mean', 'severity', 'rank', 'scoreFrom', 'mustTreat', 'gone', 'flags'])
    expect(report.dropped).toContainEqual({ what: 'column "rank"', why: 'left out: it follows from the rest' })
  })
})
