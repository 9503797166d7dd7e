import { readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptyModel } from '../../../src/shared/domain/model.ts'
import { strideCategories } from '../../../src/shared/domain/stride.ts'
import { writeStrideList } from '../../../src/main/export/stride-list.ts'
import { writeThreatTable } from '../../../src/main/export/markdown/threat-table.ts'
import { hasShared, read, root, shared } from '../import/support.ts'
import { handWritten, rowsOf, settled, threatsOf } from './support.ts'

const sample = readFileSync(path.join(root, 'resources/samples/web-shop-threats.txt'), 'utf8')
const odd = '\ufeffNotes first.\r\n\r\n1) Tampering:\r\n  * T-1 - Wrong  sum \t-\r\n    Description:   two\r\n    lines  \r\n    D:1 R:2 E:3 A:4 Di:5 => Total:99\r\n\r\n\r\n2) Privacy Things\r\nfree text\r\n3) Spoofing\r\n* S-1 - No rating\r\n'

/** What changed between two texts, line by line. */
function changedLines(before: string, after: string): string[] {
  const [a, b] = [before.split('\n'), after.split('\n')]
  return a.length === b.length ? b.filter((line, at) => line !== a[at]) : ['another number of lines']
}

describe('stride-list', () => {
  test.each([['the sample', sample], ['an odd one', odd], ['one without a last line end', sample.trimEnd()]])('%s comes back byte for byte', async (_name, text) => {
    const file = await read(text, 'list.txt', 'stride-list')
    expect(writeStrideList(threatsOf(file), file.listLayout)).toBe(text)
  })

  test.skipIf(!hasShared)('the seed list comes back byte for byte, with 17 threats and no flag', async () => {
    const text = readFileSync(path.join(shared, 'seeds/ecs-fargate-stride-dread.txt'), 'utf8')
    const file = await read(text, 'list.txt')
    expect([file.format, file.threats.length, file.threats.flatMap(({ flags }) => flags)]).toEqual(['stride-list', 17, []])
    expect(writeStrideList(threatsOf(file), file.listLayout)).toBe(text)
  })

  test('rows are read with marker, values, total; a total that is not the sum is flagged', async () => {
    const { threats, report } = await read(odd, 'list.txt', 'stride-list')
    expect(threats).toMatchObject([
      { displayId: 'T-1', title: 'Wrong sum', marker: 'minus', description: 'two lines', stride: ['Tampering'], score: { dread: { damage: 1, discoverability: 5 }, total: 99 }, flags: ['stated total 99 is not the sum of the values, 15'] },
      { displayId: 'S-1', title: 'No rating', marker: 'none', stride: ['Spoofing'], score: { dread: null, total: null }, flags: ['line 13: no description', 'line 13: no DREAD rating'] },
    ])
    expect(report.dropped).toMatchObject([{ line: 10 }, { line: 13, why: 'it has no description' }, { line: 13, why: 'it has no DREAD rating' }])
  })

  test('an edit changes its own line only, and keeps how the line was written', async () => {
    const file = await read(sample, 'list.txt')
    const threats = threatsOf(file)
    const edit = (set: object) => writeStrideList(threats.map((threat, at) => (at === 1 ? { ...threat, ...set } : threat)), file.listLayout)
    expect(changedLines(sample, edit({ title: 'Cheap basket' }))).toEqual(['• TM1 – Cheap basket  +'])
    expect(changedLines(sample, edit({ marker: 'none' }))).toEqual(['• TM1 – Changed price in the basket'])
    expect(changedLines(sample, edit({ description: 'Short.' }))).toEqual(['  Description: Short.'])
    expect(changedLines(sample, edit({ settled: settled(10) }))).toEqual(['  D:10 R:2 E:3 A:4 Di:5 → Total:24'])
  })

  test('a new threat stands in its section, in the style of the list; a new section follows the last', async () => {
    const file = await read(sample, 'list.txt')
    const row = '• TM9 – Swapped label\n  Description: Somebody swaps the label.\n  D:1 R:2 E:3 A:4 Di:5 → Total:15'
    const added = writeStrideList([...threatsOf(file), handWritten], file.listLayout)
    expect(added.replace(`${row}\n\n`, '')).toBe(sample)
    const other = writeStrideList([...threatsOf(file), { ...handWritten, displayId: 'RP1', stride: ['Repudiation'] }], file.listLayout)
    expect(other).toBe(`${sample}\n5. REPUDIATION\n${row.replace('TM9', 'RP1')}\n`)
  })

  test('a new last row that has no rating ends its line, so that it does not read as cut off', async () => {
    const file = await read(sample.trimEnd(), 'list.txt')
    const text = writeStrideList([...threatsOf(file), { ...handWritten, displayId: 'RP1', stride: ['Repudiation'], settled: null }], file.listLayout)
    expect(text.endsWith('\n')).toBe(true)
    expect((await read(text, 'list.txt')).threats).toHaveLength(file.threats.length + 1)
  })

  test('whatever is written without a layout reads back as it was, and is written the same again', async () => {
    const words = fc.array(fc.constantFrom('Öl', 'key', '=x', '|', '*a*', '<b>', 'D:1', '→', '1.', 'SPOOFING', '•'), { minLength: 1, maxLength: 5 }).map((parts) => parts.join(' '))
    const value = fc.integer({ min: 1, max: 10 })
    const threat = fc.record({
      displayId: fc.stringMatching(/^[A-Za-z]{1,3}[0-9]{1,3}$/), title: words, description: fc.oneof(words, fc.constant('')), stride: fc.constantFrom(...strideCategories).map((one) => [one]),
      marker: fc.constantFrom('plus', 'minus', 'none'), suggested: fc.option(fc.record({ damage: value, reproducibility: value, exploitability: value, affectedUsers: value, discoverability: value })),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(threat, { minLength: 1, maxLength: 8 }), async (given) => {
        const threats = given.map((one) => ({ ...handWritten, settled: null, ...one }))
        const text = writeStrideList(threats, null)
        const file = await read(text, 'list.txt', 'stride-list')
        const said = (one: (typeof threats)[number]) => [one.displayId, one.title, one.marker, one.description, one.stride[0], one.suggested]
        const order = strideCategories.flatMap((category) => threats.filter(({ stride }) => stride[0] === category))
        expect(file.threats.map((one) => [one.displayId, one.title, one.marker, one.description, one.stride[0], one.score.dread])).toEqual(order.map(said))
        expect(writeStrideList(threatsOf(file), file.listLayout)).toBe(text)
      }),
    )
  })
})

const report = `# Threat Thinker Report\n\nGenerated: 2026-01-01T00:00:00Z\n\nImport Success: 90.0% (edges 9/10, labels 3/3)\n\n| ID | Severity | Title | Why | Affected | STRIDE | References | Evidence | Score |\n|---|---|---|---|---|---|---|---|---|\n| T1 | High | Open door | The door is open. | Door (front, left), Hall | tampering,  Spoofing | CWE-1, house rule 7 | door, door->hall | 8 |\n|T2|Low|Loose window|It may \\| might open.|Window|Denial of Service||window|2.5|\n\nEnd.`

describe('threat-table', () => {
  test('a report comes back byte for byte, its stamp and figures kept', async () => {
    const file = await read(report, 'report.md')
    expect(file.format).toBe('threat-thinker-report')
    expect(file.listLayout).toMatchObject({ generated: '2026-01-01T00:00:00Z', importSuccess: '90.0% (edges 9/10, labels 3/3)' })
    expect(file.threats).toMatchObject([
      { displayId: 'T1', stride: ['Tampering', 'Spoofing'], confidence: 'confirmed', affectedLabels: ['Door (front, left)', 'Hall'], references: [{ text: 'CWE-1', flag: null, readAs: null }, { text: 'house rule 7' }], evidenceKeys: ['door', 'door->hall'], score: { severity: 'High', score: '8' } },
      { displayId: 'T2', confidence: 'possible', description: 'It may | might open.' },
    ])
    expect(writeThreatTable(rowsOf(threatsOf(file)), emptyModel, file.listLayout)).toBe(report)
  })

  test.skipIf(!hasShared)('the seed report comes back byte for byte; six rows are worded as a condition', async () => {
    const text = readFileSync(path.join(shared, 'seeds/threat-thinker-report.md'), 'utf8')
    const file = await read(text, 'report.md')
    expect(file.threats.filter(({ confidence }) => confidence === 'possible').map(({ displayId }) => displayId)).toEqual(['TTP03', 'TTP04', 'TTP05', 'TTP06', 'TTP08', 'TTP10'])
    expect(writeThreatTable(rowsOf(threatsOf(file)), emptyModel, file.listLayout)).toBe(text)
  })

  test('once voted on, a row says the band and the mean to one decimal, and only those cells change', async () => {
    const file = await read(report, 'report.md')
    const voted = threatsOf(file).map((threat, at) => (at === 0 ? { ...threat, settled: settled(10) } : threat))
    expect(changedLines(report, writeThreatTable(rowsOf(voted), emptyModel, file.listLayout))).toEqual([
      '| T1 | Medium | Open door | The door is open. | Door (front, left), Hall | tampering,  Spoofing | CWE-1, house rule 7 | door, door->hall | 4.8 |',
    ])
  })

  test('no text breaks out of its cell, and all of it reads back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: fc.constantFrom('a', ' ', '|', '\\', '<', '&', 'amp;', '`', '*', '[', '\n', '=', 'ä') }), async (text) => {
        const title = text.replace(/\s+/g, ' ').trim() || 'x'
        const file = await read(writeThreatTable(rowsOf([{ ...handWritten, title: text.trim() || 'x' }]), emptyModel, null), 'report.md')
        expect(file.threats.map((threat) => threat.title)).toEqual([title])
      }),
    )
  })
})
