import type { Dropped } from '../../shared/domain/import.ts'
import { displayPrefix, strideCategories } from '../../shared/domain/stride.ts'
import type { Stride } from '../../shared/domain/stride.ts'
import { total } from '../../shared/domain/dread.ts'
import type { ImportedThreat } from '../../shared/domain/threat-list.ts'
import { strideNamed } from '../../shared/list/list-text.ts'
import { parseStrideRow, ratedValues, startsStrideRow } from '../../shared/list/stride-row.ts'
import type { StrideRow } from '../../shared/list/stride-row.ts'
import { FileProblem, quote } from './file-problem.ts'
import { decodeText } from './source.ts'
import type { ReadContext } from './source.ts'

const maxRows = 20_000
const numbered = /^\s*(?:#+\s*)?\d{1,3}[.)]\s+(.{1,80}?):?\s*$/
const bare = /^\s*(?:#+\s*)?([A-Za-z][A-Za-z -]{3,40}?):?\s*$/

/** What a threat list gives. */
export interface ThreatList {
  threats: ImportedThreat[]
  listLayout: Record<string, string>
  dropped: Dropped[]
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
  for (const piece of pieces(text)) {
    context.checkCancelled()
    const row = piece.kind === 'row' && piece.stride !== null ? parseStrideRow(withoutTail(piece.text).body) : null
    if (row && piece.stride !== null) {
      if (threats.length >= maxRows) throw new FileProblem({ file: context.name, place: `line ${String(piece.line)}`, expected: `at most ${String(maxRows)} threats` })
      const { body, after } = withoutTail(piece.text)
      if (gap === '' && after !== '') gap = after
      threats.push(threatOf(row, piece.stride, piece.line, { 'stride-list': body, 'stride-list.after': after, 'stride-list.section': String(section) }, context.name))
      continue
    }
    if (piece.kind === 'row') dropped.push({ line: piece.line, what: `row ${quote(piece.text.split('\n')[0] ?? '')}`, why: 'no STRIDE category above it' })
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

function threatOf(row: StrideRow, stride: Stride, line: number, layout: Record<string, string>, file: string): ImportedThreat {
  const fits = (text: string, most: number, what: string): string => {
    if (text.length <= most) return text
    throw new FileProblem({ file, place: `line ${String(line)}`, expected: `${what} of at most ${String(most)} characters` })
  }
  return {
    displayId: fits(row.displayId, 60, 'an id'),
    title: fits(row.title, 1000, 'a title') || row.displayId,
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
    flags: flagsOf(row),
  }
}

function flagsOf(row: StrideRow): string[] {
  if (row.stated === null) return []
  const values = ratedValues(row)
  if (values === null) return ['rating out of range: values are whole numbers from 1 to 10']
  const sum = total(values)
  return row.total === null || row.total === sum ? [] : [`stated total ${String(row.total)} is not the sum of the values, ${String(sum)}`]
}
