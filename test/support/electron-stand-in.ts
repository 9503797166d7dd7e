/**
 * Stands in for the `electron` module where no Electron runtime is: the parts the shell uses, with the rules Electron itself enforces
 * (what has to come before `ready`, ports that wait for `start`, a sandboxed preload that may require nothing but `electron`).
 * It records what the shell asks for, and lets a test act as the page. The shell under test is the real bundle.
 */
import { EventEmitter } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { isAbsolute } from 'node:path'
import { MessageChannel, type MessagePort } from 'node:worker_threads'

interface Preventable {
  readonly defaultPrevented: boolean
  preventDefault(): void
}

function preventable<Details extends object>(details: Details): Details & Preventable {
  let prevented = false
  return {
    ...details,
    get defaultPrevented() {
      return prevented
    },
    preventDefault() {
      prevented = true
    },
  }
}

interface WebPreferences {
  preload?: string
  [name: string]: unknown
}
interface WindowOptions {
  webPreferences?: WebPreferences
  [name: string]: unknown
}

export interface SchemeRequest {
  scheme: string
  privileges: Record<string, boolean>
}

/** What the shell asked for, in the order of `events`. */
export const record = {
  events: [] as string[],
  schemes: [] as SchemeRequest[],
  switches: [] as string[],
  errorBoxes: [] as string[],
  /** What the user was asked, and addresses that were then opened in the system's browser. */
  asked: [] as string[],
  openedOutside: [] as string[],
  exitCode: null as number | null,
  menu: null as unknown,
  /** Ports the main process kept, oldest first. */
  ports: [] as MessagePortMain[],
}

/** What a test sets before it loads the shell. */
export const settings = {
  holdsLock: true,
  answer: 0,
  /** What `safeStorage` keeps secrets with, and for whom: what one user sealed, another does not open. */
  secrets: { backend: 'gnome_libsecret', user: 'ada' },
}

let ready = false

function onlyBeforeReady(what: string): void {
  if (ready) throw new Error(`${what} has to be called before the application is ready`)
}

function onlyAfterReady(what: string): void {
  if (!ready) throw new Error(`${what} can't be used before the application is ready`)
}

// --- app

class AppStandIn extends EventEmitter {
  readonly isPackaged = false
  readonly commandLine = { appendSwitch: (name: string) => void record.switches.push(name) }
  readonly #paths = new Map<string, string>()

  enableSandbox(): void {
    onlyBeforeReady('enableSandbox')
    record.events.push('sandbox')
  }
  requestSingleInstanceLock(): boolean {
    record.events.push('lock')
    return settings.holdsLock
  }
  setPath(name: string, path: string): void {
    if (!isAbsolute(path) || !existsSync(path)) throw new Error(`${path} has to be an absolute path to something that is there`)
    this.#paths.set(name, path)
  }
  getPath(name: string): string {
    return this.#paths.get(name) ?? tmpdir()
  }
  getVersion(): string {
    return '0.0.0-stand-in'
  }
  getLocale(): string {
    return 'de-AT'
  }
  async whenReady(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve))
    ready = true
    record.events.push('ready')
  }
  quit(): void {
    record.events.push('quit')
    const event = preventable({})
    this.emit('will-quit', event)
    if (!event.defaultPrevented) this.exit(0)
  }
  exit(code = 0): void {
    record.exitCode = code
    this.emit('stand-in-exit', code)
  }
}
export const app = new AppStandIn()

// --- ports

/** A port in the main process: messages wait until `start`. */
export class MessagePortMain extends EventEmitter {
  readonly native: MessagePort
  constructor(native: MessagePort) {
    super()
    this.native = native
    native.on('close', () => this.emit('close'))
  }
  start(): void {
    this.native.on('message', (data: unknown) => this.emit('message', { data, ports: [] }))
  }
  postMessage(data: unknown): void {
    this.native.postMessage(data)
  }
  close(): void {
    this.native.close()
  }
}

export class MessageChannelMain {
  readonly port1: MessagePortMain
  readonly port2: MessagePortMain
  constructor() {
    const { port1, port2 } = new MessageChannel()
    this.port1 = new MessagePortMain(port1)
    this.port2 = new MessagePortMain(port2)
    record.ports.push(this.port1)
  }
}

export const ipcMain = new EventEmitter()

// --- pages

/** A frame as the main process sees it. */
export interface FrameStandIn {
  url: string
  postMessage(channel: string, message: unknown, ports: MessagePortMain[]): void
}

/** What stands for the page's `window`, shared by the preload and the page's own scripts. */
export interface PageWindow extends EventTarget {
  location: { origin: string; href: string; protocol: string }
  postMessage(data: unknown, targetOrigin: string, ports?: readonly MessagePort[]): void
}

export interface Page {
  window: PageWindow
  /** Every window message so far, with the number of ports in it. */
  messages: { data: unknown; ports: number }[]
}

function createWindow(href: string): Page {
  const { protocol, host } = new URL(href)
  const origin = `${protocol}//${host}`
  const messages: Page['messages'] = []
  const window: PageWindow = Object.assign(new EventTarget(), {
    location: { origin, href, protocol },
    postMessage(data: unknown, targetOrigin: string, ports: readonly MessagePort[] = []) {
      if (targetOrigin !== origin && targetOrigin !== '*') return
      messages.push({ data, ports: ports.length })
      setImmediate(() => window.dispatchEvent(Object.assign(new Event('message'), { data, origin, ports, source: window })))
    },
  })
  return { window, messages }
}

/** Runs the real preload bundle as a sandboxed renderer does: no Node, and `require` knows `electron` alone. */
function runPreload(file: string, contents: WebContentsStandIn): Page {
  const page = createWindow(contents.mainFrame.url)
  const ipcRenderer = Object.assign(new EventEmitter(), {
    send(channel: string, ...args: unknown[]) {
      setImmediate(() => ipcMain.emit(channel, { sender: contents, senderFrame: contents.mainFrame, ports: [] }, ...args))
    },
  })
  contents.mainFrame.postMessage = (channel, message, ports) => {
    setImmediate(() => ipcRenderer.emit(channel, { ports: ports.map(({ native }) => native) }, message))
  }
  const sandboxedRequire = (name: string): unknown => {
    if (name === 'electron') return { ipcRenderer }
    throw new Error(`module not found: ${name} (a sandboxed preload has no modules but electron)`)
  }
  // The bundle is the body of a CommonJS function, as in the real renderer.
  new Function('require', 'window', 'process', readFileSync(file, 'utf8'))(sandboxedRequire, page.window, undefined)
  return page
}

export type OpenHandler = (details: { url: string }) => { action: 'allow' | 'deny'; overrideBrowserWindowOptions?: WindowOptions }

export class WebContentsStandIn extends EventEmitter {
  readonly mainFrame: FrameStandIn = { url: 'about:blank', postMessage: () => undefined }
  openHandler: OpenHandler | null = null
  page: Page | null = null

  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler
  }
  getURL(): string {
    return this.mainFrame.url
  }
  /** What the browser asks before a page goes elsewhere; true where it may. */
  mayNavigate(url: string, event: 'will-navigate' | 'will-frame-navigate' | 'will-redirect' = 'will-navigate'): boolean {
    const details = preventable({ url, isMainFrame: true })
    this.emit(event, details)
    return !details.defaultPrevented
  }
}

const windows: BrowserWindow[] = []

export class BrowserWindow extends EventEmitter {
  readonly webContents = new WebContentsStandIn()
  readonly options: WindowOptions
  shown = false

  static getAllWindows(): BrowserWindow[] {
    return [...windows]
  }
  static fromWebContents(contents: unknown): BrowserWindow | null {
    return windows.find((window) => window.webContents === contents) ?? null
  }
  constructor(options: WindowOptions) {
    super()
    onlyAfterReady('BrowserWindow')
    this.options = options
    windows.push(this)
    record.events.push('window')
    app.emit('browser-window-created', {}, this)
    app.emit('web-contents-created', {}, this.webContents)
  }
  /** Fetches the page through the shell's own protocol handler, then runs the preload; a reload is a second call. */
  async loadURL(url: string): Promise<void> {
    const response = await fetchPage(url)
    if (response.status !== 200) throw new Error(`${url}: ${String(response.status)}`)
    this.webContents.mainFrame.url = url
    const preload = this.options.webPreferences?.preload
    this.webContents.page = preload === undefined ? null : runPreload(preload, this.webContents)
    this.emit('ready-to-show')
  }
  show(): void {
    this.shown = true
  }
  isMinimized(): boolean {
    return false
  }
  restore(): void {
    record.events.push('restore')
  }
  focus(): void {
    record.events.push('focus')
  }
}

// --- protocol

type ProtocolHandler = (request: { url: string; method: string }) => Promise<Response>
const handlers = new Map<string, ProtocolHandler>()

export const protocol = {
  registerSchemesAsPrivileged(schemes: SchemeRequest[]): void {
    onlyBeforeReady('registerSchemesAsPrivileged')
    record.schemes.push(...schemes)
    record.events.push('scheme')
  },
  handle(scheme: string, handler: ProtocolHandler): void {
    onlyAfterReady('protocol.handle')
    handlers.set(scheme, handler)
  },
}

/** Asks the shell for an address as a page would. */
export async function fetchPage(url: string, method = 'GET'): Promise<Response> {
  const handler = handlers.get(url.slice(0, url.indexOf(':')))
  if (handler === undefined) throw new Error(`nobody serves ${url}`)
  return handler({ url, method })
}

// --- session

type PermissionRequest = (contents: unknown, permission: string, answer: (granted: boolean) => void, details: { requestingUrl: string }) => void
type PermissionCheck = (contents: unknown, permission: string, origin: string) => boolean
type BeforeRequest = (details: { url: string }, answer: (response: { cancel?: boolean }) => void) => void

class SessionStandIn extends EventEmitter {
  permissionRequest: PermissionRequest | null = null
  permissionCheck: PermissionCheck | null = null
  devicePermission: (() => boolean) | null = null
  beforeRequest: BeforeRequest | null = null
  spellChecker = true
  readonly webRequest = {
    onBeforeRequest: (handler: BeforeRequest) => {
      this.beforeRequest = handler
    },
  }
  setPermissionRequestHandler(handler: PermissionRequest): void {
    this.permissionRequest = handler
  }
  setPermissionCheckHandler(handler: PermissionCheck): void {
    this.permissionCheck = handler
  }
  setDevicePermissionHandler(handler: () => boolean): void {
    this.devicePermission = handler
  }
  setSpellCheckerEnabled(enabled: boolean): void {
    this.spellChecker = enabled
  }
}
export const session = { defaultSession: new SessionStandIn() }

// --- secrets

export const safeStorage = {
  isEncryptionAvailable(): boolean {
    return ready
  },
  getSelectedStorageBackend(): string {
    return ready ? settings.secrets.backend : 'unknown'
  },
  encryptString(text: string): Buffer {
    onlyAfterReady('safeStorage')
    return Buffer.from(JSON.stringify([settings.secrets.user, Buffer.from(text).toString('hex')]))
  },
  decryptString(sealed: Buffer): string {
    onlyAfterReady('safeStorage')
    if (!Buffer.isBuffer(sealed)) throw new TypeError('a Buffer is needed')
    const [user, text] = JSON.parse(sealed.toString()) as [string, string]
    if (user !== settings.secrets.user) throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptString.')
    return Buffer.from(text, 'hex').toString()
  },
}

// --- the rest

export const dialog = {
  showErrorBox(_title: string, text: string): void {
    record.errorBoxes.push(text)
  },
  showMessageBox({ detail }: { detail: string }): Promise<{ response: number }> {
    record.asked.push(detail.split('\n')[0] ?? '')
    return Promise.resolve({ response: settings.answer })
  },
}

export const shell = {
  openExternal(url: string): Promise<void> {
    record.openedOutside.push(url)
    return Promise.resolve()
  },
}

export const Menu = {
  buildFromTemplate: (template: unknown) => template,
  setApplicationMenu(menu: unknown): void {
    record.menu = menu
  },
}

/** A download a page starts; what the shell made of it. */
export function startDownload(url: string, filename: string, contents: WebContentsStandIn): { refused: boolean; defaultPath: string | null } {
  let defaultPath: string | null = null
  const event = preventable({})
  const item = {
    getURL: () => url,
    getFilename: () => filename,
    setSaveDialogOptions: (options: { defaultPath?: string }) => {
      defaultPath = options.defaultPath ?? null
    },
  }
  session.defaultSession.emit('will-download', event, item, contents)
  return { refused: event.defaultPrevented, defaultPath }
}
