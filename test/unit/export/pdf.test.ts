import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pdfDocument } from '../../../src/main/export/pdf/pdf-document.ts'
import { readFace } from '../../../src/main/export/pdf/pdf-font.ts'
import { fontFiles, reportType } from '../../../src/main/export/pdf/pdf-fonts.ts'
import type { Page } from '../../../src/main/export/pdf/pdf-page.ts'
import type { PdfInput } from '../../../src/main/export/pdf/pdf-report.ts'
import { createType, replacement } from '../../../src/main/export/pdf/pdf-type.ts'
import { renderPdf as render } from '../../../src/main/export/pdf/pdf.ts'
import { wholeDocument } from '../../../src/shared/domain/document.ts'
import { defaultHeader } from '../../../src/shared/domain/project.ts'
import { emptyModel } from '../../../src/shared/domain/model.ts'
import { cutName } from '../../../src/shared/proof/verify-signer.ts'
import { largeReport } from '../../support/report-fixture.ts'

const fonts = resolve(import.meta.dirname, '../../../node_modules/pdfmake/fonts/Roboto')
const faces = { regular: readFace(readFileSync(resolve(fonts, 'Roboto-Regular.ttf'))), bold: readFace(readFileSync(resolve(fonts, 'Roboto-Medium.ttf'))) }
const type = () => createType(faces)

const folder = resolve(import.meta.dirname, '../../../resources/fonts')
const renderPdf = (report: PdfInput, attachment: { name: string; bytes: Uint8Array } | null) => render(report, attachment, folder)
const fullType = () => reportType(fontFiles(folder))

const empty: PdfInput = { project: 'Untitled', header: defaultHeader, model: emptyModel, rows: [], mitigations: [], rounds: new Map(), revision: null, workshops: [], at: '2026-01-01T00:00:00.000Z', whole: true, choice: wholeDocument }

/** The texts of pages, mark by mark. */
const textsOf = (pages: readonly Page[]): string[] => pages.flatMap(({ marks }) => marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : [])))

describe('setting text', () => {
  test('widths are those of the font', () => {
    expect(faces.regular.widths.get(0x20)).toBeCloseTo((507 * 1000) / 2048, 0)
    expect(faces.bold.widths.get(0x6d)).not.toBe(faces.regular.widths.get(0x6d))
    for (const character of 'aäöüÄÖÜßłÖж€„“‘’–—…') expect(faces.regular.widths.has(character.codePointAt(0) ?? 0), character).toBe(true)
  })

  test('lines keep to the width, and lose nothing but spaces where they break', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'abc WÄ.-/\n'), maxLength: 400 }), fc.integer({ min: 30, max: 300 }), (text, width) => {
        const lines = type().lines(text, width)
        for (const line of lines) {
          const used = Array.from(line).reduce((sum, one) => sum + (faces.regular.widths.get(one.codePointAt(0) ?? 0) ?? 0), 0)
          expect((used * 9.5) / 1000).toBeLessThanOrEqual(width)
        }
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(/\s/g, ''))
      }),
      // What follows a break may have to be broken again.
      { examples: [['/aaaÄW', 30]] },
    )
  })

  test('breaks at spaces where there are any', () => {
    expect(type().lines('one two three', 40)).toEqual(['one two', 'three'])
  })

  test('what the font lacks is replaced, one mark for what is seen as one character, and reported', () => {
    const one = type()
    expect(one.shown('Größe → „groß“')).toBe('Größe -> „groß“')
    expect(one.lost()).toBe(false)
    expect(one.shown('山田 👩‍👩‍👧 \ud800')).toBe(`${replacement}${replacement} ${replacement} ${replacement}`)
    expect(one.lost()).toBe(true)
  })

  test('marks that turn the reading direction around, and control characters, are gone', () => {
    expect(type().shown('a\u202eb\u0007c\u200bd\r\ne')).toBe('abcd\ne')
  })
})

describe('pdf', () => {
  test('labels with markup come out as text, and nothing in a document can reach outside', async () => {
    const large = largeReport(2)
    const [element, ...others] = large.model.elements
    if (!element) throw new Error('the fixture has elements')
    const hostile = '<img src=http://x/y.png onerror=1>&amp;'
    const report: PdfInput = { ...large, project: hostile, model: { ...large.model, elements: [{ ...element, label: hostile }, ...others] }, rows: large.rows.map((row) => ({ ...row, threat: { ...row.threat, title: hostile } })) }
    const { pages } = pdfDocument(report, type(), false)
    expect(textsOf(pages).join('')).toContain(hostile)
    const pictures = pages.flatMap(({ marks }) => marks.flatMap((mark) => (mark.kind === 'picture' ? [mark.svg] : [])))
    expect(pictures.length).toBe(2)
    expect(pictures.every((svg) => !svg.includes('<img')) && pictures.some((svg) => svg.includes('&lt;img'))).toBe(true)
    // Nothing but the page tree: no link, no script, no form, no file but the one that is attached.
    const bytes = Buffer.from(await renderPdf(report, null)).toString('latin1')
    for (const name of ['/URI', '/JavaScript', '/JS', '/Launch', '/AcroForm', '/EmbeddedFile', '/GoToR']) expect(bytes.includes(name), name).toBe(false)
  })

  test('a card says score, votes of each round, decision, owner, due date, references and mitigations', () => {
    const texts = textsOf(pdfDocument(largeReport(1), type(), false).pages)
    expect(texts.join(' ')).toContain('6 votes, 1 abstained, 1 absent')
    for (const said of ['Votes, round 1', 'Votes, round 2', 'agreed', 'accept  ·  owner Grace Ölçay  ·  due 2026-06-30', 'CWE-287, CAPEC-151, ASVS 5.0.0 V6.1.1', '•  Log who sent what']) expect(texts).toContain(said)
  })

  test('the same report gives the same bytes; one without anything comes out too', async () => {
    const attachment = { name: 'register.json', bytes: new TextEncoder().encode('{}') }
    const first = await renderPdf(largeReport(12), attachment)
    expect(Buffer.from(first).equals(Buffer.from(await renderPdf(largeReport(12), attachment)))).toBe(true)
    expect(Buffer.from(await renderPdf(empty, null)).subarray(0, 5).toString()).toBe('%PDF-')
  })

  test('neither the time zone nor the language of the computer changes a byte', () => {
    const at = (path: string) => JSON.stringify(pathToFileURL(resolve(import.meta.dirname, '../../..', path)).href)
    const script = `
      import { createHash } from 'node:crypto'
      const { renderPdf } = await import(${at('src/main/export/pdf/pdf.ts')})
      const { largeReport } = await import(${at('test/support/report-fixture.ts')})
      const bytes = await renderPdf(largeReport(3), { name: 'register.json', bytes: new TextEncoder().encode('{}') }, ${JSON.stringify(folder)})
      console.log(createHash('sha256').update(bytes).digest('hex'))`
    const hashes = [['Pacific/Kiritimati', 'de_DE.UTF-8'], ['America/St_Johns', 'tr_TR.UTF-8']].map(([TZ = '', LC_ALL = '']) =>
      execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8', env: { ...process.env, TZ, LC_ALL, LANG: LC_ALL } }).trim())
    expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/)
    expect(new Set(hashes).size).toBe(1)
  })

  test('the cover lists the chapters by their pages; scope tells where data lies and what is out of it; the summary has its charts; the sheet who has still to sign', () => {
    const large = largeReport(3)
    const [first, ...others] = large.model.elements
    if (!first || !large.revision) throw new Error('the fixture has elements and a revision')
    const signature = { id: 's', name: 'Grace Ölçay', role: 'risk owner', meaning: 'approved' as const, comment: '', scope: 'all' as const, assurance: 'own key' as const, at: large.at, fingerprint: '3f2a:9b1c', valid: true }
    const signers = ['Risk owner', 'Architect'].map((role) => ({ id: role, role, meaning: 'approved' as const, scope: 'all' as const }))
    const assets = [{ id: 'a', name: 'Orders', confidentiality: 'high' as const, integrity: 'low' as const, availability: 'low' as const, classification: 'restricted' as const, on: ['e-db'] }]
    const report: PdfInput = { ...large, header: { ...large.header, assets, requiredSigners: signers }, revision: { ...large.revision, signatures: [signature] }, model: { ...large.model, elements: [{ ...first, outOfScope: 'run by others' }, ...others] } }
    const { pages } = pdfDocument(report, type(), true)
    const chapters = pages.flatMap(({ bookmarks }, page) => bookmarks.filter(({ level }) => level === 1).map(({ text }) => [text, String(page + 1)]))
    const onCover = textsOf(pages.slice(0, 1))
    for (const [name = '', page = ''] of chapters) expect(onCover[onCover.indexOf(name) + 1], name).toBe(page)
    const texts = textsOf(pages)
    for (const said of ['restricted', 'run by others', 'Risk matrix', 'Who has to sign']) expect(texts).toContain(said)
    expect(texts.some((text) => text.includes('Hatched or dotted: out of scope.'))).toBe(true)
    const states = texts.slice(texts.indexOf('Who has to sign'))
    expect(states[states.indexOf('Risk owner') + 3]).toBe('signed')
    expect(states[states.indexOf('Architect') + 3]).toBe('open')
  })

  test('a name that was cut is said so in the language of the document: of signers, owners, and who does what', () => {
    const large = largeReport(1)
    if (!large.revision) throw new Error('the fixture has a revision')
    const signature = { id: 's', name: cutName, role: 'Architekt', meaning: 'approved' as const, comment: '', scope: 'all' as const, assurance: 'own key' as const, at: large.at, fingerprint: '3f2a:9b1c', valid: true }
    const decision = { response: 'accept' as const, rationale: 'rare', owner: cutName, riskOwner: cutName, approver: cutName, due: null, existingControls: '' }
    const rows = large.rows.map((row) => ({ ...row, threat: { ...row.threat, decision } }))
    const header = { ...large.header, assumptions: [{ id: 'a', text: 'It is so', owner: cutName, confirmed: 'yes' as const }] }
    const report: PdfInput = { ...large, rows, header, whole: false, revision: { ...large.revision, signatures: [signature] }, choice: { ...wholeDocument, language: 'de' } }
    const said = textsOf(pdfDocument(report, type(), true).pages).join(' ')
    expect(said).toContain('(Name herausgeschnitten) (Architekt): freigegeben')
    expect(said).not.toContain('name cut')
    // In parts, as a narrow column breaks it.
    expect(said.split('herausgeschnitten').length).toBeGreaterThan(5)
    expect(report.rows[0]?.threat.decision?.owner).toBe(cutName)
  })

  test('the cover names as signers those whose signatures fit and do not decline, and says how many others there are', () => {
    const large = largeReport(1)
    if (!large.revision) throw new Error('the fixture has a revision')
    const fits = { id: 's', name: 'Ada', role: 'Architect', meaning: 'approved' as const, comment: '', scope: 'all' as const, assurance: 'own key' as const, at: large.at, fingerprint: '3f2a:9b1c', valid: true }
    const unfit = { ...fits, id: 'u', name: 'Mallory', valid: false }
    const declined = { ...fits, id: 'd', name: 'Grace', meaning: 'declined' as const, comment: 'not tested' }
    const revision = large.revision
    const coverOf = (signatures: (typeof fits | typeof declined)[], language: 'en' | 'de') => textsOf(pdfDocument({ ...large, revision: { ...revision, signatures }, choice: { ...wholeDocument, language } }, type(), true).pages.slice(0, 1))
    const cover = coverOf([fits, unfit, declined], 'en')
    expect(cover).toContain('Ada (Architect): approved')
    expect(cover).toContain('1 declined, 1 signature does not fit')
    expect(cover.join(' ')).not.toMatch(/Mallory|Grace/)
    const nobody = coverOf([unfit, { ...unfit, id: 'u2' }, declined, { ...declined, id: 'd2' }, { ...declined, id: 'd3', valid: false }], 'de')
    expect(nobody).toContain('noch niemand')
    expect(nobody).toContain('2 haben abgelehnt, 3 Unterschriften passen nicht')
  })

  test('a line that begins with the name of somebody keeps the direction of its own words', () => {
    const fontsOf = (text: string) => fullType().runs(text).map(({ text: own, font }) => [own, font])
    expect(fontsOf('אב (Risk owner): approved')).toEqual([['אב', 'hebrew'], [' (Risk owner): approved', 'regular']])
  })

  test('letters that Roboto lacks are found, and what runs from right to left stands in its order', () => {
    const all = fullType()
    const fontsOf = (text: string) => all.runs(text).map(({ text: own, font }) => [own, font])
    expect(fontsOf('山田 Tarō')).toEqual([['山田 ', 'cjk'], ['Tarō', 'regular']])
    expect(fontsOf('김철수')).toEqual([['김철수', 'korean']])
    expect(fontsOf('Ann שלום עולם (x)')).toEqual([['Ann ', 'regular'], ['שלום עולם', 'hebrew'], [' (x)', 'regular']])
    // The line begins with Hebrew, so that what comes last stands leftmost, brackets mirrored.
    expect(fontsOf('שלום (אב) 12')).toEqual([['12', 'regular'], [' (', 'regular'], ['אב', 'hebrew'], [')', 'regular'], ['שלום ', 'hebrew']])
    expect(all.shown('محمد สมชาย नमस्ते')).toBe('محمد สมชาย नमस्ते')
    expect(all.lost()).toBe(false)
  })

  test('odd text of any length and kind does not break the file', async () => {
    const odd = ['山田太郎', '👩‍👩‍👧🚀', 'שלום', '\ud800', 'a'.repeat(1000), Array.from({ length: 400 }, (_, line) => `line ${String(line)}`).join('\n'), ' ', '']
    const large = largeReport(odd.length)
    const rows = large.rows.map((row, index) => ({ ...row, affected: [odd[index] ?? ''], threat: { ...row.threat, title: odd[index] ?? '', description: odd[index] ?? '', displayId: (odd[index] ?? '').slice(0, 60), mitigations: [odd[index] ?? ''] } }))
    expect((await renderPdf({ ...large, rows, project: odd[0] ?? '' }, null)).length).toBeGreaterThan(10_000)
  })
})
