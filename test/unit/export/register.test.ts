import Papa from 'papaparse'
import { describe, expect, test } from 'vitest'
import { wholeDocument } from '../../../src/shared/domain/document.ts'
import { defaultHeader } from '../../../src/shared/domain/project.ts'
import { emptyModel } from '../../../src/shared/domain/model.ts'
import { csvColumns } from '../../../src/main/export/csv.ts'
import { exportRegistry } from '../../../src/main/export/registry.ts'
import { handWritten, rowsOf } from './support.ts'

const write = (id: string, rows: ReturnType<typeof rowsOf>) => exportRegistry.find((format) => format.id === id)?.write({ rows, header: defaultHeader, model: emptyModel, layouts: {} }) ?? ''

describe('csv', () => {
  test.each(['=1+1', '+1', '-1', '@x', '\tx', '\rx', '=a,"b"\nc'])('a cell that begins with %j is not run', (title) => {
    const csv = write('csv', rowsOf([{ ...handWritten, title }]))
    const [header, row] = Papa.parse<string[]>(csv.replace(/^\ufeff/, '').trimEnd()).data
    expect(header).toEqual([...csvColumns])
    expect(row?.[1]).toBe(`'${title}`)
    expect(row?.every((cell) => !/^[=+\-@\t\r]/.test(cell))).toBe(true)
  })
})

describe('csv, as it is read', () => {
  test('lines end with CR LF, and the byte order mark can be left out', () => {
    const rows = rowsOf([{ ...handWritten, description: 'a, "b"\nc' }])
    const csv = exportRegistry.find(({ id }) => id === 'csv')
    const input = { rows, header: defaultHeader, model: emptyModel, layouts: {} }
    const plain = csv?.write({ ...input, document: { ...wholeDocument, bom: false } }) ?? ''
    expect(plain.startsWith('id,title,')).toBe(true)
    expect(csv?.write(input)).toBe(`\ufeff${plain}`)
    expect(plain).toContain('"a, ""b""\nc"')
    expect(plain.endsWith('\r\n')).toBe(true)
  })
})

describe('json', () => {
  test('says header and rows, the same bytes for the same register', () => {
    const rows = rowsOf([handWritten])
    const text = write('json', rows)
    expect(JSON.parse(text)).toMatchObject({ register: { treatmentLine: 30 }, threats: [{ id: 'TM9', stride: ['Tampering'], score: { origin: 'voted', total: 15, mean: 3, band: 'Medium', rank: 1 } }] })
    expect(write('json', rows)).toBe(text)
  })
})
