import { describe, expect, test, vi } from 'vitest'
import { plainText } from '../../../src/main/export/plain-text.ts'
import { writeXlsx } from '../../../src/main/export/xlsx.ts'
import { readXlsx } from '../../../src/main/import/lists/xlsx.ts'
import { openZip } from '../../../src/main/import/zip.ts'
import { hostileTexts, inputWith } from './record-fixture.ts'

const context = { name: 'register.xlsx', progress: () => undefined, checkCancelled: () => undefined }
const part = (bytes: Uint8Array, name: string): string => new TextDecoder().decode(openZip(bytes, 'register.xlsx').part(name) ?? undefined)

describe('workbook', () => {
  test('six sheets, each with a head that stays, typed cells and coloured bands', async () => {
    const bytes = await writeXlsx(inputWith('plain'))
    expect([...part(bytes, 'xl/workbook.xml').matchAll(/<sheet [^>]*?name="([^"]+)"/g)].map(([, name]) => name)).toEqual(['Register', 'Votes', 'Decisions', 'Mitigations', 'Workshop log', 'Sign-off'])
    for (let number = 1; number <= 6; number += 1) expect(part(bytes, `xl/worksheets/sheet${number}.xml`)).toMatch(/<pane[^>]*state="frozen"/)
    const sheet = part(bytes, 'xl/worksheets/sheet1.xml')
    expect(sheet).toMatch(/<c r="O2"[^>]*><v>35<\/v>/)
    expect(sheet).toMatch(/<c r="X2"[^>]*t="b"><v>1<\/v>/)
    expect(sheet).toMatch(/<c r="AA2"[^>]*><v>46203<\/v>/)
    expect(part(bytes, 'xl/styles.xml').toLowerCase()).toContain('b8481c')
  })

  test('comes back through our own reader, cell by cell', async () => {
    const { threats } = readXlsx(await writeXlsx(inputWith('plain')), context)
    expect(threats.map(({ displayId, title, stride, score }) => ({ displayId, title, stride, dread: score.dread }))).toMatchObject([
      { title: 'plain', stride: ['Tampering'], dread: { damage: 9, reproducibility: 6, exploitability: 7, affectedUsers: 8, discoverability: 5 } },
      { title: 'plain', stride: ['Repudiation'], dread: null },
      { title: 'plain', stride: ['Information Disclosure'], dread: { damage: 6 } },
    ])
    expect(threats[0]).toMatchObject({ decision: { response: 'mitigate', owner: 'plain', due: '2026-06-30' } })
  })

  test.each(hostileTexts)('%j is a typed text: no formula, no link, nothing that steers', async (text) => {
    const bytes = await writeXlsx(inputWith(text))
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

  test('the same register gives the same bytes, whenever it is written', async () => {
    const first = await writeXlsx(inputWith('x'))
    vi.setSystemTime('2031-05-06T07:08:09Z')
    try {
      expect(Buffer.compare(await writeXlsx(inputWith('x')), first)).toBe(0)
    } finally {
      vi.useRealTimers()
    }
  })
})
