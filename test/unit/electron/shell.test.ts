import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { OwnKeys } from '../../../src/shared/domain/signing-key.ts'

const root = resolve(import.meta.dirname, '../../..')

const Grant = z.object({ request: z.boolean().nullable(), check: z.boolean().nullable() })
const Answer = z.object({ status: z.number(), type: z.string().nullable(), csp: z.string().nullable(), text: z.string() })
const Preferences = z.record(z.string(), z.unknown())
const Report = z.object({
  events: z.array(z.string()),
  schemes: z.array(z.object({ scheme: z.string(), privileges: z.record(z.string(), z.boolean()) })),
  switches: z.array(z.string()),
  userData: z.string(),
  window: z.looseObject({ shown: z.boolean(), show: z.boolean(), webPreferences: Preferences }),
  url: z.string(),
  menu: z.array(z.object({ label: z.string(), submenu: z.array(z.object({ role: z.string(), label: z.string() })) })),
  handOver: z.object({ host: z.string(), messages: z.array(z.object({ data: z.unknown(), ports: z.number() })) }),
  rpc: z.object({ info: z.looseObject({ host: z.string(), dataDir: z.string() }), before: z.number(), created: z.string(), after: z.array(z.string()), refusal: z.string().nullable() }),
  reload: z.object({ oldPortClosed: z.boolean(), projects: z.array(z.string()) }),
  strangers: z.object({ otherPage: z.boolean(), subframe: z.boolean(), noWindow: z.boolean() }),
  outside: z.record(z.string(), z.object({ asked: z.array(z.string()), opened: z.array(z.string()) })),
  navigation: z.object({
    own: z.boolean(),
    foreign: z.array(z.string()),
    opened: z.array(z.string()),
    presenter: z.object({ action: z.string(), overrideBrowserWindowOptions: z.looseObject({ webPreferences: Preferences }) }),
    webviewRefused: z.boolean(),
  }),
  session: z.object({
    media: Grant,
    geolocation: Grant,
    notifications: Grant,
    copy: Grant,
    copyElsewhere: Grant,
    device: z.boolean().nullable(),
    spellChecker: z.boolean(),
    requests: z.record(z.string(), z.boolean().nullable()),
  }),
  downloads: z.record(z.string(), z.object({ refused: z.boolean(), defaultPath: z.string().nullable() })),
  pages: z.object({
    index: Answer,
    route: Answer,
    missing: Answer,
    otherHost: Answer,
    post: Answer,
    head: Answer,
    traversal: z.array(Answer.extend({ path: z.string() })),
  }),
  focused: z.string(),
  exitCode: z.number(),
  errorBoxes: z.array(z.string()),
})
const SecondReport = z.object({ exitCode: z.number(), windows: z.number(), events: z.array(z.string()) })

async function runShell(dataDir: string, ...instance: ['first' | 'second'] | ['keys', string, string]): Promise<unknown> {
  const child = spawn(process.execPath, [join(root, 'test/support/electron-stand-in-run.ts'), dataDir, ...instance], { stdio: ['ignore', 'pipe', 'pipe'], timeout: 60_000 })
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
  const code = await new Promise((done) => child.once('close', done))
  if (code !== 0) throw new Error(`the shell ended with ${String(code)}\n${err}`)
  return JSON.parse(out)
}

describe('the Electron shell, from the bundles in out/, against a stand-in for electron', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'dreadnought-shell-'))
  let report: z.infer<typeof Report>

  beforeAll(async () => {
    for (const file of ['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html']) {
      if (!existsSync(join(root, file))) throw new Error(`${file} is missing: run "npm run build" first`)
    }
    report = Report.parse(await runShell(dataDir, 'first'))
  }, 90_000)
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

  it('takes the lock, names its scheme and asks for the sandbox before Electron is ready', () => {
    expect(report.events.slice(0, 5)).toEqual(['lock', 'scheme', 'sandbox', 'ready', 'window'])
    expect(report.schemes).toEqual([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }])
    expect(report.switches).toContain('disable-background-networking')
    expect(report.errorBoxes).toEqual([])
  })

  it('keeps everything it writes inside the data folder that --data names', () => {
    expect(report.userData).toBe(join(dataDir, 'electron'))
    expect(report.rpc.info).toMatchObject({ host: 'electron', dataDir })
  })

  it('opens one window without Node, isolated and in a sandbox, and shows it once there is something to see', () => {
    expect(report.window.webPreferences).toMatchObject({
      preload: join(root, 'out/preload/index.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    })
    expect(report.window.show).toBe(false)
    expect(report.window.shown).toBe(true)
    expect(report.url).toBe('app://dreadnought/')
  })

  it('hands the page one port when it asks, and answers calls over it from the library', () => {
    expect(report.handOver).toEqual({
      host: 'electron',
      messages: [
        { data: 'dreadnought:connect', ports: 0 },
        { data: 'dreadnought:port', ports: 1 },
      ],
    })
    expect(report.rpc.created).toBe('Over the port')
    expect(report.rpc.after).toEqual(['Over the port'])
  })

  it('carries typed errors over the port', () => {
    expect(report.rpc.refusal).toBe('NOT_FOUND')
  })

  it('gives a reloaded page a new port and closes the old one', () => {
    expect(report.reload).toEqual({ oldPortClosed: true, projects: ['Over the port'] })
  })

  it('gives no port to a foreign page, a frame within a page, or anything without a window of ours', () => {
    expect(report.strangers).toEqual({ otherPage: false, subframe: false, noWindow: false })
  })

  it('lets pages navigate among themselves and nowhere else', () => {
    expect(report.navigation.own).toBe(true)
    expect(report.navigation.foreign).toEqual([])
    expect(report.navigation.webviewRefused).toBe(true)
  })

  it('opens a second window for our own pages only, with the same options', () => {
    expect(report.navigation.opened).toEqual([])
    expect(report.navigation.presenter.action).toBe('allow')
    expect(report.navigation.presenter.overrideBrowserWindowOptions.webPreferences).toEqual(report.window.webPreferences)
  })

  it('opens a web address in the system browser only after a question that shows it, and asks one at a time', () => {
    const address = 'https://tracker.example/SEC-1'
    expect(report.outside).toEqual({ refused: { asked: [address], opened: [] }, agreed: { asked: [address], opened: [address] }, never: { asked: [], opened: [] } })
  })

  it('refuses permissions and devices, but for copying and full screen on our own pages', () => {
    const { media, geolocation, notifications, copy, copyElsewhere, device, spellChecker } = report.session
    for (const grant of [media, geolocation, notifications, copyElsewhere]) expect(grant).toEqual({ request: false, check: false })
    expect(copy).toEqual({ request: true, check: true })
    expect(device).toBe(false)
    expect(spellChecker).toBe(false)
  })

  it('cancels every request to a network or to the file system', () => {
    expect(report.session.requests).toEqual({ https: true, ws: true, file: true, own: false })
  })

  it('saves what a page made, where the user says, and downloads nothing', () => {
    expect(report.downloads['own']).toMatchObject({ refused: false })
    expect(report.downloads['own']?.defaultPath).toMatch(/register[.]json$/)
    expect(report.downloads['fetched']).toEqual({ refused: true, defaultPath: null })
  })

  it('serves the built page, also for routes, with a policy that allows own scripts only', () => {
    const html = readFileSync(join(root, 'out/renderer/index.html'), 'utf8')
    for (const answer of [report.pages.index, report.pages.route]) {
      expect(answer).toMatchObject({ status: 200, type: 'text/html; charset=utf-8', text: html })
      expect(answer.csp).toContain("default-src 'none'")
      expect(answer.csp).toContain("script-src 'self';")
    }
    expect(report.pages.head).toMatchObject({ status: 200, text: '' })
  })

  it('answers 404 for what is missing or on another host, and 405 for writing', () => {
    expect(report.pages.missing.status).toBe(404)
    expect(report.pages.otherHost.status).toBe(404)
    expect(report.pages.post.status).toBe(405)
  })

  it('refuses every way out of the folder of pages', () => {
    expect(report.pages.traversal).toHaveLength(8)
    for (const { path, status, text } of report.pages.traversal) expect({ path, status, text }).toEqual({ path, status: 404, text: 'Not found.' })
  })

  it('speaks the language of the system in its menu', () => {
    expect(report.menu.map(({ label }) => label)).toEqual(['Datei', 'Bearbeiten', 'Ansicht', 'Fenster'])
    expect(report.menu.flatMap(({ submenu }) => submenu.map(({ role }) => role))).not.toContain('reload')
  })

  it('comes to the front when it is started again, and closes the library when the last window is closed', () => {
    expect(report.focused).toBe('focus')
    expect(report.exitCode).toBe(0)
  })

  it('does nothing but leave where another one holds the lock', async () => {
    const second = SecondReport.parse(await runShell(join(dataDir, 'second'), 'second'))
    expect(second).toEqual({ exitCode: 0, windows: 0, events: ['lock', 'quit'] })
    expect(readdirSync(join(dataDir, 'second'))).toEqual(['electron'])
  })

  it('keeps its key where the system protects secrets; says so, and loses nothing, where that is another user\'s or protects nothing any more', async () => {
    const folder = join(dataDir, 'keys-of')
    const keysAt = (backend: string, user: string) => runShell(folder, 'keys', backend, user).then((said) => OwnKeys.parse(said))
    const plain = await keysAt('basic_text', 'ada')
    expect(plain).toMatchObject({ trouble: null, current: { kept: 'file' } })
    expect(readdirSync(join(folder, 'keys'))).toEqual(['host-ed25519.pem'])
    const sealed = await keysAt('kwallet6', 'ada')
    expect(sealed).toMatchObject({ trouble: null, current: { kept: 'system', fingerprint: plain.current?.fingerprint, from: plain.current?.from } })
    expect(readdirSync(join(folder, 'keys'))).toEqual(['host-ed25519.sealed.json'])
    const bytes = readFileSync(join(folder, 'keys', 'host-ed25519.sealed.json'))
    expect(await keysAt('kwallet6', 'eve')).toMatchObject({ trouble: { reason: 'key-locked' }, current: { fingerprint: plain.current?.fingerprint } })
    expect(await keysAt('basic_text', 'ada')).toMatchObject({ trouble: { reason: 'key-locked' } })
    expect(readFileSync(join(folder, 'keys', 'host-ed25519.sealed.json'))).toEqual(bytes)
    expect(readdirSync(join(folder, 'keys'))).toEqual(['host-ed25519.sealed.json'])
  }, 240_000)

  it('needs nothing but electron in its preload', () => {
    expect(readFileSync(join(root, 'out/preload/index.cjs'), 'utf8').match(/require\("[^"]+"\)/g)).toEqual(['require("electron")'])
  })

  it('names no address on a network in any page or style sheet', () => {
    const files = ['out/renderer', 'out/seat'].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(root, folder, name)),
    )
    const read = files.filter((file) => /[.](?:html|css)$/.test(file))
    expect(read.length).toBeGreaterThanOrEqual(4)
    for (const file of read) expect(readFileSync(file, 'utf8')).not.toMatch(/(?:(?:src|href)=["']?|url\(["']?|@import ["']?)(?:https?:)?\/\//)
    expect(files.filter((file) => file.endsWith('.map'))).toEqual([])
  })
})
