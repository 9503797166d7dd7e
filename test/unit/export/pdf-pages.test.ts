import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hasTool, machineTools } from '../../../scripts/machine-tools.ts'
import { pdfDocument } from '../../../src/main/export/pdf/pdf-document.ts'
import { fontFiles, reportType } from '../../../src/main/export/pdf/pdf-fonts.ts'
import { margins, type Mark, type Page } from '../../../src/main/export/pdf/pdf-page.ts'
import type { PdfInput } from '../../../src/main/export/pdf/pdf-report.ts'
import { renderPdf } from '../../../src/main/export/pdf/pdf.ts'
import { documentPresets, documentParts, paperSizes as papers, presetOf, presetParts, wholeDocument, type DocumentChoice } from '../../../src/shared/domain/document.ts'
import type { Element, Flow, Model } from '../../../src/shared/domain/model.ts'
import { model } from '../../support/register-fixture.ts'
import { largeReport } from '../../support/report-fixture.ts'
import { inputWith } from './record-fixture.ts'

const folder = resolve(import.meta.dirname, '../../../resources/fonts')
const type = reportType(fontFiles(folder))
const long = 'Somebody who can reach the queue sends a message, and nothing tells the two apart. '.repeat(12)

function report(threats: number, choice: Partial<DocumentChoice>, text = 'plainly said'): PdfInput {
  const { header, mitigations = [], record } = inputWith(text)
  const large = largeReport(threats)
  const rows = large.rows.map((row, index) => (index % 5 === 3 ? { ...row, threat: { ...row.threat, description: long.repeat(1 + (index % 3)), decision: null } } : row))
  return { ...large, rows, header, mitigations, revision: record.revision, workshops: record.workshops.map((one) => one.report), choice: { ...wholeDocument, ...choice } }
}

type Text = Extract<Mark, { kind: 'text' }>
const texts = ({ marks }: Page): Text[] => marks.flatMap((mark) => (mark.kind === 'text' ? [mark] : []))
const isFooter = (page: Page, mark: Text) => mark.y > page.height - margins.bottom + 10

/** What is wrong with how a page is set. */
function faults(page: Page): string[] {
  const all = texts(page)
  const body = all.filter((mark) => !isFooter(page, mark))
  const outside = all.filter(({ x, y, width }) => x < margins.side - 1 || x + width > page.width - margins.side + 1 || y < margins.top || y > page.height - 10)
  const low = body.filter(({ y }) => y > page.height - margins.bottom + 1)
  const overlaps = body.flatMap((one, index) => body.slice(index + 1).filter((other) => Math.abs(one.y - other.y) < 0.6 * Math.min(one.size, other.size) && one.x + one.width > other.x + 1 && other.x + other.width > one.x + 1))
  const lowest = body.reduce((last, mark) => (mark.y > last.y ? mark : last), body[0] ?? { y: 0, size: 0, font: '', text: '' })
  // The values of a score are as large, but no words.
  const alone = lowest.font === 'bold' && lowest.size >= 11 && /\p{L}/u.test(lowest.text)
  return [...outside.map(({ text }) => `outside: ${text}`), ...low.map(({ text }) => `below the margin: ${text}`), ...overlaps.map(({ text }) => `overlaps: ${text}`), ...(alone ? [`heading alone: ${lowest.text}`] : [])]
}

const faultsOf = (pages: readonly Page[]) => pages.flatMap((page, index) => faults(page).map((fault) => `page ${index + 1}: ${fault}`))

describe('pages', () => {
  test.each(documentPresets.flatMap((preset) => (['en', 'de'] as const).flatMap((language) => (['a4', 'letter'] as const).map((page) => ({ preset, language, page })))))('no text is cut, none overlaps, no heading stands alone: $preset, $language, $page', ({ preset, language, page }) => {
    const { pages } = pdfDocument(report(23, { parts: [...presetParts[preset]], language, page }), type, true)
    expect(faultsOf(pages)).toEqual([])
    expect(pages.every((one) => one.marks.length > 2)).toBe(true)
  })

  test('nor whatever people wrote, however long', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'W', ' ', '-', '山', 'ש', '\n', 'Löschung '), minLength: 1, maxLength: 300 }), fc.integer({ min: 0, max: 9 }), (text, threats) => {
        expect(faultsOf(pdfDocument(report(threats, {}, text), type, true).pages)).toEqual([])
      }),
      { numRuns: 15 },
    )
  })

  test('each part stands where it was chosen, and only there; the outline names it', () => {
    for (const part of documentParts) {
      if (part === 'votes') continue
      const chapters = pdfDocument(report(3, { parts: [part] }), type, true).pages.flatMap(({ bookmarks }) => bookmarks.filter(({ level }) => level === 1))
      expect(chapters.length, part).toBe(1)
    }
    expect(documentPresets.map((preset) => presetOf(presetParts[preset].toReversed()))).toEqual([...documentPresets])
    expect(presetOf(['scope'])).toBe(null)
  })
})

/** Grey values of a picture in the format PGM. */
function readPgm(bytes: Buffer): { width: number; height: number; at: (x: number, y: number) => number } {
  const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.subarray(0, 40).toString('latin1'))
  if (!head) throw new Error('not a PGM')
  const [all, width, height] = [head[0], Number(head[1]), Number(head[2])]
  return { width, height, at: (x, y) => bytes[all.length + y * width + x] ?? 255 }
}

/** Two diagrams: one far wider than a page that lies across, one far higher than an upright one. */
function farModel(): Model {
  const { elements: [one] } = model
  if (!one) throw new Error('the fixture has elements')
  const part = (diagram: string, index: number): Element => ({ ...one, id: `${diagram}-${String(index)}`, key: `${diagram}${String(index)}`, label: `${diagram}${String(index)}`, diagram, parent: null, position: { x: diagram === 'wide' ? index * 400 : 0, y: diagram === 'wide' ? 0 : index * 300, width: 140, height: 60 } })
  const flow = (diagram: string, index: number): Flow => ({ id: `f-${diagram}-${String(index)}`, diagram, key: `k${String(index)}`, label: `${diagram}flow${String(index)}`, source: `${diagram}-${String(index)}`, target: `${diagram}-${String(index + 1)}`, bidirectional: false, facts: {}, sourceId: null, notes: '' })
  const numbers = Array.from({ length: 9 }, (_, index) => index)
  return {
    diagrams: ['wide', 'high'].map((id, order) => ({ id, name: id, order })),
    elements: ['wide', 'high'].flatMap((diagram) => numbers.map((index) => part(diagram, index))),
    flows: ['wide', 'high'].flatMap((diagram) => numbers.slice(0, -1).map((index) => flow(diagram, index))),
    boundaries: [],
  }
}

interface Word {
  page: number
  text: string
  x: number
  right: number
  bottom: number
}

/** Where another program finds each word, in points. */
function wordsOf(file: string): { words: Word[]; pages: { width: number; height: number }[] } {
  const said = execFileSync('pdftotext', ['-bbox', file, '-'], { encoding: 'utf8', maxBuffer: 100_000_000 })
  const pages: { width: number; height: number }[] = []
  const words: Word[] = []
  for (const [, width, height, x, right, bottom, text = ''] of said.matchAll(/<page width="([\d.]+)" height="([\d.]+)">|<word xMin="([-\d.]+)" yMin="[-\d.]+" xMax="([-\d.]+)" yMax="([-\d.]+)">([^<]*)<\/word>/g)) {
    if (width !== undefined) pages.push({ width: Number(width), height: Number(height) })
    else words.push({ page: pages.length - 1, text, x: Number(x), right: Number(right), bottom: Number(bottom) })
  }
  return { words, pages }
}

describe('pages as pictures', () => {
  test.skipIf(!hasTool(machineTools.poppler)).each(papers)('another program draws every page of %s with ink on it and none in the margins, and finds every word within them (needs pdftoppm)', async (page) => {
    const temporary = mkdtempSync(join(tmpdir(), 'pages-'))
    const file = join(temporary, 'report.pdf')
    try {
      const input = { ...report(4, { page }), model: farModel() }
      writeFileSync(file, await renderPdf(input, null, folder))
      const { pages } = pdfDocument(input, type, false)
      execFileSync('pdftoppm', ['-gray', '-r', '36', file, join(temporary, 'page')])
      const digits = String(pages.length).length
      for (const [index] of pages.entries()) {
        const picture = readPgm(readFileSync(join(temporary, `page-${String(index + 1).padStart(digits, '0')}.pgm`)))
        let [ink, margin] = [0, 0]
        for (let y = 0; y < picture.height; y++) {
          for (let x = 0; x < picture.width; x++) {
            if (picture.at(x, y) > 200) continue
            ink += 1
            if (x < 22 || x > picture.width - 22 || y < 20 || y > picture.height - 10) margin += 1
          }
        }
        expect(ink, `page ${index + 1}`).toBeGreaterThan(50)
        expect(margin, `page ${index + 1}`).toBe(0)
      }
      const found = wordsOf(file)
      expect(found.pages).toHaveLength(pages.length)
      const outside = found.words.filter(({ page: at, x, right, bottom }) => x < margins.side - 2 || right > (found.pages[at]?.width ?? 0) - margins.side + 2 || bottom > (found.pages[at]?.height ?? 0) - 16)
      expect(outside).toEqual([])
      const all = new Set(found.words.map(({ text }) => text))
      expect([...input.model.elements, ...input.model.flows].map(({ label }) => label).filter((label) => !all.has(label))).toEqual([])
      for (const { threat } of input.rows) for (const word of threat.title.split(/\s+/)) expect(all).toContain(word)
    } finally {
      rmSync(temporary, { recursive: true, force: true })
    }
  })
})
