import { guessMapping } from '../../../shared/list/register-columns.ts'
import { delimiters, readCsvRows } from './csv-rows.ts'
import { FileProblem } from '../file-problem.ts'
import { decodeText } from '../source.ts'
import type { ReadContext } from '../source.ts'
import { readTable, type Sheet, type TableList } from './table.ts'

/** One more than a register may have: then it is refused. */
const mostRows = 20_100
const mostCells = 201

/** Whether the text looks like a register in CSV: by its name, else a first line whose columns name a title and something else that is ours. */
export function detectCsv(start: string, name: string): boolean {
  if (/\.(csv|tsv)$/i.test(name)) return true
  const line = start.split(/\r?\n/).find((one) => one.trim() !== '') ?? ''
  const separator = [',', ';', '\t'].find((one) => line.includes(one))
  if (separator === undefined || line.trimStart().startsWith('{') || line.trimStart().startsWith('<')) return false
  const fields = Object.values(guessMapping(line.split(separator).map((cell) => cell.replace(/^"|"$/g, ''))))
  return fields.includes('title') && fields.length >= 3
}

/** Reads a register in CSV: comma, semicolon or tab, quoted as RFC 4180 says. */
export function readCsv(bytes: Uint8Array, context: ReadContext): TableList {
  const text = decodeText(bytes, context.name).replace(/^\ufeff/, '')
  return readTable(sheetOf(text, context), context)
}

/** What parts the first row into the most columns that are known, for lists within cells have marks of their own. Undefined where nothing does. */
function delimiterOf(text: string): string | undefined {
  let best: { delimiter?: string; score: number } = { score: 0 }
  for (const delimiter of delimiters) {
    const cells = readCsvRows(text.slice(0, 20_000), { rows: 1, cells: 999, delimiter }).rows[0]?.cells ?? []
    const score = cells.length < 2 ? 0 : Object.keys(guessMapping(cells)).length * 1000 + cells.length
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}

function sheetOf(text: string, { name, checkCancelled }: ReadContext): Sheet {
  const delimiter = delimiterOf(text)
  const { rows, brokenAt } = readCsvRows(text, { rows: mostRows, cells: mostCells, checkCancelled, ...(delimiter === undefined ? {} : { delimiter }) })
  if (brokenAt !== null) throw new FileProblem({ file: name, place: `line ${String(brokenAt)}`, expected: 'quoted cells that end (RFC 4180)' })
  return { rows }
}
