import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build as buildApp } from 'electron-vite'
import { build as buildPage } from 'vite'

const root = resolve(import.meta.dirname, '..')

/** All that a phone fetches, gzipped. Fonts that a page names are fetched too, so everything counts. */
const seatBudgetBytes = 80 * 1024

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

function gzippedBytes(files: readonly string[]): number {
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 9 }).length, 0)
}

/** What every phone fetches at once: the page, and what it names. The rest is for observers and co-facilitators. */
function atOnce(folder: string): string[] {
  const page = join(folder, 'index.html')
  const named = [...readFileSync(page, 'utf8').matchAll(/(?:src|href)="\/([^"]+)"/g)].map(([, path = '']) => join(folder, path))
  return [page, ...named]
}

async function buildSeat(): Promise<void> {
  await buildPage({ configFile: join(root, 'vite.seat.config.ts'), logLevel: 'warn' })
  const folder = join(root, 'out/seat')
  const bytes = gzippedBytes(filesBelow(folder))
  const kilobytes = (bytes / 1024).toFixed(1)
  console.log(`seat page: ${(gzippedBytes(atOnce(folder)) / 1024).toFixed(1)} KB gzipped at once, ${kilobytes} KB in all, of ${seatBudgetBytes / 1024} KB`)
  if (bytes > seatBudgetBytes) throw new Error(`The seat page is ${kilobytes} KB gzipped; at most ${seatBudgetBytes / 1024} KB may reach a phone.`)
}

/** One script and one style sheet as text, for the application to put into each file of its kind: ballots (app/room/ballot-page.ts), HTML exports (export/html.ts). */
async function buildOnePage(name: 'ballot' | 'verifier'): Promise<void> {
  const [built] = [await buildPage({ configFile: join(root, `vite.${name}.config.ts`), logLevel: 'warn' })].flat()
  if (built === undefined || !('output' in built)) throw new Error(`The ${name} page was not built.`)
  const script = built.output.flatMap((part) => (part.type === 'chunk' ? [part.code] : [])).join('')
  const style = built.output.flatMap((part) => (part.type === 'asset' && part.fileName.endsWith('.css') ? [String(part.source)] : [])).join('')
  if (script === '' || style === '') throw new Error(`The ${name} page lacks its script or its style sheet.`)
  // Either would end, or hide the end of, the element that the text is put into.
  if (/<\/?script|<!--/i.test(script) || /<\/style/i.test(style)) throw new Error(`The ${name} page holds text that can not stand inside of an HTML file.`)
  mkdirSync(join(root, 'out', name), { recursive: true })
  writeFileSync(join(root, 'out', name, 'page.json'), JSON.stringify({ script: script.trim(), style: style.trim() }))
  const bytes = gzipSync(script + style, { level: 9 }).length
  console.log(`${name} page: ${(bytes / 1024).toFixed(1)} KB gzipped`)
}

process.chdir(root)
await buildApp({ root, logLevel: 'warn' })
await buildSeat()
await buildOnePage('ballot')
await buildOnePage('verifier')
