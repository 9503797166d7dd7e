import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build as buildApp } from 'electron-vite'
import { build as buildPage } from 'vite'

const root = resolve(import.meta.dirname, '..')

/** All that a phone fetches, gzipped (DESIGN section 9). Fonts that a page names are fetched too, so everything counts. */
const seatBudgetBytes = 80 * 1024

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

function gzippedBytes(folder: string): number {
  return filesBelow(folder).reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 9 }).length, 0)
}

async function buildSeat(): Promise<void> {
  await buildPage({ configFile: join(root, 'vite.seat.config.ts'), logLevel: 'warn' })
  const bytes = gzippedBytes(join(root, 'out/seat'))
  const kilobytes = (bytes / 1024).toFixed(1)
  console.log(`seat page: ${kilobytes} KB gzipped of ${seatBudgetBytes / 1024} KB`)
  if (bytes > seatBudgetBytes) throw new Error(`The seat page is ${kilobytes} KB gzipped; at most ${seatBudgetBytes / 1024} KB may reach a phone.`)
}

process.chdir(root)
await buildApp({ root, logLevel: 'warn' })
await buildSeat()
