import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { app, session } from 'electron'
import { createApp } from './app/app.ts'
import { defaultDataDir, rootFolder } from './app/paths.ts'
import { askWhereToSave, showFatal } from './electron/dialogs.ts'
import { keyProtection } from './electron/key-protection.ts'
import { setMenu } from './electron/menu.ts'
import { openOutside } from './electron/open-outside.ts'
import { servePorts } from './electron/ports.ts'
import { registerScheme, servePages } from './electron/protocol.ts'
import { keepQuiet, lockAllContents, lockSession } from './electron/security.ts'
import { focusFirstWindow, openWorkbench, showWhenReady, windowOptions } from './electron/window.ts'
import { listenForSeats } from './http/seats.ts'
import { readPort } from './http/port.ts'

/** Chromium's own switches stand among the arguments, hence not strict. */
const { values } = parseArgs({ args: process.argv.slice(1), options: { data: { type: 'string' }, 'seat-port': { type: 'string' } }, strict: false })
const dataDir = resolve(typeof values.data === 'string' ? values.data : defaultDataDir())

const log = (message: string): void => console.error(message)

async function start(): Promise<void> {
  const root = rootFolder()
  const options = windowOptions(join(root, 'out/preload/index.cjs'))
  const seatPort = readPort('seat-port', values['seat-port'])
  const dreadnought = await createApp({ dataDir, host: 'electron', keyProtection, rooms: { listen: listenForSeats, ...(seatPort === undefined ? {} : { seatPort }) }, version: app.getVersion(), log })
  app.once('will-quit', (event) => {
    // Ends with a backup and a closed library; the process has to wait for it.
    event.preventDefault()
    void dreadnought.close().finally(() => app.exit(0))
  })
  lockAllContents(app, () => options, (url) => {
    openOutside(url, app.getLocale()).catch((error: unknown) => log(`An address could not be opened: ${String(error)}`))
  })
  lockSession(session.defaultSession)
  askWhereToSave(session.defaultSession)
  servePages(join(root, 'out/renderer'))
  servePorts(dreadnought, log)
  setMenu(app.getLocale())
  app.on('browser-window-created', (_event, window) => showWhenReady(window))
  await openWorkbench(options)
  dreadnought.restoreRooms().catch((error: unknown) => log(`A room could not be opened again: ${String(error)}`))
  dreadnought.addSamples().catch((error: unknown) => log(`The samples could not be read: ${String(error)}`))
}

// What the lock is held on, and what Chromium writes, belong to the library: two libraries can be open at once, one can't be twice.
const chromiumDir = join(dataDir, 'electron')
mkdirSync(chromiumDir, { recursive: true, mode: 0o700 })
app.setPath('userData', chromiumDir)
if (app.requestSingleInstanceLock()) {
  registerScheme()
  keepQuiet(app)
  app.enableSandbox()
  app.on('second-instance', focusFirstWindow)
  app.on('window-all-closed', () => app.quit())
  app
    .whenReady()
    .then(start)
    .catch((error: unknown) => {
      log(error instanceof Error ? (error.stack ?? error.message) : String(error))
      showFatal(error)
      app.exit(1)
    })
} else {
  app.quit()
}
