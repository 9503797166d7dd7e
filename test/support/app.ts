import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createORPCClient } from '@orpc/client'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import { RPCHandler as PortHandler } from '@orpc/server/message-port'
import { WebSocket as NodeSocket } from 'ws'
import { createApp, type App, type AppOptions } from '../../src/main/app/app.ts'
import { serveWorkbench, type WorkbenchServer } from '../../src/main/http/workbench.ts'
import { createSocketLink, type WorkbenchClient } from '../../src/renderer/transport/connect.ts'

/** A folder of its own for one test, and its removal. */
export function tempDir(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'dreadnought-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

export interface TestApp {
  app: App
  api: WorkbenchClient
  dataDir: string
  /** What the application logged: defects, normally nothing. */
  logged: string[]
  close: () => Promise<void>
}

export const transports = ['MessagePort', 'WebSocket'] as const
export type Transport = (typeof transports)[number]

/** The real application over a temporary library, with a client over a real transport. */
export async function startTestApp(transport: Transport = 'MessagePort', options: Partial<AppOptions> = {}): Promise<TestApp> {
  const folder = tempDir()
  const logged: string[] = []
  const app = await createApp({ dataDir: folder.path, host: 'browser', log: (message) => logged.push(message), ...options })
  const client = transport === 'MessagePort' ? overPort(app) : await overSocket(app)
  return {
    app,
    api: client.api,
    dataDir: folder.path,
    logged,
    close: async () => {
      await client.close()
      await app.close()
      folder.remove()
    },
  }
}

export function overPort(app: App): { api: WorkbenchClient; close: () => Promise<void> } {
  const { port1, port2 } = new MessageChannel()
  new PortHandler(app.router, app.rpcOptions).upgrade(port1)
  port1.start()
  port2.start()
  const close = async () => {
    port1.close()
    port2.close()
  }
  return { api: createORPCClient(new PortLink({ port: port2 })), close }
}

export async function overSocket(app: App): Promise<{ api: WorkbenchClient; server: WorkbenchServer; close: () => Promise<void> }> {
  const server = await serveWorkbench(app, { port: 0, pages: '/nowhere' })
  const entered = await enter(server)
  return {
    api: entered.api,
    server,
    close: async () => {
      entered.close()
      await server.close()
    },
  }
}

export interface Entered {
  api: WorkbenchClient
  cookie: string
  tab: string
  close: () => void
}

/** Does what a page does: exchanges the one-time token, then opens the socket. */
export async function enter(server: WorkbenchServer): Promise<Entered> {
  const { cookie, tab } = await exchange(server, tokenOf(server.freshUrl()))
  return { ...attach(server.origin, cookie, tab), cookie, tab }
}

export function tokenOf(url: string): string {
  return new URLSearchParams(new URL(url).hash.slice(1)).get('t') ?? ''
}

export async function exchange(server: WorkbenchServer, token: string, headers: Record<string, string> = {}): Promise<{ cookie: string; tab: string }> {
  const answer = await fetch(`${server.origin}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.origin, ...headers },
    body: JSON.stringify({ token }),
  })
  if (!answer.ok) throw new Error(`session: ${answer.status}`)
  const body = (await answer.json()) as { tab: string }
  return { cookie: (answer.headers.get('set-cookie') ?? headers['cookie'] ?? '').split(';')[0] ?? '', tab: body.tab }
}

export function attach(origin: string, cookie: string, tab: string): { api: WorkbenchClient; close: () => void } {
  const open = () => new NodeSocket(`${origin.replace('http', 'ws')}/rpc`, ['dreadnought', `tab.${tab}`], { headers: { cookie, origin } }) as unknown as WebSocket
  const socket = createSocketLink(() => {
    const opened = open()
    // Node's socket ends the process on an unheard error; a browser's does not.
    ;(opened as unknown as NodeSocket).on('error', () => undefined)
    return opened
  })
  return { api: createORPCClient(socket.link), close: socket.close }
}
