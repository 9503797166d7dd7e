import { mkdirSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { createApp, type App } from '../../src/main/app/app.ts'
import { serveWorkbench, type WorkbenchServer } from '../../src/main/http/workbench.ts'
import { attach, enter, exchange, tempDir, tokenOf } from '../support/app.ts'

let folder: ReturnType<typeof tempDir>
let app: App
let server: WorkbenchServer

beforeEach(async () => {
  folder = tempDir()
  const pages = join(folder.path, 'pages')
  mkdirSync(pages)
  writeFileSync(join(pages, 'index.html'), '<title>Dreadnought</title>')
  app = await createApp({ dataDir: folder.path, host: 'browser' })
  server = await serveWorkbench(app, { port: 0, pages })
})
afterEach(async () => {
  await server.close()
  await app.close()
  folder.remove()
})

/** A request with headers that fetch would not send. */
function get(path: string, headers: Record<string, string>): Promise<{ status: number; headers: Record<string, string | string[] | undefined>; body: string }> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port: server.port, path, headers }, (answer) => {
      let body = ''
      answer.on('data', (chunk: Buffer) => (body += chunk.toString()))
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }))
    })
      .on('error', reject)
      .end()
  })
}

/** The status a socket is refused with, or 101. */
function upgrade(protocols: string[], headers: Record<string, string>, path = '/rpc'): Promise<number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${String(server.port)}${path}`, protocols, { headers })
    socket.on('unexpected-response', (_request, answer) => resolve(answer.statusCode ?? 0))
    socket.on('open', () => {
      socket.close()
      resolve(101)
    })
    socket.on('error', () => undefined)
  })
}

describe('the workbench listener', () => {
  it('H0 no path that anybody may ask for ends the application', async () => {
    for (const path of ['//', '///x', '/\\', '/%', '/rpc/', '/rpc?x=1', '/:80']) {
      expect(await upgrade([], { origin: 'https://evil.example' }, path)).toBe(403)
      expect(await upgrade([], { origin: server.origin }, path)).toBe(404)
      expect((await get(path, { host: new URL(server.origin).host })).status).toBeLessThan(500)
    }
    expect((await get('/', { host: new URL(server.origin).host })).status).toBe(200)
  })

  it('H1 listens on loopback and answers only to its own names', async () => {
    expect(server.origin).toMatch(/^http:\/\/127\.0\.0\.1:/)
    for (const host of [`127.0.0.1:${String(server.port)}`, `localhost:${String(server.port)}`]) expect((await get('/', { host })).status).toBe(200)
    for (const host of ['evil.example', `evil.example:${String(server.port)}`, '127.0.0.1', '127.0.0.1:1']) expect((await get('/', { host })).status).toBe(403)
  })

  it('H2 serves the page for every view, with a policy that lets only its own scripts run', async () => {
    const host = `127.0.0.1:${String(server.port)}`
    const page = await get('/project/x/model', { host })
    expect(page.body).toContain('Dreadnought')
    expect(page.headers['content-security-policy']).toContain("default-src 'none'; script-src 'self';")
    expect(page.headers['x-content-type-options']).toBe('nosniff')
    expect((await get('/missing.js', { host })).status).toBe(404)
    expect((await get('/..%2f..%2flibrary.sqlite', { host })).status).not.toBe(200)
  })

  it('H3 exchanges a token once, for a cookie that is this listener\'s own', async () => {
    const token = tokenOf(server.freshUrl())
    const { cookie, tab } = await exchange(server, token)
    expect(cookie).toMatch(new RegExp(`^dreadnought_workbench_${String(server.port)}=`))
    expect(tab.length).toBeGreaterThan(40)
    await expect(exchange(server, token)).rejects.toThrow('401')
    await expect(exchange(server, 'guess')).rejects.toThrow('401')
    await expect(exchange(server, tokenOf(server.freshUrl()), { origin: 'http://evil.example' })).rejects.toThrow('403')
  })

  it('H4 a socket needs cookie, tab secret and exact origin, all three', async () => {
    const { cookie, tab } = await exchange(server, tokenOf(server.freshUrl()))
    const other = await exchange(server, tokenOf(server.freshUrl()))
    const good = { cookie, origin: server.origin }
    expect(await upgrade(['dreadnought', `tab.${tab}`], good)).toBe(101)
    expect(await upgrade(['dreadnought', `tab.${tab}`], { origin: server.origin })).toBe(401)
    expect(await upgrade(['dreadnought'], good)).toBe(401)
    expect(await upgrade(['dreadnought', `tab.${other.tab}`], good)).toBe(401)
    expect(await upgrade(['dreadnought', `tab.${tab}`], { cookie, origin: 'http://evil.example' })).toBe(403)
    expect(await upgrade(['dreadnought', `tab.${tab}`], { cookie })).toBe(403)
  })

  it('H5 a further tab gets a token of its own from one that is in', async () => {
    const first = await enter(server)
    const { token } = await first.api.app.newTab()
    const second = await exchange(server, token ?? '', { cookie: first.cookie })
    const joined = attach(server.origin, first.cookie, second.tab)
    expect((await joined.api.app.info()).host).toBe('browser')
    joined.close()
    first.close()
  })

  it('H6 a tab comes back by itself after the server started again on the same port', async () => {
    const tab = await enter(server)
    await tab.api.project.create({ name: 'Before' })
    const { port } = server
    await server.close()
    await app.close()
    app = await createApp({ dataDir: folder.path, host: 'browser' })
    server = await serveWorkbench(app, { port, pages: join(folder.path, 'pages') })
    await expect.poll(() => tab.api.project.list({ search: '' }).then((projects) => projects.map((project) => project.name), () => null)).toEqual(['Before'])
    tab.close()
  })
})
