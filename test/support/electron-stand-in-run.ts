/**
 * Runs the real bundle out/main/index.js against the stand-in for `electron`, acts as the page, and prints what happened as one line of
 * JSON. A process of its own, since the shell takes over the process it runs in.
 *
 *     node electron-stand-in-run.ts DATA_DIR first|second
 *     node electron-stand-in-run.ts DATA_DIR keys BACKEND USER    what the shell says of its key where secrets are kept so
 */
import { registerHooks } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { connect } from '../../src/renderer/transport/connect.ts'
import type { Page } from './electron-stand-in.ts'

const root = resolve(import.meta.dirname, '../..')
const standInUrl = pathToFileURL(join(import.meta.dirname, 'electron-stand-in.ts')).href

registerHooks({
  resolve: (specifier, context, next) => (specifier === 'electron' ? { url: standInUrl, format: 'module-typescript', shortCircuit: true } : next(specifier, context)),
})
const standIn = await import('./electron-stand-in.ts')

const [dataDir, instance, backend, user] = process.argv.slice(2)
if (dataDir === undefined) throw new Error('a data folder is needed')
process.argv.splice(1, process.argv.length, join(root, 'out/main/index.js'), '--some-switch-of-chromium', '--data', dataDir)

/** Runs what the page's own script does first: connects, with the product's own client. */
function connectAs(page: Page) {
  Object.defineProperty(globalThis, 'navigator', { value: { userAgent: 'Mozilla/5.0 Electron/0.0.0 (stand-in)' }, configurable: true })
  Object.defineProperty(globalThis, 'window', { value: page.window, configurable: true })
  return connect()
}

/** Waits until `found` answers something, turn by turn of the event loop; the test that started this process limits the time. */
async function until<Value>(found: () => Value | null | undefined): Promise<Value> {
  for (;;) {
    const value = found()
    if (value !== null && value !== undefined) return value
    await new Promise((next) => setTimeout(next, 5))
  }
}

const exited = new Promise<number>((done) => standIn.app.once('stand-in-exit', done))

async function status(url: string, method = 'GET') {
  const response = await standIn.fetchPage(url, method)
  return { status: response.status, type: response.headers.get('content-type'), csp: response.headers.get('content-security-policy'), text: await response.text() }
}

/** Acts as a frame that asks for a port without being a page of ours; true where it got one. */
async function getsPort(sender: unknown, frame: { url: string; postMessage?: unknown }): Promise<boolean> {
  let got = false
  const senderFrame = Object.assign(frame, {
    postMessage: () => {
      got = true
    },
  })
  standIn.ipcMain.emit('dreadnought:connect', { sender, senderFrame, ports: [] })
  await new Promise((next) => setImmediate(next))
  return got
}

async function firstInstance() {
  await import(pathToFileURL(join(root, 'out/main/index.js')).href)
  const window = await until(() => standIn.BrowserWindow.getAllWindows()[0])
  const contents = window.webContents
  const page = await until(() => contents.page)
  const { api: client, host } = await connectAs(page)
  const info = await client.app.info()
  const before = await client.project.list({ search: '' })
  const created = await client.project.create({ name: 'Over the port' })
  const after = await client.project.list({ search: 'Over the port' })
  const refusal = await client.project.get({ project: '019a0000-0000-7000-8000-000000000000' }).then(
    () => null,
    (error: unknown) => (error instanceof Error && 'code' in error ? error.code : String(error)),
  )

  const firstPort = standIn.record.ports.at(-1)
  if (firstPort === undefined) throw new Error('no port was made')
  const closed = new Promise<true>((done) => firstPort.once('close', () => done(true)))
  await window.loadURL('app://dreadnought/')
  const reloaded = await until(() => contents.page)
  const second = await connectAs(reloaded)
  const afterReload = await second.api.project.list({ search: 'Over the port' })

  const session = standIn.session.defaultSession
  const granted = (permission: string, requestingUrl: string) => {
    let answer: boolean | null = null
    session.permissionRequest?.(contents, permission, (value) => (answer = value), { requestingUrl })
    return { request: answer, check: session.permissionCheck?.(contents, permission, requestingUrl) ?? null }
  }
  const cancelled = (url: string) => {
    let answer: boolean | null = null
    session.beforeRequest?.({ url }, ({ cancel }) => (answer = cancel ?? false))
    return answer
  }
  const webview = { prevented: false, preventDefault: () => undefined }
  webview.preventDefault = () => {
    webview.prevented = true
  }
  contents.emit('will-attach-webview', webview)
  const targets = ['https://example.com/', 'http://127.0.0.1:47373/', 'file:///etc/passwd', 'data:text/html,x', 'app://other/', 'app://dreadnought@example.com/', 'javascript:alert(1)']

  /** What a page gets that wants windows for these addresses, one after the other, from a user who answers so. */
  const outside = async (answer: number, urls: string[]) => {
    standIn.settings.answer = answer
    const [asked, opened] = [standIn.record.asked.length, standIn.record.openedOutside.length]
    for (const url of urls) contents.openHandler?.({ url })
    await new Promise((done) => setImmediate(done))
    return { asked: standIn.record.asked.slice(asked), opened: standIn.record.openedOutside.slice(opened) }
  }

  const report = {
    events: standIn.record.events,
    schemes: standIn.record.schemes,
    switches: standIn.record.switches,
    userData: standIn.app.getPath('userData'),
    window: { ...window.options, shown: window.shown },
    url: contents.getURL(),
    menu: standIn.record.menu,
    handOver: { host, messages: page.messages },
    rpc: { info, before: before.length, created: created.name, after: after.map(({ name }) => name), refusal },
    reload: { oldPortClosed: await closed, projects: afterReload.map(({ name }) => name) },
    strangers: {
      otherPage: await getsPort(contents, { url: 'https://example.com/' }),
      subframe: await getsPort(contents, { url: 'app://dreadnought/' }),
      noWindow: await (async () => {
        const frame = { url: 'app://dreadnought/' }
        return getsPort({ mainFrame: frame }, frame)
      })(),
    },
    outside: { refused: await outside(0, ['https://tracker.example/SEC-1']), agreed: await outside(1, ['https://tracker.example/SEC-1', 'https://tracker.example/SEC-2']), never: await outside(1, ['file:///etc/passwd', 'javascript:alert(1)', 'https://name:word@tracker.example/', 'app://other/']) },
    navigation: {
      own: contents.mayNavigate('app://dreadnought/project/1'),
      foreign: targets.filter((url) => (['will-navigate', 'will-frame-navigate', 'will-redirect'] as const).some((event) => contents.mayNavigate(url, event))),
      opened: targets.filter((url) => contents.openHandler?.({ url }).action !== 'deny'),
      presenter: contents.openHandler?.({ url: 'app://dreadnought/presenter/1' }) ?? null,
      webviewRefused: webview.prevented,
    },
    session: {
      media: granted('media', 'app://dreadnought/'),
      geolocation: granted('geolocation', 'app://dreadnought/'),
      notifications: granted('notifications', 'app://dreadnought'),
      copy: granted('clipboard-sanitized-write', 'app://dreadnought/'),
      copyElsewhere: granted('clipboard-sanitized-write', 'https://example.com/'),
      device: session.devicePermission?.() ?? null,
      spellChecker: session.spellChecker,
      requests: { https: cancelled('https://example.com/x.js'), ws: cancelled('wss://example.com/'), file: cancelled('file:///etc/passwd'), own: cancelled('app://dreadnought/') },
    },
    downloads: {
      own: standIn.startDownload('blob:app://dreadnought/1', 'register.json', contents),
      fetched: standIn.startDownload('https://example.com/a.exe', 'a.exe', contents),
    },
    pages: {
      index: await status('app://dreadnought/'),
      route: await status('app://dreadnought/project/019a/threats'),
      missing: await status('app://dreadnought/assets/no-such-file.js'),
      otherHost: await status('app://other/index.html'),
      post: await status('app://dreadnought/', 'POST'),
      head: await status('app://dreadnought/', 'HEAD'),
      traversal: await Promise.all(
        ['%2e%2e%2fmain/index.js', '..%2fmain%2findex.js', 'assets/..%2f..%2f..%2fpackage.json', '%2e%2e%5cmain%5cindex.js', '%2fetc%2fhosts.json', '..%00/index.js', '%', '%2e%2e/%2e%2e/package.json'].map(
          async (path) => ({ path, ...(await status(`app://dreadnought/${path}`)) }),
        ),
      ),
    },
  }
  standIn.app.emit('second-instance')
  const focused = standIn.record.events.at(-1)
  standIn.app.emit('window-all-closed')
  return { ...report, focused, exitCode: await exited, errorBoxes: standIn.record.errorBoxes }
}

async function keysOf() {
  standIn.settings.secrets = { backend: backend ?? '', user: user ?? '' }
  await import(pathToFileURL(join(root, 'out/main/index.js')).href)
  const window = await until(() => standIn.BrowserWindow.getAllWindows()[0])
  const { api } = await connectAs(await until(() => window.webContents.page))
  const keys = await api.key.own()
  standIn.app.emit('window-all-closed')
  await exited
  return keys
}

async function secondInstance() {
  standIn.settings.holdsLock = false
  await import(pathToFileURL(join(root, 'out/main/index.js')).href)
  const exitCode = await exited
  return { exitCode, windows: standIn.BrowserWindow.getAllWindows().length, events: standIn.record.events }
}

const report = instance === 'second' ? await secondInstance() : instance === 'keys' ? await keysOf() : await firstInstance()
process.stdout.write(`${JSON.stringify(report)}\n`, () => process.exit(0))
