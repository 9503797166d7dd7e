import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { chromium } from '@playwright/test'
import { machineTools, onPath } from './machine-tools.ts'

/** Whether it starts at all: a downloaded one may lack libraries of the system. */
function starts(file: string): boolean {
  return spawnSync(file, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0
}

/**
 * A Chromium that starts: the one `CHROMIUM` names, else one on the PATH, else Playwright's own; null if there is none.
 * The headless shell draws the same pages for two thirds of the processor's time and comes first; what measures how
 * smoothly a person's browser draws asks for a `whole` one.
 */
export function findChromium({ whole = false } = {}): string | null {
  const named = process.env['CHROMIUM']
  if (named !== undefined && named !== '') {
    if (starts(named)) return named
    throw new Error(`CHROMIUM names ${named}, which does not start.`)
  }
  const names = machineTools.chromium.commands.filter((name) => !whole || name !== 'chromium-headless-shell')
  return [...names.flatMap(onPath), chromium.executablePath()].find(starts) ?? null
}

/** Playwright's download. Behind a firewall that swallows packets its own retries would take minutes, hence the limits. */
function download(): boolean {
  const cli = resolve(import.meta.dirname, '../node_modules/@playwright/test/cli.js')
  const env = { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '8000' }
  return spawnSync(process.execPath, [cli, 'install', '--no-shell', 'chromium'], { stdio: ['ignore', 'inherit', 'inherit'], timeout: 300_000, env }).status === 0
}

/** Finds a Chromium, or fetches Playwright's; null, and what to do about it on stderr, where neither is possible. */
export function ensureChromium(): string | null {
  const there = findChromium()
  if (there !== null) return there
  console.log('No Chromium on this machine.')
  const downloaded = download() ? findChromium() : null
  if (downloaded === null) {
    console.error(
      'The end-to-end tests need a Chromium, and none could be fetched. Install one (on Debian: apt-get install chromium-headless-shell), or name one: CHROMIUM=/path/to/chromium npm test',
    )
  }
  return downloaded
}

if (import.meta.main) {
  const file = ensureChromium()
  if (file === null) process.exitCode = 1
  else console.log(file)
}
