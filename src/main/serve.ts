import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readPort } from './http/port.ts'

const needed = 24
const [major] = process.versions.node.split('.')
if (Number(major) < needed) {
  console.error(`Dreadnought needs Node ${String(needed)} or newer; this is Node ${process.versions.node}. "npm start" brings its own.`)
  process.exit(2)
}

/** The port that is tried first, so that an open tab finds the application again after a restart. */
const usualPort = 47373

function readOptions() {
  const { values } = parseArgs({ options: { port: { type: 'string' }, 'seat-port': { type: 'string' }, data: { type: 'string' }, 'no-open': { type: 'boolean' }, host: { type: 'string' } } })
  return { port: readPort('port', values.port), seatPort: readPort('seat-port', values['seat-port']), data: values.data, open: values['no-open'] !== true }
}

/** The system's way to open an address, or null where there is nobody to see it. */
function opener(): string[] | null {
  if (process.platform === 'darwin') return ['open']
  if (process.platform === 'win32') return ['cmd', '/c', 'start', '""']
  return process.env['DISPLAY'] !== undefined || process.env['WAYLAND_DISPLAY'] !== undefined ? ['xdg-open'] : null
}

function openBrowser(url: string): void {
  const [command, ...args] = opener() ?? []
  if (command === undefined) return
  const child = spawn(command, [...args, url], { stdio: 'ignore', detached: true })
  child.on('error', () => console.error('The system browser could not be opened; open the address above.'))
  child.unref()
}

async function main(): Promise<void> {
  const options = readOptions()
  // Loaded only now: on an older Node the database library would end the process without a message.
  const { createApp } = await import('./app/app.ts')
  const { defaultDataDir, rootFolder } = await import('./app/paths.ts')
  const { listenForSeats } = await import('./http/seats.ts')
  const { serveWorkbench } = await import('./http/workbench.ts')
  const app = await createApp({ dataDir: options.data ?? defaultDataDir(), host: 'browser', rooms: { listen: listenForSeats, ...(options.seatPort === undefined ? {} : { seatPort: options.seatPort }) }, log: (message) => console.error(message) })
  const pages = join(rootFolder(), 'out/renderer')
  const server = await serveWorkbench(app, { port: options.port ?? usualPort, pages }).catch((error: unknown) => {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
    if (!taken || options.port === undefined) return serveOnFree(error)
    throw new Error(`Port ${String(options.port)} is taken. Choose another one, or leave --port out.`)
  })
  async function serveOnFree(error: unknown) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error
    for (let port = usualPort + 1; port < usualPort + 20; port++) {
      const found = await serveWorkbench(app, { port, pages }).catch(() => null)
      if (found) return found
    }
    return serveWorkbench(app, { port: 0, pages })
  }

  const url = server.freshUrl()
  console.log(`Dreadnought is at ${url}`)
  if (options.open) openBrowser(url)
  let closing = false
  // What the end of the application cuts short is no failure: the next start does it.
  const failed = (what: string) => (error: unknown) => {
    if (!closing) console.error(`${what}: ${String(error)}`)
  }
  app.restoreRooms().catch(failed('A room could not be opened again'))
  app.addSamples().catch(failed('The samples could not be read'))

  const close = () => {
    if (closing) return
    closing = true
    void server
      .close()
      .then(() => app.close())
      .finally(() => process.exit(0))
  }
  process.on('SIGINT', close)
  process.on('SIGTERM', close)
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error))
  process.exit(2)
})
