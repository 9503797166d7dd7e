import { resolve } from 'node:path'
import Papa from 'papaparse'
import { describe, expect, test } from 'vitest'
import { documentWords } from '../../../src/main/export/document-words.ts'
import { writeDread } from '../../../src/main/export/dread.ts'
import { pdfDocument } from '../../../src/main/export/pdf/pdf-document.ts'
import { fontFiles, reportType } from '../../../src/main/export/pdf/pdf-fonts.ts'
import { writePicture } from '../../../src/main/export/picture/picture.ts'
import { exportRegistry, type TextFormat } from '../../../src/main/export/registry.ts'
import { writeXlsx } from '../../../src/main/export/xlsx.ts'
import { openZip } from '../../../src/main/import/zip.ts'
import { documentParts, wholeDocument } from '../../../src/shared/domain/document.ts'
import { defaultHeader } from '../../../src/shared/domain/project.ts'
import { exportFormats, type ExportFormat } from '../../../src/shared/domain/register.ts'
import { registerPage } from '../../../src/shared/page/register-page.ts'
import { fromUtf8 } from '../../../src/shared/proof/bytes.ts'
import { openEnvelope } from '../../../src/shared/proof/dsse.ts'
import { newKey, registerWith, signedBy } from '../../support/register-fixture.ts'
import { hostileTexts, inputWith } from './record-fixture.ts'

const fonts = resolve(import.meta.dirname, '../../../resources/fonts')
const type = () => reportType(fontFiles(fonts))

const written = (format: TextFormat, text: string): string => {
  const writer = exportRegistry.find(({ id }) => id === format)
  if (!writer) throw new Error(`no writer for ${format}`)
  return writer.write(inputWith(text))
}

/** What steers a terminal: a bare control character other than a line end or a tab. */
const steering = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/
/** What turns the reading direction of all that follows. */
const turning = /[\u202a-\u202e\u2066-\u2069]/

function csvIsText(csv: string): void {
  expect(csv).not.toMatch(steering)
  expect(csv).not.toMatch(turning)
  const { data, errors } = Papa.parse<string[]>(csv.replace(/^\ufeff/, '').trimEnd())
  expect(errors).toEqual([])
  expect(new Set(data.map(({ length }) => length)).size).toBe(1)
  for (const row of data) for (const cell of row) expect(cell).not.toMatch(/^[=+\-@\t\r]/)
}

/** As many parts of a file as a plain text makes: nothing that was written became structure. */
function sameShape(format: TextFormat, text: string, parts: RegExp): void {
  const count = (value: string) => (written(format, value).match(parts) ?? []).length
  expect(count(text)).toBe(count('plainly said'))
}

function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf)
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, own]) => [key, shapeOf(own)]))
  return typeof value
}

function jsonIsData(format: TextFormat, text: string): void {
  const out = written(format, text)
  expect(out).not.toMatch(turning)
  expect(out).not.toMatch(steering)
  expect(() => { JSON.parse(out) }).not.toThrow()
}

function pdfIsText(text: string): void {
  const { rows, mitigations = [], header, model, record } = inputWith(text)
  const { pages, title } = pdfDocument({ project: record.project, rows, mitigations, header, model, rounds: record.rounds, revision: record.revision, workshops: record.workshops.map(({ report }) => report), at: record.at, whole: true, choice: wholeDocument }, type(), true)
  for (const { marks, bookmarks } of pages) {
    for (const mark of marks) {
      if (mark.kind === 'text') expect(mark.text).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/)
      if (mark.kind === 'picture') expect(mark.svg).not.toMatch(/<(?!\/?(?:svg|g|rect|line|path|polygon|polyline|ellipse|circle|text|tspan|title|defs|marker|clipPath|style)[ >/])/)
    }
    for (const bookmark of bookmarks) expect(bookmark.text).not.toMatch(turning)
  }
  expect(title).not.toMatch(turning)
}

/** What is signed or kept whole can hold no half of a character: no import and no field lets one in. */
const whole = (text: string): string => text.replaceAll(/\p{Cs}/gu, '?')

function dreadIsData(text: string): void {
  const { rows, mitigations, header, model, record } = inputWith(whole(text))
  const bytes = writeDread({ project: { id: 'p', name: record.project }, header, model, lists: [], threats: rows.map(({ threat }) => threat), mitigations: [...(mitigations ?? [])], workshops: [], revisions: [] })
  // Canonical JSON (RFC 8785) escapes what JSON has to, and lets everything else stand.
  expect(String(Buffer.from(bytes))).not.toMatch(/[\u0000-\u001f]/)
  expect(JSON.parse(String(Buffer.from(bytes)))).toMatchObject({ project: { name: whole(text) }, mitigations: [{ title: whole(text), ticket: whole(text) }, {}] })
}

/** The payload is base64, so that the file has nothing of what was written in it but what its keys say. */
function envelopeIsData(text: string): void {
  const { envelope } = signedBy(newKey(), whole(text), 'a'.repeat(64), { role: whole(text), comment: whole(text) })
  expect(JSON.stringify(envelope)).toMatch(/^[\x20-\x7e]*$/)
  expect(JSON.parse(fromUtf8(openEnvelope(envelope)?.payload ?? new Uint8Array()) ?? '')).toMatchObject({ comment: whole(text), role: whole(text) })
}

/** The tags of a text, with nothing in their quotes. */
const tagsOf = (markup: string): string[] => (markup.match(/<[^>]*>/g) ?? []).map((tag) => tag.replaceAll(/"[^"]*"/g, '""'))

function pageIsText(text: string): void {
  const said = whole(text)
  const { register, disclosures } = registerWith(1, { ...defaultHeader, system: said, purpose: said, exclusions: said, acceptanceCriteria: said, assumptions: [{ id: 'as', text: said, owner: said, confirmed: 'no' }] })
  const own = inputWith(said)
  const threats = register.threats.map((threat) => ({ ...threat, title: said, description: said, mitigations: [said], gone: said, flags: [said] }))
  const { envelope, disclosure } = signedBy(newKey(), said, 'a'.repeat(64), { role: said, comment: said, meaning: 'declined' })
  const page = registerPage({ register: { ...register, model: own.model, threats, project: { ...register.project, name: said } }, frozen: { revision: register.revision, hash: 'a'.repeat(64), envelopes: [envelope] }, disclosures: [...disclosures, disclosure], parts: [...documentParts], words: documentWords('en') })
  expect(page).not.toMatch(steering)
  expect(page).not.toMatch(turning)
  for (const tag of tagsOf(page)) expect(tag).not.toMatch(/^<\/?(?:script|img|iframe|object|embed|link|meta|base)\b|\son\w+=/i)
}

const wish = { theme: 'light', diagram: null, legend: null, scale: 1, heat: null } as const

async function pictureIsText(text: string): Promise<void> {
  const svg = String(Buffer.from((await writePicture(inputWith(text).model, { ...wish, format: 'svg' }, fonts)).data))
  expect(svg).not.toMatch(steering)
  expect(svg).not.toMatch(turning)
  for (const tag of tagsOf(svg)) {
    expect(tag).toMatch(/^<\/?(?:svg|g|rect|line|path|polygon|polyline|ellipse|circle|text|tspan|title|desc|defs|marker|clipPath|pattern|style)\b/)
    expect(tag).not.toMatch(/\son\w+=|href=/i)
  }
}

/** A picture of pixels alone: no chunk of it holds a text. */
async function pixelsOnly(text: string): Promise<void> {
  const png = Buffer.from((await writePicture(inputWith(text).model, { ...wish, format: 'png' }, fonts)).data)
  const chunks: string[] = []
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) chunks.push(png.toString('latin1', at + 4, at + 8))
  expect(new Set(chunks)).toEqual(new Set(['IHDR', 'IDAT', 'IEND']))
}

function workbookIsText(text: string): void {
  const archive = openZip(writeXlsx(inputWith(text)), 'register.xlsx')
  for (const name of archive.names) {
    const xml = new TextDecoder().decode(archive.part(name) ?? undefined)
    expect(xml).not.toMatch(/<f[ >]|hyperlink|TargetMode/)
    expect(xml).not.toMatch(steering)
    expect(xml).not.toMatch(turning)
  }
}

/** How each format is held to it. A format that is not here does not compile. */
const checks: Record<ExportFormat, (text: string) => void | Promise<void>> = {
  json: (text) => jsonIsData('json', text),
  csv: (text) => csvIsText(written('csv', text)),
  'jira-csv': (text) => csvIsText(written('jira-csv', text)),
  'github-csv': (text) => csvIsText(written('github-csv', text)),
  'gitlab-csv': (text) => csvIsText(written('gitlab-csv', text)),
  md: (text) => {
    expect(written('md', text)).not.toMatch(steering)
    expect(written('md', text)).not.toMatch(turning)
    sameShape('md', text, /^(?:#{1,6} |\|)/gm)
  },
  'threat-table': (text) => {
    expect(written('threat-table', text)).not.toMatch(steering)
    expect(written('threat-table', text)).not.toMatch(turning)
    sameShape('threat-table', text, /^\|/gm)
  },
  'stride-list': (text) => {
    expect(written('stride-list', text)).not.toMatch(steering)
    expect(written('stride-list', text)).not.toMatch(turning)
  },
  sarif: (text) => {
    jsonIsData('sarif', text)
    // Rules are told apart by their names, so only what stands around them has to be alike.
    const kinds = (value: string) => JSON.stringify(shapeOf(JSON.parse(written('sarif', value)))).match(/"(?:markdown|uri|helpUri)"/g)?.length ?? 0
    expect(kinds(text)).toBe(kinds('plainly said'))
  },
  'threat-composer': (text) => jsonIsData('threat-composer', text),
  'threat-dragon': (text) => jsonIsData('threat-dragon', text),
  otm: (text) => {
    expect(written('otm', text)).not.toMatch(steering)
    expect(written('otm', text)).not.toMatch(turning)
  },
  drawio: (text) => {
    expect(written('drawio', text)).not.toMatch(steering)
    expect(written('drawio', text)).not.toMatch(turning)
    sameShape('drawio', text, /<\/?[a-zA-Z]/g)
  },
  mermaid: (text) => {
    expect(written('mermaid', text)).not.toMatch(steering)
    expect(written('mermaid', text)).not.toMatch(turning)
    sameShape('mermaid', text, /\n/g)
  },
  pdf: pdfIsText,
  html: pageIsText,
  xlsx: workbookIsText,
  svg: pictureIsText,
  png: pixelsOnly,
  dsse: envelopeIsData,
  dread: dreadIsData,
}

describe.each(exportFormats)('what people wrote comes out as text in %s', (format) => {
  test.each(hostileTexts)('%j', (text) => checks[format](text))
})
