import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { attach, tempDir } from '../support/app.ts'

const root = resolve(import.meta.dirname, '../..')

/** Starts the application as a user does and waits until the library can be listed; milliseconds. */
async function startOnce(entry: string, dataDir: string): Promise<number> {
  const start = performance.now()
  const child = spawn(process.execPath, [entry, '--port', '0', '--no-open', '--data', dataDir], { stdio: ['ignore', 'pipe', 'inherit'] })
  const url = await new Promise<URL>((found) => {
    child.stdout.on('data', (chunk: Buffer) => {
      const said = /http:\S+/.exec(chunk.toString())?.[0]
      if (said !== undefined) found(new URL(said))
    })
  })
  const token = new URLSearchParams(url.hash.slice(1)).get('t')
  const answer = await fetch(`${url.origin}/session`, { method: 'POST', headers: { 'content-type': 'application/json', origin: url.origin }, body: JSON.stringify({ token }) })
  const { tab } = (await answer.json()) as { tab: string }
  const { api, close } = attach(url.origin, (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '', tab)
  await api.project.list({ search: '' })
  const took = performance.now() - start
  close()
  const ended = new Promise((done) => child.on('exit', done))
  child.kill('SIGTERM')
  await ended
  return took
}

/** Prints the time from the start of the process to a usable library: first start, and later ones. The browser's own start is not in it. */
export async function bench(): Promise<void> {
  const built = resolve(root, 'out/main/serve.js')
  const entry = existsSync(built) ? built : resolve(root, 'src/main/serve.ts')
  const folder = tempDir()
  const times: number[] = []
  for (let run = 0; run < 6; run++) times.push(await startOnce(entry, folder.path))
  const [first = Number.NaN, ...later] = times
  later.sort((a, b) => a - b)
  const median = later[Math.floor(later.length / 2)] ?? Number.NaN
  console.log(`start (${existsSync(built) ? 'built' : 'from source'}) to a usable library: first ${first.toFixed(0)} ms, then median ${median.toFixed(0)} ms (budget 1500 ms)`)
  folder.remove()
}
