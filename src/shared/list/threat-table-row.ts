import { strideNamed } from './list-text.ts'

/** Columns of the report's table, in its order. */
export const tableColumns = ['ID', 'Severity', 'Title', 'Why', 'Affected', 'STRIDE', 'References', 'Evidence', 'Score'] as const
export type TableColumn = (typeof tableColumns)[number]
export type TableCells = Record<TableColumn, string>

/** The cells of a Markdown table's line as they stand, without the bars; null where it is none. `\|` does not end a cell. */
export function rawCells(line: string): string[] | null {
  const text = line.trim()
  if (!text.startsWith('|')) return null
  const cells: string[] = []
  let from = 1
  for (let at = 1; at < text.length; at += 1) {
    if (text.charAt(at) === '\\') at += 1
    else if (text.charAt(at) === '|') {
      cells.push(text.slice(from, at))
      from = at + 1
    }
  }
  if (from < text.length) cells.push(text.slice(from))
  return cells
}

/** What a cell says: escapes undone, a `<br>` as a space. */
export function cellText(raw: string): string {
  return raw
    .replace(/\\([\\|<>&*_`[\]~#])/g, '$1')
    .replace(/<br\s{0,9}\/?>/gi, ' ')
    .trim()
}

/** A cell that says `text` and nothing else: no bar, tag or mark in it takes effect; line breaks are spaces. */
export function cellOf(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\|<*`[\]~]|&(?=#?\w{1,32};)/g, '\\$&')
}

/** Whether a line is the table's header. */
export function isTableHeader(line: string): boolean {
  const cells = rawCells(line)?.map(cellText)
  return cells !== undefined && tableColumns.every((column, index) => cells[index] === column)
}

/** The cells of a row by column; null where the line is no row of nine cells. */
export function parseTableRow(line: string): TableCells | null {
  const raw = rawCells(line)
  if (raw?.length !== tableColumns.length) return null
  const [ID = '', Severity = '', Title = '', Why = '', Affected = '', STRIDE = '', References = '', Evidence = '', Score = ''] = raw.map(cellText)
  return { ID, Severity, Title, Why, Affected, STRIDE, References, Evidence, Score }
}

/** The line with only those cells rewritten that say something else; a new line where `line` is null. */
export function editTableRow(line: string | null, cells: TableCells): string {
  const before = line === null ? null : parseTableRow(line)
  const raw = line === null ? null : rawCells(line)
  if (line === null || before === null || raw === null) return `| ${tableColumns.map((column) => cellOf(cells[column])).join(' | ')} |`
  if (tableColumns.every((column) => saysTheSame(column, before[column], cells[column]))) return line
  const edited = raw.map((cell, index) => {
    const column = tableColumns[index]
    return column === undefined || saysTheSame(column, before[column], cells[column]) ? cell : ` ${cellOf(cells[column])} `
  })
  return `|${edited.join('|')}|`
}

/** Whether two texts mean the same in their column: spacing, and the way a category is written, do not count. */
function saysTheSame(column: TableColumn, before: string, after: string): boolean {
  const meaning = (text: string): string => {
    if (column === 'STRIDE') return [...new Set(listOfCell(text).map((name) => strideNamed(name) ?? name))].join()
    const parts = column === 'Affected' || column === 'References' || column === 'Evidence' ? listOfCell(text).join(', ') : text
    return parts.replace(/\s+/g, ' ').trim()
  }
  return meaning(before) === meaning(after)
}

/** The parts of a list cell; a comma within brackets does not part. */
export function listOfCell(text: string): string[] {
  const parts: string[] = []
  let depth = 0
  let from = 0
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at)
    if (char === '(') depth += 1
    else if (char === ')') depth = Math.max(0, depth - 1)
    else if (char === ',' && depth === 0) {
      parts.push(text.slice(from, at))
      from = at + 1
    }
  }
  parts.push(text.slice(from))
  return parts.map((part) => part.trim()).filter((part) => part !== '')
}
