import Papa from 'papaparse'
import { guessMapping } from '../../shared/list/register-columns.ts'
import { FileProblem } from './file-problem.ts'
import { decodeText } from './source.ts'
import type { ReadContext } from './source.ts'
import { readTable, type Sheet, type TableList } from './table.ts'

const most = 20_100

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

const delimiters = [',', ';', '\t', '|'] as const

/** What parts the first row into the most columns that are known, for lists within cells have marks of their own. Empty where nothing does. */
function delimiterOf(text: string): string {
  let best = { delimiter: '', score: 0 }
  for (const delimiter of delimiters) {
    const [cells = []] = Papa.parse<string[]>(text.slice(0, 20_000), { delimiter, preview: 1 }).data
    const score = cells.length < 2 ? 0 : Object.keys(guessMapping(cells)).length * 1000 + Math.min(cells.length, 999)
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}

function sheetOf(text: string, { name, checkCancelled }: ReadContext): Sheet {
  checkCancelled()
  const { data, errors } = Papa.parse<string[]>(text, { skipEmptyLines: false, preview: most, delimiter: delimiterOf(text), delimitersToGuess: [...delimiters] })
  const broken = errors.find(({ type }) => type === 'Quotes')
  if (broken) throw new FileProblem({ file: name, place: `line ${String((broken.row ?? 0) + 1)}`, expected: 'quoted cells that end (RFC 4180)' })
  let line = 1
  const rows = data.map((cells) => {
    const row = { line, cells }
    line += 1 + cells.reduce((sum, cell) => sum + (cell.match(/\n/g)?.length ?? 0), 0)
    return row
  })
  return { rows }
}
