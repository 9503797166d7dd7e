/** A row as it was read; `line` is where it begins, from 1. */
export interface CsvRow {
  line: number
  cells: string[]
}

/** What is read of a text in rows and columns, and where its quotation marks break it. */
export interface CsvRows {
  rows: CsvRow[]
  /** The line of a quoted cell that does not end, or that goes on behind its end; null where all are well. */
  brokenAt: number | null
}

export interface CsvReading {
  /** Most rows that are read. */
  rows: number
  /** Cells of a row beyond it are passed over. */
  cells: number
  /** What parts cells; where it is not given, whatever parts the first rows most evenly. */
  delimiter?: string
  checkCancelled?: () => void
}

export const delimiters = [',', ';', '\t', '|'] as const
const sample = 64 * 1024

/**
 * Reads rows as RFC 4180 has them, with any of the usual delimiters and line ends. In one pass, and holds no more than the limits: of
 * a line of ten million commas or quotation marks a general reader makes ten million parts.
 */
export function readCsvRows(text: string, reading: CsvReading): CsvRows {
  return rowsBy(text, reading.delimiter ?? evenDelimiter(text), reading)
}

/** The delimiter that splits the first rows most evenly, into two cells at least; of equals the one that makes more cells. */
function evenDelimiter(text: string): string {
  const start = text.slice(0, sample)
  let best: { delimiter: string; uneven: number; cells: number } = { delimiter: ',', uneven: Infinity, cells: 0 }
  for (const delimiter of delimiters) {
    const counts = rowsBy(start, delimiter, { rows: 10, cells: 500 }).rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== '')).map(({ cells }) => cells.length)
    const [cells = 0] = counts
    if (cells < 2) continue
    const uneven = counts.reduce((sum, count) => sum + Math.abs(count - cells), 0) / counts.length
    if (uneven < best.uneven || (uneven === best.uneven && cells > best.cells)) best = { delimiter, uneven, cells }
  }
  return best.delimiter
}

function rowsBy(text: string, delimiter: string, { rows: mostRows, cells: mostCells, checkCancelled }: Omit<CsvReading, 'delimiter'>): CsvRows {
  const rows: CsvRow[] = []
  // Each is sought again only once it lies behind.
  const ahead = { delimiter: -1, newline: -1, return: -1, quote: -1 }
  const next = (what: keyof typeof ahead, mark: string, from: number): number => {
    if (ahead[what] < from) {
      const found = text.indexOf(mark, from)
      ahead[what] = found < 0 ? Infinity : found
    }
    return ahead[what]
  }
  let [at, line] = [0, 1]
  while (at < text.length && rows.length < mostRows) {
    if (rows.length % 500 === 0) checkCancelled?.()
    const row: CsvRow = { line, cells: [] }
    for (let more = true; more; ) {
      let cell: string
      if (text.charCodeAt(at) === 0x22) {
        const end = closing(text, at + 1)
        if (end < 0) return { rows, brokenAt: line }
        cell = text.slice(at + 1, end)
        if (cell.includes('""')) cell = cell.replaceAll('""', '"')
        line += lineEnds(cell)
        at = end + 1
        while (text.charCodeAt(at) === 0x20) at += 1
        const after = text.charAt(at)
        if (after !== '' && after !== delimiter && after !== '\n' && after !== '\r') return { rows, brokenAt: line }
      } else {
        const end = Math.min(next('delimiter', delimiter, at), next('newline', '\n', at), next('return', '\r', at), text.length)
        cell = text.slice(at, end)
        at = end
      }
      if (row.cells.length < mostCells) row.cells.push(cell)
      else {
        // The rest of the row at once, where no quotation mark may hide its end.
        const end = Math.min(next('newline', '\n', at), next('return', '\r', at), text.length)
        if (next('quote', '"', at) >= end) at = end
      }
      more = text.charAt(at) === delimiter
      if (more) at += 1
    }
    if (text.charCodeAt(at) === 0x0d) at += 1
    if (text.charCodeAt(at) === 0x0a) at += 1
    line += 1
    rows.push(row)
  }
  return { rows, brokenAt: null }
}

/** Where a quoted cell ends; -1 where it does not. Two quotation marks in it are one of its text. */
function closing(text: string, from: number): number {
  for (let at = from; ; at += 2) {
    at = text.indexOf('"', at)
    if (at < 0 || text.charCodeAt(at + 1) !== 0x22) return at
  }
}

function lineEnds(text: string): number {
  return text.includes('\n') ? (text.match(/\n/g)?.length ?? 0) : 0
}
