import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const args = process.argv.slice(2)
const hosts = ['browser', 'electron'] as const
type Host = (typeof hosts)[number]

/** The latest modification below `path`, in milliseconds; 0 where there is nothing. */
function newest(path: string): number {
  if (!existsSync(path)) return 0
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))))
}

function oldest(paths: readonly string[]): number {
  return Math.min(...paths.map((path) => (existsSync(path) ? statSync(path).mtimeMs : 0)))
}

function isStale(): boolean {
  const built = oldest(['out/main/serve.js', 'out/main/index.js', 'out/main/worker.js', 'out/renderer/index.html', 'out/seat/index.html'].map((path) => join(root, path)))
  return built < Math.max(...['src', 'resources/locales', 'electron.vite.config.ts', 'vite.seat.config.ts', 'package-lock.json'].map((path) => newest(join(root, path))))
}

function build(): void {
  console.log('Building ...')
  const { status } = spawnSync(process.execPath, [join(root, 'scripts/build.ts')], { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}

/** Takes `--host X` or `--host=X` out of the arguments. */
function takeHost(): Host | null {
  const at = args.findIndex((arg) => arg === '--host' || arg.startsWith('--host='))
  if (at < 0) return null
  const [first = '', second] = args.splice(at, args[at] === '--host' ? 2 : 1)
  const given = first.includes('=') ? first.slice('--host='.length) : second
  const host = hosts.find((known) => known === given)
  if (host === undefined) {
    console.error(`--host takes "browser" or "electron", not "${given ?? ''}".`)
    process.exit(2)
  }
  return host
}

/**
 * The path of an Electron runtime, or why there is none. The package fetches its runtime when it is first asked for, and
 * `install.js` is how it does: asked for on its own, it fails at once where the network is not there.
 */
function electronRuntime(): { path: string } | { why: string } {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  const name = process.platform === 'win32' ? 'electron.exe' : process.platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron'
  if (override !== undefined) return existsSync(join(override, name)) ? { path: join(override, name) } : { why: `${override} holds none` }
  const require = createRequire(join(root, 'package.json'))
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-p', 'require("electron")'], { cwd: root, encoding: 'utf8', timeout: 180_000 })
  const path = stdout.trim().split('\n').at(-1) ?? ''
  if (status === 0 && path !== '' && existsSync(path)) return { path }
  const reason = /(?:Error|error): ?(.*)/.exec(stderr)?.[1] ?? 'it could not be fetched'
  return { why: existsSync(require.resolve('electron/package.json')) ? reason.trim().slice(0, 120) : 'the package is not installed' }
}

/** Runs the host until it ends, and passes on what ends it. */
function run(command: string, given: readonly string[]): void {
  const child = spawn(command, given, { cwd: root, stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => {
    console.error(error.message)
    process.exit(1)
  })
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
}

const wanted = takeHost()
if (isStale()) build()
const runtime = wanted === 'browser' ? null : electronRuntime()
if (runtime !== null && 'path' in runtime) {
  run(runtime.path, [root, ...args])
} else {
  if (runtime !== null && wanted === 'electron') {
    console.error(`There is no Electron runtime (${runtime.why}). "npm start -- --host browser" needs none.`)
    process.exit(1)
  }
  if (runtime !== null) console.log(`No Electron runtime here (${runtime.why}), so Dreadnought opens in the browser.`)
  run(process.execPath, [join(root, 'out/main/serve.js'), ...args])
}
