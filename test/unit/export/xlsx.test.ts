import { describe, expect, test, vi } from 'vitest'
import { bandColours } from '../../../src/main/export/pdf/pdf-style.ts'
import { plainText } from '../../../src/main/export/plain-text.ts'
import { writeXlsx } from '../../../src/main/export/xlsx.ts'
import { readXlsx } from '../../../src/main/import/lists/xlsx.ts'
import { openZip } from '../../../src/main/import/zip.ts'
import { emptyMitigation } from '../../../src/shared/domain/mitigation.ts'
import { at } from '../../support/register-fixture.ts'
import { hostileTexts, inputWith } from './record-fixture.ts'

const context = { name: 'register.xlsx', progress: () => undefined, checkCancelled: () => undefined }
const part = (bytes: Uint8Array, name: string): string => new TextDecoder().decode(openZip(bytes, 'register.xlsx').part(name) ?? undefined)

describe('workbook', () => {
  test('six sheets, each with a head that stays, typed cells and coloured bands', () => {
    const bytes = writeXlsx(inputWith('plain'))
    expect([...part(bytes, 'xl/workbook.xml').matchAll(/<sheet [^>]*?name="([^"]+)"/g)].map(([, name]) => name)).toEqual(['Register', 'Votes', 'Decisions', 'Mitigations', 'Workshop log', 'Sign-off'])
    for (let number = 1; number <= 6; number += 1) expect(part(bytes, `xl/worksheets/sheet${number}.xml`)).toMatch(/<pane[^>]*state="frozen"/)
    const sheet = part(bytes, 'xl/worksheets/sheet1.xml')
    expect(sheet).toMatch(/<c r="O2"[^>]*><v>35<\/v>/)
    expect(sheet).toMatch(/<c r="X2"[^>]*t="b"><v>1<\/v>/)
    expect(sheet).toMatch(/<c r="AA2"[^>]*><v>46203<\/v>/)
    expect(part(bytes, 'xl/styles.xml').toLowerCase()).toContain(bandColours.High.fill.slice(1).toLowerCase())
  })

  test('comes back through our own reader, cell by cell', () => {
    const { threats } = readXlsx(writeXlsx(inputWith('plain')), context)
    expect(threats.map(({ displayId, title, stride, score }) => ({ displayId, title, stride, dread: score.dread }))).toMatchObject([
      { title: 'plain', stride: ['Tampering'], dread: { damage: 9, reproducibility: 6, exploitability: 7, affectedUsers: 8, discoverability: 5 } },
      { title: 'plain', stride: ['Repudiation'], dread: null },
      { title: 'plain', stride: ['Information Disclosure'], dread: { damage: 6 } },
    ])
    expect(threats[0]).toMatchObject({ decision: { response: 'mitigate', owner: 'plain', due: '2026-06-30' } })
  })

  test.each(hostileTexts)('%j is a typed text: no formula, no link, nothing that steers', (text) => {
    const bytes = writeXlsx(inputWith(text))
    const archive = openZip(bytes, 'register.xlsx')
    expect(archive.names.filter((name) => /hyperlink|external|vba|comments/i.test(name))).toEqual([])
    for (let number = 1; number <= 6; number += 1) {
      const sheet = part(bytes, `xl/worksheets/sheet${number}.xml`)
      expect(sheet).not.toMatch(/<f[ >]|<hyperlink/)
    }
    const strings = part(bytes, 'xl/sharedStrings.xml')
    expect(strings).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202a-\u202e\u2066-\u2069]/)
    const { threats } = readXlsx(bytes, context)
    // The library leaves out U+FFFD, which stands for half a character.
    const shown = (value: string): string => value.replaceAll('\ufffd', '').replaceAll(/\s+/g, ' ').trim()
    expect(shown(threats[0]?.title ?? '')).toBe(shown(plainText(text)))
  })

  test('what looks like an escape of the format stays the text that it is, and comes back as it was', () => {
    const bytes = writeXlsx(inputWith('_x0041_ and __x000d_'))
    expect(part(bytes, 'xl/sharedStrings.xml')).toContain('_x005F_x0041_ and __x005F_x000d_')
    expect(readXlsx(bytes, context).threats[0]?.title).toBe('_x0041_ and __x000d_')
  })

  test('what would be a formula if it were typed is marked as quoted, so that opening a cell to edit it runs nothing', () => {
    const styles = (text: string) => {
      const bytes = writeXlsx(inputWith(text))
      const number = Number(/<c r="B2" s="(\d+)"/.exec(part(bytes, 'xl/worksheets/sheet1.xml'))?.[1])
      return [...part(bytes, 'xl/styles.xml').split('<cellXfs')[1]?.matchAll(/<xf [^>]*>/g) ?? []][number]?.[0] ?? ''
    }
    for (const text of ['=1+1', '+1', '-1', '@x']) expect(styles(text)).toContain('quotePrefix="1"')
    expect(styles('1+1')).not.toContain('quotePrefix')
  })

  test('mitigations of no threat have a row of their own, and what a signer said a cell', () => {
    const lone = { ...emptyMitigation, id: 'm', title: 'For later', threats: [], order: 0, createdAt: at, updatedAt: at }
    const bytes = writeXlsx({ ...inputWith('plain'), mitigations: [lone] })
    expect(part(bytes, 'xl/sharedStrings.xml')).toContain('For later')
    expect(part(bytes, 'xl/worksheets/sheet6.xml').match(/<c r="E[23]"/g)).toHaveLength(1)
  })

  test('the same register gives the same bytes, whenever it is written', () => {
    const first = writeXlsx(inputWith('x'))
    vi.setSystemTime('2031-05-06T07:08:09Z')
    try {
      expect(Buffer.compare(writeXlsx(inputWith('x')), first)).toBe(0)
    } finally {
      vi.useRealTimers()
    }
  })
})
