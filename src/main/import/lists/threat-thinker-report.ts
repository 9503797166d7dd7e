import type { ImportedThreat } from '../../../shared/domain/threat-list.ts'
import type { Stride } from '../../../shared/domain/stride.ts'
import { strideNamed } from '../../../shared/list/list-text.ts'
import { cellText, isTableHeader, listOfCell, parseTableRow, rawCells, tableColumns } from '../../../shared/list/threat-table-row.ts'
import type { TableCells } from '../../../shared/list/threat-table-row.ts'
import { FileProblem, quote } from '../file-problem.ts'
import { decodeText } from '../source.ts'
import type { ReadContext } from '../source.ts'
import type { ThreatList } from './stride-list.ts'

const maxRows = 20_000
/** Wording of a condition: such a row says what might be, not what is. */
const conditional = /\b(?:if|may|might|could|potential|potentially|possible|possibly)\b/i

/** Whether the text looks like a report with the table of threats. */
export function detectThreatThinkerReport(start: string): boolean {
  return start.split('\n').some(isTableHeader)
}

/** Reads the Markdown report of Threat Thinker, or a threat table that Dreadnought wrote, so that it can be written back byte for byte. */
export function readThreatThinkerReport(bytes: Uint8Array, context: ReadContext): ThreatList {
  const text = decodeText(bytes, context.name)
  const lines = text.split(/(?<=\n)/)
  const header = lines.findIndex(isTableHeader)
  const rule = lines[header + 1]
  if (header < 0 || rule === undefined || !(rawCells(rule)?.every((cell) => /^\s*:?-+:?\s*$/.test(cell)) ?? false)) {
    const place = header < 0 ? 'the whole file' : `line ${String(header + 2)}`
    throw new FileProblem({ file: context.name, place, expected: `a Markdown table with the columns ${tableColumns.join(', ')}` })
  }
  const threats: ImportedThreat[] = []
  let at = header + 2
  for (; at < lines.length && rawCells(lines[at] ?? '') !== null; at += 1) {
    context.checkCancelled()
    if (threats.length >= maxRows) throw new FileProblem({ file: context.name, place: `line ${String(at + 1)}`, expected: `at most ${String(maxRows)} rows` })
    threats.push(threatOfLine(lines[at] ?? '', at + 1, context.name))
  }
  const last = lines[at - 1] ?? ''
  const preamble = lines.slice(0, header + 2).join('')
  const dropped = lines.slice(at).flatMap((line, index) => (line.trim() === '' ? [] : [{ line: at + index + 1, what: `text ${quote(line)}`, why: 'after the table; kept as text' }]))
  return {
    threats,
    dropped,
    listLayout: {
      preamble,
      newline: preamble.includes('\r\n') ? '\r\n' : '\n',
      end: (threats.length > 0 ? (/\r?\n$/.exec(last)?.[0] ?? '') : '') + lines.slice(at).join(''),
      generated: /^Generated:[ \t]*([^\r\n]*)/m.exec(preamble)?.[1] ?? '',
      importSuccess: /^Import Success:[ \t]*([^\r\n]*)/m.exec(preamble)?.[1] ?? '',
    },
  }
}

function threatOfLine(source: string, number: number, file: string): ImportedThreat {
  const line = source.replace(/\r?\n$/, '')
  const refuse = (expected: string): FileProblem => new FileProblem({ file, place: `line ${String(number)}`, expected })
  const cells = parseTableRow(line)
  if (!cells) throw refuse(`a row of ${String(tableColumns.length)} cells, found ${String(rawCells(line)?.length ?? 0)}`)
  const names = listOfCell(cells.STRIDE)
  const known = names.map(strideNamed).filter((category) => category !== null)
  const stride: Stride[] = known.length === names.length ? [...new Set(known)] : []
  if (stride.length === 0) throw refuse(`STRIDE categories, found ${quote(cells.STRIDE)}`)
  if (cells.Title === '' || cells.ID === '') throw refuse('a row with an id and a title')
  checkLengths(cells, refuse)
  return {
    displayId: cells.ID,
    title: cells.Title,
    description: cells.Why,
    stride,
    marker: 'none',
    confidence: conditional.test(`${cells.Title} ${cells.Why}`) ? 'possible' : 'confirmed',
    affectedLabels: listOfCell(cells.Affected),
    evidenceKeys: listOfCell(cells.Evidence),
    references: listOfCell(cells.References).map((text) => ({ text, flag: null, readAs: null })),
    mitigations: [],
    score: { dread: null, total: null, severity: cellText(cells.Severity) || null, score: cellText(cells.Score) || null },
    layout: { 'threat-table': line },
    flags: [],
  }
}

function checkLengths(cells: TableCells, refuse: (expected: string) => FileProblem): void {
  const limits = { ID: 60, Title: 1000, Why: 20_000, Severity: 60, Score: 60 } as const
  for (const column of ['ID', 'Title', 'Why', 'Severity', 'Score'] as const) {
    if (cells[column].length > limits[column]) throw refuse(`a cell "${column}" of at most ${String(limits[column])} characters`)
  }
  if (listOfCell(cells.References).some((reference) => reference.length > 200)) throw refuse('references of at most 200 characters')
}
