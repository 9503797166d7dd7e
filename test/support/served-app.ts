import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')

/** The real application on its browser host, as `npm start` runs it, in a process of its own with its own data. */
export interface ServedApp {
  dataDir: string
  /** Address with a one-time token. */
  url: string
  port: number
  /** Everything it printed. */
  output: () => string
  /** Ends the process at once, as a power cut would. */
  kill: () => Promise<void>
  /** Starts it again on the same data and port. */
  restart: () => Promise<void>
  /** Ends it and removes its data. */
  close: () => Promise<void>
}

interface Running {
  child: ChildProcess
  url: string
  output: () => string
}

/**
 * A port for the rooms of one app. Two workers never take the same, nor do two stories of one worker: a page that is left
 * over from a story would find the next one's room. Below the ports that systems give out by themselves.
 */
let rooms = 0
function ownSeatPort(): number {
  const worker = Number(process.env['TEST_PARALLEL_INDEX'] ?? 0)
  return 20_000 + worker * 1000 + (rooms++ % 300) * 3
}

async function start(dataDir: string, port: number, seatPort: number): Promise<Running> {
  const child = spawn(process.execPath, [join(root, 'out/main/serve.js'), '--data', dataDir, '--port', `${port}`, '--seat-port', `${seatPort}`, '--no-open'], { stdio: ['ignore', 'pipe', 'pipe'] })
  let text = ''
  const url = await new Promise<string>((ready, failed) => {
    const read = (chunk: Buffer) => {
      text += chunk.toString()
      const found = /https?:\/\/\S+/.exec(text)
      if (found) ready(found[0])
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('exit', (code) => failed(new Error(`The application ended with ${code} before it answered:\n${text}`)))
    child.once('error', failed)
  })
  return { child, url, output: () => text }
}

function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((done) => {
    child.once('exit', () => done())
    child.kill(signal)
  })
}

export async function serveApp(): Promise<ServedApp> {
  const dataDir = mkdtempSync(join(tmpdir(), 'dreadnought-e2e-'))
  const seatPort = ownSeatPort()
  let running = await start(dataDir, 0, seatPort)
  const port = Number(new URL(running.url).port)
  return {
    dataDir,
    port,
    get url() {
      return running.url
    },
    output: () => running.output(),
    kill: () => ended(running.child, 'SIGKILL'),
    restart: async () => {
      running = await start(dataDir, port, seatPort)
    },
    close: async () => {
      await ended(running.child, 'SIGTERM')
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
