import type { Dropped, ImportedAbout, RegisterTable } from '../../../shared/domain/import.ts'
import { displayPrefix, strideCategories } from '../../../shared/domain/stride.ts'
import type { Stride } from '../../../shared/domain/stride.ts'
import { total } from '../../../shared/domain/dread.ts'
import type { ImportedThreat } from '../../../shared/domain/threat-list.ts'
import { strideNamed } from '../../../shared/list/list-text.ts'
import { parseStrideRow, ratedValues, startsStrideRow } from '../../../shared/list/stride-row.ts'
import type { StrideRow } from '../../../shared/list/stride-row.ts'
import { FileProblem, quote } from '../file-problem.ts'
import { decodeText } from '../source.ts'
import type { ReadContext } from '../source.ts'

const maxRows = 20_000
const numbered = /^\s*(?:#+\s*)?\d{1,3}[.)]\s+(.{1,80}?):?\s*$/
const bare = /^\s*(?:#+\s*)?([A-Za-z][A-Za-z -]{3,40}?):?\s*$/

/** What a threat list gives. */
export interface ThreatList {
  threats: ImportedThreat[]
  listLayout: Record<string, string>
  dropped: Dropped[]
  about?: ImportedAbout
  table?: RegisterTable
}

function headingOf(line: string): { stride: Stride | null } | null {
  const name = numbered.exec(line)?.[1]
  if (name !== undefined) return { stride: strideNamed(name) }
  const stride = strideNamed(bare.exec(line)?.[1] ?? '')
  return stride === null ? null : { stride }
}

/** Whether the text looks like a DREAD-rated list by STRIDE category. */
export function detectStrideList(start: string): boolean {
  const lines = start.split('\n')
  return lines.some((line) => (headingOf(line)?.stride ?? null) !== null) && lines.some(startsStrideRow)
}

interface Piece {
  kind: 'preamble' | 'heading' | 'row'
  stride: Stride | null
  line: number
  text: string
}

/** Cuts the text where a heading or a row begins; the pieces together are the text. */
function pieces(text: string): Piece[] {
  const found: Piece[] = [{ kind: 'preamble', stride: null, line: 1, text: '' }]
  let stride: Stride | null = null
  let underHeading = false
  text.split(/(?<=\n)/).forEach((line, index) => {
    const heading = headingOf(line)
    const last = found.at(-1)
    if (heading && (heading.stride !== null || underHeading || startsUpper(line))) {
      stride = heading.stride
      underHeading = true
      found.push({ kind: 'heading', stride, line: index + 1, text: line })
    } else if (startsStrideRow(line)) found.push({ kind: 'row', stride: stride ?? (underHeading ? null : strideOfId(line)), line: index + 1, text: line })
    else if (last) last.text += line
  })
  return found
}

/** A numbered line in capitals is a heading, even where it names no STRIDE category. */
function startsUpper(line: string): boolean {
  return /^\s*\d{1,3}[.)]\s+[A-Z][A-Z &/-]+\s*$/.test(line)
}

/** The category that a display id says by its prefix, such as `DoS2`. */
function strideOfId(line: string): Stride | null {
  const id = parseStrideRow(line)?.displayId ?? ''
  return strideCategories.find((category) => id.replace(/\d+$/, '') === displayPrefix[category]) ?? null
}

/** The text up to the end of its last line that is not blank, and the white space after it. */
function withoutTail(text: string): { body: string; after: string } {
  const body = /[^\s]/.test(text) ? `${text.trimEnd()}${/^[ \t]*/.exec(text.slice(text.trimEnd().length))?.[0] ?? ''}` : ''
  return { body, after: text.slice(body.length) }
}

/** Reads a list of threats by STRIDE category, with DREAD ratings, so that it can be written back byte for byte. */
export function readStrideList(bytes: Uint8Array, context: ReadContext): ThreatList {
  const text = decodeText(bytes, context.name)
  const dropped: Dropped[] = []
  const threats: ImportedThreat[] = []
  const layout: Record<string, string> = { preamble: '' }
  let section = -1
  let gap = ''
  const all = pieces(text)
  const totals = all.some((piece) => piece.kind === 'row' && typeof parseStrideRow(piece.text)?.total === 'number')
  refuseCut(text, all, context.name)
  for (const piece of all) {
    context.checkCancelled()
    const row = piece.kind === 'row' && piece.stride !== null ? parseStrideRow(withoutTail(piece.text).body) : null
    if (row && row.title !== '' && piece.stride !== null) {
      if (threats.length >= maxRows) throw new FileProblem({ file: context.name, place: `line ${String(piece.line)}`, expected: `at most ${String(maxRows)} threats` })
      const { body, after } = withoutTail(piece.text)
      if (gap === '' && after !== '') gap = after
      const missing = missingParts(row, totals)
      for (const part of missing) dropped.push({ line: piece.line, what: `row ${quote(row.displayId)}`, why: `it has ${part}` })
      const flags = [...missing.map((part) => `line ${String(piece.line)}: ${part}`), ...flagsOf(row)]
      threats.push(threatOf(row, piece.stride, piece.line, { 'stride-list': body, 'stride-list.after': after, 'stride-list.section': String(section) }, flags, context.name))
      continue
    }
    if (piece.kind === 'row') dropped.push({ line: piece.line, what: `row ${quote(piece.text.split('\n')[0] ?? '')}`, why: row ? 'it has no title; kept as text' : 'no STRIDE category above it' })
    if (piece.kind === 'heading' && piece.stride !== null) {
      section += 1
      layout[`section.${String(section)}.stride`] = piece.stride
      layout[`section.${String(section)}.heading`] = piece.text
      continue
    }
    if (piece.kind === 'heading') dropped.push({ line: piece.line, what: `section ${quote(piece.text.split('\n')[0] ?? '')}`, why: 'not one of the six STRIDE categories; kept as text' })
    keepText(layout, section, threats, piece.text)
  }
  if (threats.length === 0) throw new FileProblem({ file: context.name, place: 'the whole file', expected: 'a list of threats: STRIDE headings with rows like "• SS1 – Title"' })
  return { threats, listLayout: { ...layout, gap: gap || '\n\n', end: takeEnd(threats) }, dropped }
}

/** Text that is no row stays where it was: before the first section, under its heading, or after the row it follows. */
function keepText(layout: Record<string, string>, section: number, threats: ImportedThreat[], text: string): void {
  const last = threats.at(-1)
  const heading = `section.${String(section)}.heading`
  if (last && last.layout['stride-list.section'] === String(section)) last.layout['stride-list.after'] = `${last.layout['stride-list.after'] ?? ''}${text}`
  else if (section >= 0) layout[heading] = `${layout[heading] ?? ''}${text}`
  else layout['preamble'] = `${layout['preamble'] ?? ''}${text}`
}

/** What follows the last row is the list's end, whichever row is the last one later. */
function takeEnd(threats: ImportedThreat[]): string {
  const last = threats.at(-1)
  const end = last?.layout['stride-list.after'] ?? ''
  if (last) last.layout['stride-list.after'] = ''
  return end
}

function threatOf(row: StrideRow, stride: Stride, line: number, layout: Record<string, string>, flags: string[], file: string): ImportedThreat {
  const fits = (text: string, most: number, what: string): string => {
    if (text.length <= most) return text
    throw new FileProblem({ file, place: `line ${String(line)}`, expected: `${what} of at most ${String(most)} characters` })
  }
  return {
    displayId: fits(row.displayId, 60, 'an id'),
    title: fits(row.title, 1000, 'a title'),
    description: fits(row.description, 20_000, 'a description'),
    stride: [stride],
    marker: row.marker,
    confidence: 'confirmed',
    affectedLabels: [],
    evidenceKeys: [],
    references: [],
    mitigations: [],
    score: { dread: ratedValues(row), total: row.total, severity: null, score: null },
    layout,
    flags,
  }
}

/** What a row lacks. A total is missed where other rows of the list state one (`totals`), or where it was begun. */
function missingParts(row: StrideRow, totals: boolean): string[] {
  const missing: string[] = []
  if (row.description === '') missing.push('no description')
  if (row.stated === null) missing.push(row.broken ? 'an incomplete DREAD rating' : 'no DREAD rating')
  else if (row.total === null && (totals || row.broken)) missing.push(row.broken ? 'an incomplete total' : 'no total')
  return missing
}

/** Whether the line is as much of a row's first line as does not get to its title. */
function beginsRow(line: string, bullet: string): boolean {
  const [first, , third, ...more] = line.trim().split(/[ \t]+/)
  return first === bullet && more.length === 0 && (third === undefined || /^[–—-]$/.test(third))
}

/**
 * Refuses a text whose last line, which has no line end, breaks off inside a row. Whoever writes a list ends its last
 * row or its last line, so an incomplete row at a line's end is somebody's own way of writing, and is only reported.
 */
function refuseCut(text: string, all: Piece[], file: string): void {
  const last = all.at(-1)
  if (last === undefined || text.endsWith('\n')) return
  const line = text.split('\n').length
  const refuse = (what: string): FileProblem => new FileProblem({ file, place: `line ${String(line)}`, expected: `${what}; the file ends inside a row` })
  const lastLine = text.slice(text.lastIndexOf('\n') + 1)
  if (last.kind === 'row') {
    const row = parseStrideRow(last.text)
    const others = all.filter((piece) => piece.kind === 'row' && piece !== last).map((piece) => parseStrideRow(piece.text))
    const withoutTotals = others.length > 0 && others.every((other) => other?.total === null)
    const id = quote(row?.displayId ?? '', 30)
    if (!row || row.title === '') throw refuse(`a title of ${id}`)
    if (row.stated === null) throw refuse(`${row.description === '' ? 'a description and ' : ''}the five DREAD values of ${id}`)
    if (row.total === null && (row.broken || !withoutTotals)) throw refuse(`the total of ${id}`)
  }
  const bullet = all.findLast((piece) => piece.kind === 'row')?.text.trimStart().charAt(0)
  if (bullet !== undefined && beginsRow(lastLine, bullet)) throw refuse(`an id and a title after ${quote(lastLine, 30)}`)
}

function flagsOf(row: StrideRow): string[] {
  if (row.stated === null) return []
  const values = ratedValues(row)
  if (values === null) return ['rating out of range: values are whole numbers from 1 to 10']
  const sum = total(values)
  return row.total === null || row.total === sum ? [] : [`stated total ${String(row.total)} is not the sum of the values, ${String(sum)}`]
}
