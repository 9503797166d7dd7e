import { spawn } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { machineTools, onPath } from '../../scripts/machine-tools.ts'
import { tempDir } from './app.ts'

/** Comma, quotes, UTF-8, from the first line on; every text in quotes and nothing else, values as they are shown; all sheets. */
const filter = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false,false,false,-1'
const limitMs = 150_000

/** What a cell shows, and whether it is a text to the program: a text in quotes, anything else bare, nothing empty. */
export type SheetCell = { text: string } | { shown: string } | null

/** The sheets of a workbook, by name, as LibreOffice reads them, with a profile of its own. Needs `machineTools.libreOffice`. */
export async function sheetsInLibreOffice(workbook: Uint8Array): Promise<Map<string, SheetCell[][]>> {
  const folder = tempDir()
  try {
    const file = join(folder.path, 'book.xlsx')
    writeFileSync(file, workbook)
    const out = join(folder.path, 'out')
    await convert(['--convert-to', filter, '--outdir', out, file], folder.path)
    return new Map(readdirSync(out).map((name) => [/^book-(.*)\.csv$/.exec(name)?.[1] ?? name, cellsOf(readFileSync(join(out, name), 'utf8'))]))
  } finally {
    folder.remove()
  }
}

/** The program starts others, so it gets a process group of its own, and all of that is ended where it takes too long. */
function convert(args: readonly string[], home: string): Promise<void> {
  const program = machineTools.libreOffice.commands.flatMap(onPath)[0] ?? 'soffice'
  const child = spawn(program, [`-env:UserInstallation=${pathToFileURL(join(home, 'profile')).href}`, '--headless', ...args], { detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (said += text))
  const limit = setTimeout(() => {
    if (child.pid !== undefined) process.kill(-child.pid)
  }, limitMs)
  return new Promise((done, fail) => {
    child.once('error', fail)
    child.once('close', (code) => {
      clearTimeout(limit)
      if (code === 0) done()
      else fail(new Error(`${program} ended with ${String(code)}: ${said}`))
    })
  })
}

function cellsOf(csv: string): SheetCell[][] {
  const rows: SheetCell[][] = [[]]
  for (const [, quoted, bare, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^,\n]*))(,|\n|$)/g)) {
    if (end === undefined || (end === '' && quoted === undefined && bare === '')) break
    rows.at(-1)?.push(quoted !== undefined ? { text: quoted.replaceAll('""', '"') } : bare === undefined || bare === '' ? null : { shown: bare })
    if (end === '\n') rows.push([])
  }
  return rows.filter((row) => row.length > 0)
}
