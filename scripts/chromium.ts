import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import { chromium } from '@playwright/test'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function onPath(name: string): string[] {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
}

/** Whether it starts at all: a downloaded one may lack libraries of the system. */
function starts(file: string): boolean {
  return isExecutable(file) && spawnSync(file, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0
}

/** A Chromium that starts: the one `CHROMIUM` names, else one on the PATH, else Playwright's own; null if there is none. */
export function findChromium(): string | null {
  const named = process.env['CHROMIUM']
  if (named !== undefined && named !== '') {
    if (starts(named)) return named
    throw new Error(`CHROMIUM names ${named}, which does not start.`)
  }
  return [...names.flatMap(onPath), chromium.executablePath()].find(starts) ?? null
}

function run(command: string, args: readonly string[], timeout: number, env: Record<string, string> = {}): boolean {
  console.log(`> ${command} ${args.join(' ')}`)
  return spawnSync(command, [...args], { stdio: ['ignore', 'inherit', 'inherit'], timeout, env: { ...process.env, ...env } }).status === 0
}

/** Playwright's download. Behind a firewall that swallows packets its own retries would take minutes, hence the limits. */
function download(): boolean {
  const cli = resolve(import.meta.dirname, '../node_modules/@playwright/test/cli.js')
  return run(process.execPath, [cli, 'install', '--no-shell', 'chromium'], 300_000, { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '8000' })
}

function installDebianPackage(): boolean {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return false
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  return run('apt-get', ['update', '-q'], 300_000, env) && run('apt-get', ['install', '-y', '-q', 'chromium'], 900_000, env)
}

/** Finds a Chromium, or gets one; null, and what to do about it on stderr, where neither is possible. */
export function ensureChromium(): string | null {
  const there = findChromium()
  if (there !== null) return there
  console.log('No Chromium on this machine.')
  if (download()) {
    const downloaded = findChromium()
    if (downloaded !== null) return downloaded
    console.log("Playwright's Chromium does not start here: libraries of the system are missing.")
  }
  if (installDebianPackage()) {
    const installed = findChromium()
    if (installed !== null) return installed
  }
  console.error(
    'The end-to-end tests need a Chromium, and none could be fetched. Install one (on Debian: apt-get install chromium), or name one: CHROMIUM=/path/to/chromium npm test',
  )
  return null
}

if (import.meta.main) {
  const file = ensureChromium()
  if (file === null) process.exitCode = 1
  else console.log(file)
}
