import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { attach, tempDir } from '../support/app.ts'
import { report, share } from './report.ts'

const root = resolve(import.meta.dirname, '../..')
const samples = 2

/** Starts the application as a user does and waits until the library is listed, and until it holds `projects`; milliseconds of both. */
async function startOnce(entry: string, dataDir: string, projects: number): Promise<{ listed: number; filled: number }> {
  const start = performance.now()
  const child = spawn(process.execPath, [entry, '--port', '0', '--no-open', '--data', dataDir], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise((done) => child.once('exit', done))
  try {
    const url = await new Promise<URL>((found, failed) => {
      child.once('exit', () => failed(new Error('the application ended')))
      child.stdout.on('data', (chunk: Buffer) => {
        const said = /http:\S+/.exec(chunk.toString())?.[0]
        if (said !== undefined) found(new URL(said))
      })
    })
    const token = new URLSearchParams(url.hash.slice(1)).get('t')
    const answer = await fetch(`${url.origin}/session`, { method: 'POST', headers: { 'content-type': 'application/json', origin: url.origin }, body: JSON.stringify({ token }) })
    const { tab } = (await answer.json()) as { tab: string }
    const { api, close } = attach(url.origin, (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '', tab)
    let library = await api.project.list({ search: '' })
    const listed = performance.now() - start
    while (library.length < projects && performance.now() - start < 60_000) {
      await new Promise((done) => setTimeout(done, 20))
      library = await api.project.list({ search: '' })
    }
    if (library.length < projects) throw new Error(`the library holds ${String(library.length)} projects, not ${String(projects)}`)
    const filled = performance.now() - start
    close()
    return { listed, filled }
  } finally {
    child.kill('SIGTERM')
    await ended
  }
}

/** Prints the time from the start of the process to a usable library, on a first start and on later ones. The browser's own start is not in it. */
export async function bench(): Promise<void> {
  const built = resolve(root, 'out/main/serve.js')
  const entry = existsSync(built) ? built : resolve(root, 'src/main/serve.ts')
  const how = existsSync(built) ? 'built' : 'from source'
  const folder = tempDir()
  try {
    const first = await startOnce(entry, folder.path, samples)
    const later: number[] = []
    for (let run = 0; run < 7; run++) later.push((await startOnce(entry, folder.path, samples)).listed)
    report(`start (${how}) to a usable library`, { median: share(later, 0.5), p95: share(later, 0.95), cpu: null }, '1500 ms', `first start ${first.listed.toFixed(0)}, both samples in it after ${first.filled.toFixed(0)}`)
  } finally {
    folder.remove()
  }
}
