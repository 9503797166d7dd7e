import { existsSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import fastifyStatic from '@fastify/static'
import { ORPCError, onError } from '@orpc/server'
import Fastify from 'fastify'
import { WebSocketServer, type RawData, type WebSocket } from 'ws'
import { ownAddresses } from '../app/room-address.ts'
import type { SeatDoor, SeatListener } from '../app/rooms.ts'
import type { SeatSocket } from '../app/seats.ts'
import { createSeatHandler, type SeatHandler } from './seat-handler.ts'

/** Largest message of a seat, in bytes. */
const maxMessage = 64 * 1024
/** What may wait to be sent to a device before it counts as dead, in bytes. */
const maxBacklog = 4 * 1024 * 1024
/** A device that does not answer a ping within this time is gone, in milliseconds. */
const heartbeatMs = 5000
/** Own addresses change when the machine changes networks; they are read again after this time, in milliseconds. */
const addressesMs = 3000
/** Codes with which a socket is closed; those from 4000 on are free for applications. 1009 is what ws itself says of a message that is too large. */
export const closeCodes = { removed: 4001, notOurs: 4007, flood: 4008 } as const
/** Calls that a socket may make above its limit, each of which is refused, before it is closed. */
const patience = 300

/** Why a request was turned away at the door, before any call: its code in the answer's body, and the status. */
const refusals = {
  WRONG_HOST: 421,
  WRONG_ORIGIN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  TOO_MANY_SOCKETS: 503,
} as const
type DoorRefusal = keyof typeof refusals

type Line = Parameters<SeatHandler['message']>[0]

interface Peer extends SeatSocket {
  socket: WebSocket
  alive: boolean
  refused: number
}

/**
 * Serves one room: the built seat page, and the seat contract over WebSocket at `/seat`. Only names of this machine are
 * answered to, and only pages that came from here may open a socket.
 */
export async function listenForSeats(door: SeatDoor): Promise<SeatListener> {
  const { limits, log } = door
  let port = door.port
  const hosts = createHostList(door.host, () => port)
  const peers = new Set<Peer>()

  const server = Fastify({ bodyLimit: 1024, forceCloseConnections: true, requestTimeout: 10_000, connectionTimeout: 0 })
  server.addHook('onRequest', async (request, reply) => {
    const { host } = request.headers
    if (host === undefined || !hosts().has(host)) return reply.code(refusals.WRONG_HOST).send({ error: 'WRONG_HOST' })
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return reply.code(refusals.METHOD_NOT_ALLOWED).send({ error: 'METHOD_NOT_ALLOWED' })
    }
    reply.headers({
      'content-security-policy': contentSecurityPolicy(host),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(), microphone=(), geolocation=()',
      'cache-control': request.url.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-store',
    })
  })
  if (existsSync(door.page)) await server.register(fastifyStatic, { root: door.page, index: ['index.html'], dotfiles: 'ignore', cacheControl: false })
  server.setNotFoundHandler((_request, reply) => reply.code(refusals.NOT_FOUND).send({ error: 'NOT_FOUND' }))

  const handler = createSeatHandler(door.router, {
    interceptors: [onError((error) => logUnexpected(error, log))],
    clientInterceptors: [
      async ({ next, context }) => {
        try {
          return await next()
        } catch (error) {
          if (error instanceof ORPCError && error.code === 'TOO_MANY_REQUESTS') countRefusal(peers, context.socket)
          throw error
        }
      },
    ],
  })
  // Compression costs memory for each socket and could tell the length of what is hidden.
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxMessage, perMessageDeflate: false, clientTracking: false })

  server.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    const refusal = refusalOf(request)
    if (refusal) return refuse(socket, refusal)
    sockets.handleUpgrade(request, socket, head, (opened) => welcome(opened, addressOf(request)))
  })

  function refusalOf(request: IncomingMessage): DoorRefusal | null {
    const { host, origin } = request.headers
    if (host === undefined || !hosts().has(host)) return 'WRONG_HOST'
    if (request.url !== '/seat') return 'NOT_FOUND'
    if (origin !== `http://${host}`) return 'WRONG_ORIGIN'
    const address = addressOf(request)
    const fromThere = [...peers].filter((peer) => peer.address === address).length
    return peers.size >= limits.sockets || fromThere >= limits.socketsPerAddress ? 'TOO_MANY_SOCKETS' : null
  }

  function welcome(socket: WebSocket, address: string): void {
    const peer: Peer = { socket, address, seat: null, leave: null, watching: 0, alive: true, refused: 0 }
    peers.add(peer)
    socket.on('pong', () => {
      peer.alive = true
    })
    // An oversized or malformed frame ends here; ws closes the socket with the code that says why.
    socket.on('error', () => undefined)
    const line = withBacklogLimit(socket)
    socket.on('message', (data, isBinary) => {
      const text = isBinary ? null : textOf(data)
      if (text === null) socket.close(closeCodes.notOurs, 'no message of ours')
      // Only what cannot be read as a call rejects; a call that is refused is answered.
      else handler.message(line, text, { context: { socket: peer } }).catch(() => socket.close(closeCodes.notOurs, 'no message of ours'))
    })
    socket.on('close', () => {
      peers.delete(peer)
      peer.leave?.()
      handler.close(line)
    })
  }

  const heartbeat = setInterval(() => {
    for (const peer of peers) {
      if (!peer.alive) peer.socket.terminate()
      else {
        peer.alive = false
        peer.socket.ping()
      }
    }
  }, heartbeatMs)

  try {
    await server.listen({ host: door.host, port })
  } catch (error) {
    clearInterval(heartbeat)
    throw error
  }
  const address = server.server.address()
  if (typeof address === 'object' && address !== null) port = address.port

  return {
    port,
    drop: (seat) => {
      for (const peer of peers) if (peer.seat === seat) peer.socket.close(closeCodes.removed, 'removed')
    },
    close: async () => {
      clearInterval(heartbeat)
      for (const { socket } of peers) socket.terminate()
      await server.close()
    },
  }
}

/** A socket that goes on calling when it is told to wait is a flood. */
function countRefusal(peers: ReadonlySet<Peer>, caller: SeatSocket): void {
  for (const peer of peers) {
    if (peer !== caller) continue
    peer.refused += 1
    if (peer.refused > patience) peer.socket.close(closeCodes.flood, 'flood')
  }
}

function textOf(data: RawData): string | null {
  return Buffer.isBuffer(data) ? data.toString('utf8') : null
}

/** A device that takes nothing in must not fill our memory. The listener hands messages over itself, so nothing else is listened for. */
function withBacklogLimit(socket: WebSocket): Line {
  return {
    addEventListener: () => undefined,
    send: (data) => {
      if (socket.readyState !== socket.OPEN) return
      if (typeof data !== 'string' || socket.bufferedAmount > maxBacklog) socket.terminate()
      else socket.send(data)
    },
  }
}

function createHostList(listening: string, port: () => number): () => ReadonlySet<string> {
  let known: { at: number; hosts: ReadonlySet<string> } | undefined
  return () => {
    const now = performance.now()
    if (!known || now - known.at > addressesMs) {
      const own = listening === '0.0.0.0' ? ownAddresses() : [listening]
      const names = [...own, '127.0.0.1', 'localhost']
      const hosts = names.flatMap((name) => (port() === 80 ? [name, `${name}:80`] : [`${name}:${String(port())}`]))
      known = { at: now, hosts: new Set(hosts) }
    }
    return known.hosts
  }
}

/** Behind nothing: the address is the socket's own, never what a header claims. */
function addressOf(request: IncomingMessage): string {
  return request.socket.remoteAddress ?? ''
}

function refuse(socket: Duplex, why: DoorRefusal): void {
  const body = JSON.stringify({ error: why })
  socket.end(
    `HTTP/1.1 ${String(refusals[why])} Refused\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${String(body.length)}\r\n\r\n${body}`,
  )
}

function contentSecurityPolicy(host: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data:",
    "manifest-src 'self'",
    `connect-src 'self' ws://${host}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** What the contract does not name is a defect: it is logged here and crosses without its text. */
function logUnexpected(error: unknown, log: (message: string) => void): void {
  if (error instanceof ORPCError) return
  if (error instanceof Error && error.name === 'AbortError') return
  log(error instanceof Error ? (error.stack ?? error.message) : String(error))
}
