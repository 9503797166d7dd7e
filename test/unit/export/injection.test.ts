import { resolve } from 'node:path'
import Papa from 'papaparse'
import { describe, expect, test } from 'vitest'
import { pdfDocument } from '../../../src/main/export/pdf/pdf-document.ts'
import { fontFiles, reportType } from '../../../src/main/export/pdf/pdf-fonts.ts'
import { exportRegistry, type TextFormat } from '../../../src/main/export/registry.ts'
import { wholeDocument } from '../../../src/shared/domain/document.ts'
import { hostileTexts, inputWith } from './record-fixture.ts'

const type = () => reportType(fontFiles(resolve(import.meta.dirname, '../../../resources/fonts')))

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
  expect(out).not.toMatch(steering)
  expect(() => { JSON.parse(out) }).not.toThrow()
}

/** How each format is held to it. A format that is not here does not compile. */
const checks: Record<TextFormat, (text: string) => void> = {
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
  otm: (text) => expect(written('otm', text)).not.toMatch(steering),
  drawio: (text) => {
    expect(written('drawio', text)).not.toMatch(steering)
    sameShape('drawio', text, /<\/?[a-zA-Z]/g)
  },
  mermaid: (text) => {
    expect(written('mermaid', text)).not.toMatch(steering)
    sameShape('mermaid', text, /\n/g)
  },
}

describe.each(exportRegistry.map(({ id }) => id))('what people wrote comes out as text in %s', (format) => {
  test.each(hostileTexts)('%j', (text) => checks[format](text))
})

describe('what people wrote comes out as text in pdf', () => {
  test.each(hostileTexts)('%j', (text) => {
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
  })
})
