import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import fastifyStatic from '@fastify/static'
import { RPCHandler } from '@orpc/server/ws'
import Fastify, { type FastifyInstance } from 'fastify'
import { WebSocketServer } from 'ws'
import { z } from 'zod'
import type { App } from '../app/app.ts'
import { knowsSession, knowsTab, noteTab } from '../app/sessions.ts'

export interface WorkbenchServer {
  port: number
  /** The address without a token, such as `http://127.0.0.1:7373`. */
  origin: string
  /** An address that lets one tab in, once. */
  freshUrl: () => string
  close: () => Promise<void>
}

/** Largest message of a page: a file of 32 MB in base64, and its envelope. */
const maxMessage = 48 * 1024 * 1024
/** How long a one-time token can be exchanged, in milliseconds. */
const tokenLife = 12 * 3600_000
/** The WebSocket protocol that the server speaks; the tab's secret comes as a second one. */
const protocol = 'dreadnought'

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/**
 * Serves the workbench on loopback: the page, the exchange of a one-time token for a session, and the contract over WebSocket.
 * A socket needs the session's cookie (whose name is this listener's own, for a browser sends a 127.0.0.1 cookie to every port)
 * and its tab's secret, which only the page that exchanged the token knows.
 * @param options.port 0 for any free one. @throws EADDRINUSE where it is taken.
 */
export async function serveWorkbench(app: App, options: { port: number; pages: string }): Promise<WorkbenchServer> {
  const { context } = app
  const tokens = new Map<string, number>()
  const secret = (): string => Buffer.from(context.randomBytes(32)).toString('base64url')
  const newToken = (): string => {
    const token = secret()
    tokens.set(hashOf(token), Date.now() + tokenLife)
    return token
  }
  const spend = (token: string): boolean => {
    const until = tokens.get(hashOf(token))
    tokens.delete(hashOf(token))
    return until !== undefined && until > Date.now()
  }

  let port = options.port
  const cookieName = () => `dreadnought_workbench_${String(port)}`
  const hosts = () => new Set([`127.0.0.1:${String(port)}`, `localhost:${String(port)}`])
  const sameOrigin = (request: IncomingMessage): boolean => {
    const { host, origin } = request.headers
    return host !== undefined && hosts().has(host) && origin === `http://${host}`
  }
  const sessionOf = (request: IncomingMessage): string | undefined => {
    const cookie = cookieOf(request.headers.cookie, cookieName())
    if (cookie === undefined) return undefined
    const session = hashOf(cookie)
    return knowsSession(context, session) ? session : undefined
  }

  const server = Fastify({ bodyLimit: 4096, forceCloseConnections: true })
  addGuards(server, hosts)

  server.post('/session', (request, reply) => {
    if (!sameOrigin(request.raw)) return reply.code(403).send({ error: 'FORBIDDEN' })
    const body = z.object({ token: z.string().max(200) }).safeParse(request.body)
    if (!body.success || !spend(body.data.token)) return reply.code(401).send({ error: 'UNAUTHORIZED' })
    const cookie = secret()
    const tab = secret()
    const session = sessionOf(request.raw)
    noteTab(context, session ?? hashOf(cookie), hashOf(tab))
    if (session === undefined) reply.header('set-cookie', `${cookieName()}=${cookie}; Path=/; HttpOnly; SameSite=Strict`)
    return reply.send({ tab })
  })

  if (existsSync(options.pages)) {
    await server.register(fastifyStatic, { root: options.pages, index: ['index.html'], dotfiles: 'ignore', cacheControl: false })
    // The page routes by itself: an address that is no file is one of its views.
    server.setNotFoundHandler((request, reply) => {
      const isView = request.method === 'GET' && !/\.[a-z0-9]+$/i.test(request.url.split('?', 1)[0] ?? '')
      return isView ? reply.sendFile('index.html') : reply.code(404).send({ error: 'NOT_FOUND' })
    })
  }

  const handler = new RPCHandler(app.router, app.rpcOptions)
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxMessage, handleProtocols: () => protocol })
  server.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const refuse = (status: string) => socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
    // Compared, not parsed: a path such as `//` makes a URL parser throw, and anybody may send one.
    if (!sameOrigin(request)) return refuse('403 Forbidden')
    if (request.url !== '/rpc') return refuse('404 Not Found')
    const session = sessionOf(request)
    const tab = tabOf(request.headers['sec-websocket-protocol'])
    if (session === undefined || tab === undefined || !knowsTab(context, session, hashOf(tab))) return refuse('401 Unauthorized')
    sockets.handleUpgrade(request, socket, head, (peer) => {
      peer.on('error', () => peer.terminate())
      void handler.upgrade(peer)
    })
  })

  await server.listen({ host: '127.0.0.1', port })
  const address = server.server.address()
  if (typeof address === 'object' && address !== null) port = address.port
  const origin = `http://127.0.0.1:${String(port)}`
  app.setNewTab(newToken)

  return {
    port,
    origin,
    freshUrl: () => `${origin}/#t=${newToken()}`,
    close: async () => {
      for (const peer of sockets.clients) peer.terminate()
      await server.close()
    },
  }
}

/** Headers for every answer, and the refusal of any other name for this machine (DNS rebinding). */
function addGuards(server: FastifyInstance, hosts: () => ReadonlySet<string>): void {
  server.addHook('onRequest', async (request, reply) => {
    const { host } = request.headers
    if (host === undefined || !hosts().has(host)) return reply.code(403).send({ error: 'FORBIDDEN' })
    reply.headers({
      'content-security-policy': contentSecurityPolicy(`ws://${host}`),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': request.url.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-store',
    })
  })
}

/** Styles may stand inline because emotion and Cytoscape put theirs into the page; scripts may not. */
export function contentSecurityPolicy(connect: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self'",
    "img-src 'self' data: blob:",
    `connect-src 'self' ${connect}`,
    "worker-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

function cookieOf(header: string | undefined, name: string): string | undefined {
  for (const part of (header ?? '').split(';')) {
    const [key, value] = part.trim().split('=', 2)
    if (key === name && value !== undefined) return value
  }
  return undefined
}

/** The tab's secret among the offered protocols: `dreadnought, tab.SECRET`. */
function tabOf(header: string | undefined): string | undefined {
  const offered = (header ?? '').split(',').map((part) => part.trim())
  if (!offered.includes(protocol)) return undefined
  return offered.find((part) => part.startsWith('tab.'))?.slice(4)
}
