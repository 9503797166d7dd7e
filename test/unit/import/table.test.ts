import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { writeCsv } from '../../../src/main/export/csv.ts'
import { registerOfList } from '../../../src/main/cli/rows.ts'
import { detectFormat, readFile } from '../../../src/main/import/registry.ts'
import { guessMapping } from '../../../src/shared/list/register-columns.ts'
import { textPart, zipOf } from '../../support/zip.ts'
import { calm, damaged, oddLabels } from './hostile.ts'
import { read, refusal } from './support.ts'

const german = [
  'Nr.;Titel;Beschreibung;STRIDE-Kategorie;Schaden;Reproduzierbarkeit;Ausnutzbarkeit;Betroffene Nutzer;Auffindbarkeit;Summe;Schweregrad;Status;Betroffenes Element;Maßnahme;Entscheidung;Verantwortlich;Frist;Raum',
  'B1;"Namen; lesbar";"Jemand liest',
  'im Flur mit";Offenlegung;8;7;6;9;5;30;Hoch;offen;Regal;TLS;mindern;Kim;31.3.2026;Nord',
  ';;;;;;;;;;;;;;;;;',
  'B2;Flut am Pult;;Wetter;11;;;;;;;erledigt;;;;;;',
].join('\r\n')

describe('a register in CSV', () => {
  test('headers in English and German say what a column is', () => {
    expect(guessMapping(['ID', 'Threat', 'Description', 'STRIDE', 'Affected element', 'Severity', 'Mitigation', 'Decision', 'Owner', 'Colour'])).toEqual({ ID: 'id', Threat: 'title', Description: 'description', STRIDE: 'stride', 'Affected element': 'affected', Severity: 'severity', Mitigation: 'mitigations', Decision: 'response', Owner: 'owner' })
    expect(guessMapping(['D', 'R', 'E', 'A', 'D (2)', 'Name'])).toEqual({ D: 'damage', R: 'reproducibility', E: 'exploitability', A: 'affectedUsers', 'D (2)': 'discoverability', Name: 'title' })
    expect(guessMapping(['Begründung', 'Auffindbarkeit', 'Zuständig', 'Maßnahmen'])).toEqual({ 'Begründung': 'rationale', Auffindbarkeit: 'discoverability', 'Zuständig': 'owner', 'Maßnahmen': 'mitigations' })
  })

  test('rows come with their values, categories, decision and day; the rest is kept and told', async () => {
    const file = await read(german, 'register.txt')
    expect(file.format).toBe('csv')
    expect(file.threats[0]).toMatchObject({
      displayId: 'B1', title: 'Namen; lesbar', description: 'Jemand liest\nim Flur mit\nRaum: Nord', stride: ['Information Disclosure'], affectedLabels: ['Regal'], mitigations: ['TLS'],
      score: { dread: { damage: 8, reproducibility: 7, exploitability: 6, affectedUsers: 9, discoverability: 5 }, total: 30, severity: 'Hoch', score: null },
      decision: { response: 'mitigate', rationale: '', owner: 'Kim', due: '2026-03-31', existingControls: '' },
      flags: ['stated total 30 is not the sum of the values, 35'],
    })
    expect(file.threats[1]).toMatchObject({ displayId: 'B2', stride: ['Tampering'], score: { dread: null } })
    expect(file.report.dropped).toEqual([
      { what: 'column "Raum"', why: 'not mapped to anything; kept with each row' },
      { line: 5, what: 'threat "Flut am Pult"', why: 'no STRIDE category: read as Tampering' },
      { line: 5, what: 'threat "Flut am Pult"', why: 'its damage "11" is not read: expected a whole number from 1 to 10' },
    ])
    expect(file.table).toMatchObject({ count: 2, mapping: { Titel: 'title', Frist: 'due' } })
  })

  test('a mapping that a person chose stands instead of the guess', async () => {
    const text = 'What,Who\nNames leak,Kim\n'
    const bytes = new TextEncoder().encode(text)
    const file = await readFile(bytes, 'a.csv', { newId: () => 'x', columns: { What: 'title', Who: 'owner' } })
    expect(file.threats.map(({ title }) => title)).toEqual(['Names leak'])
    expect((await refusal(text, 'a.csv')).expected).toContain('a column for the title')
  })

  test('what we export comes back, escaped cells too', async () => {
    const cell = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 30 }).map((one) => one.replace(/\s+/g, ' ').trim()).filter((one) => one !== '' && !one.startsWith("'"))
    await fc.assert(fc.asyncProperty(fc.array(fc.record({ title: cell, description: cell, owner: cell }), { minLength: 1, maxLength: 5 }), async (rows) => {
      const text = `title,description,stride,response,owner\n${rows.map(() => 'x,x,Spoofing,accept,x').join('\n')}\n`
      const list = await read(text, 'a.csv')
      list.threats = list.threats.map((threat, index) => ({ ...threat, displayId: `T${index}`, title: rows[index]?.title ?? '', description: rows[index]?.description ?? '', decision: { response: 'accept', rationale: '', owner: rows[index]?.owner ?? '', due: null, existingControls: '' } }))
      const again = await read(writeCsv(registerOfList(list, 'x').rows, () => undefined), 'a.csv')
      expect(again.threats.map(({ title, description, decision }) => ({ title, first: description.split('\n')[0], owner: decision?.owner }))).toEqual(rows.map(({ title, description, owner }) => ({ title, first: description, owner })))
    }), { numRuns: 40, seed: 5 })
  })

  test('hostile files are refused or read, and nothing else', async () => {
    for (const { what, bytes } of damaged(new TextEncoder().encode(german))) await calm(bytes, 'a.csv', what)
    for (const [what, label] of oddLabels) for (const word of ['Titel', 'Regal', 'Nr.', 'Flut am Pult', 'Hoch']) await calm(german.replace(word, `"${label.replaceAll('"', '""')}"`), 'a.csv', what)
    await calm(`${','.repeat(100_000)}\n`, 'a.csv', 'columns')
    expect((await refusal(`title\n${'x\n'.repeat(30_000)}`, 'a.csv')).expected).toContain('at most 20000 rows')
  })
})

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const workbook = (sheet: string) => zipOf([
  textPart('[Content_Types].xml', '<Types/>'),
  textPart('xl/workbook.xml', `<workbook ${main} xmlns:r="r"><sheets><sheet name="Cover" r:id="r1"/><sheet name="Threats" r:id="r2"/></sheets></workbook>`),
  textPart('xl/_rels/workbook.xml.rels', '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Target="/xl/worksheets/sheet2.xml"/></Relationships>'),
  textPart('xl/sharedStrings.xml', `<sst ${main}><si><t>Title</t></si><si><r><t>Names </t></r><r><t>leak</t></r><rPh><t>x</t></rPh></si></sst>`),
  textPart('xl/worksheets/sheet1.xml', `<worksheet ${main}><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Hello</t></is></c></row></sheetData></worksheet>`),
  textPart('xl/worksheets/sheet2.xml', sheet),
])
const sheet = `<worksheet ${main}><sheetData><row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="inlineStr"><is><t>STRIDE</t></is></c><c r="D2" t="str"><v>Due</v></c><c r="E2" t="str"><v>Decision</v></c></row><row r="4"><c r="A4" t="s"><v>1</v></c><c r="B4" t="str"><f>1+1</f><v>I, T</v></c><c r="D4"><v>46112</v></c><c r="E4" t="str"><v>accepted</v></c></row></sheetData></worksheet>`

describe('a register in a workbook', () => {
  test('the sheet whose headers name a title is read: shared and inline texts, empty cells, values of formulas, days', async () => {
    const bytes = workbook(sheet)
    expect(detectFormat(bytes, 'anything')).toBe('xlsx')
    const file = await read(bytes, 'register.xlsx')
    expect(file.threats).toMatchObject([{ title: 'Names leak', stride: ['Information Disclosure', 'Tampering'], decision: { response: 'accept', due: '2026-03-31' } }])
    expect(file.table?.columns).toEqual(['Title', 'STRIDE', 'column 3', 'Due', 'Decision'])
    expect(file.report.dropped).toContainEqual({ what: 'sheet "Cover"', why: 'only one sheet is read' })
  })

  test('bombs, entities, archives of something else, and passwords are refused', async () => {
    const bomb = zipOf([textPart('[Content_Types].xml', ''), textPart('xl/workbook.xml', '<workbook/>'), { name: 'xl/sharedStrings.xml', data: new Uint8Array(120 * 1024 * 1024) }])
    expect((await refusal(bomb, 'a.xlsx')).expected).toBe('at most 96 MB once unpacked')
    expect((await refusal(workbook('<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>'), 'a.xlsx')).expected).toContain('DTD')
    expect((await refusal(zipOf([textPart('xl/other.xml', '')]), 'a.xlsx')).expected).toContain('a workbook')
    const locked = workbook(sheet)
    const at = Buffer.from(locked).indexOf(Buffer.from([0x50, 0x4b, 1, 2]), Buffer.from(locked).indexOf('xl/workbook.xml', Buffer.from(locked).lastIndexOf('Types')) - 60)
    locked[at + 8] = 1
    await calm(locked, 'a.xlsx', 'locked')
  })

  test('damaged workbooks are refused or read, and nothing else', async () => {
    for (const { what, bytes } of damaged(workbook(sheet), { copies: 150 })) await calm(bytes, 'a.xlsx', what, 'xlsx')
  })
})
